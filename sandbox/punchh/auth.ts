import { createHmac, timingSafeEqual } from 'node:crypto';

import { PUNCHH_KEYS } from '../seed';
import { isBlank, Refusal, type Call } from './call';
import { ERRORS, INVENTED, type PunchhError } from './errors';
import type { Guest, PunchhState } from './state';

/**
 * The x-pch-digest of a call: HMAC in lower-case hex over path with query and the raw body.
 * (PAR developer portal, "Generating x-pch-digest": SHA-256 for mobile, SHA-1 for SSO)
 */
export function expectedDigest(
	algorithm: 'sha256' | 'sha1',
	secret: string,
	url: string,
	body: string,
): string {
	return createHmac(algorithm, secret)
		.update(url + body, 'utf8')
		.digest('hex');
}

/** Checks client and signature in Punchh's order: missing client, unknown client, wrong digest. */
export function checkSigned(call: Call, api: 'mobile' | 'sso'): void {
	if (isBlank(call.headers['user-agent'])) throw new Refusal(INVENTED.missingUserAgent);
	if (isBlank(call.params.client)) throw new Refusal(ERRORS.missingClient);
	if (call.params.client !== PUNCHH_KEYS.client) throw new Refusal(ERRORS.unknownClient);

	const algorithm = api === 'mobile' ? 'sha256' : 'sha1';
	const expected = expectedDigest(algorithm, PUNCHH_KEYS.secret, call.url, call.rawBody);
	if (!same(String(call.headers['x-pch-digest'] ?? ''), expected)) {
		throw new Refusal(api === 'mobile' ? ERRORS.wrongSignature : ERRORS.wrongSsoSignature);
	}
}

/** Checks the business admin key and whether its permissions reach the dashboard API. */
export function checkAdmin({ headers }: Call): void {
	const key = bearer(headers.authorization);
	if (key === PUNCHH_KEYS.limitedAdmin) throw new Refusal(ERRORS.noPermission);
	if (key !== PUNCHH_KEYS.admin) throw new Refusal(ERRORS.notSignedIn);
}

/** The guest whose access token the call carries. */
export function guestByAccessToken(state: PunchhState, { headers }: Call): Guest {
	const token = bearer(headers.authorization);
	return (
		state.guests.find(({ access_token: own }) => own === token) ?? refuse(ERRORS.wrongAccessToken)
	);
}

/** The guest whose authentication token (or access token) the SSO call carries. */
export function guestBySsoToken(state: PunchhState, call: Call): Guest {
	const { authentication_token: token } = call.params;
	const guest = state.guests.find(
		(guest) => !isBlank(token) && guest.authentication_token === token,
	);
	return guest ?? guestByAccessToken(state, call);
}

/** Ends the call with an error, where an expression is wanted. */
export function refuse(error: PunchhError): never {
	throw new Refusal(error);
}

function bearer(header: string | undefined): string | undefined {
	return /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1];
}

function same(given: string, expected: string): boolean {
	return (
		given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
	);
}
