import { createHmac, timingSafeEqual } from 'node:crypto';

import { PUNCHH_KEYS } from '../seed';
import { isBlank, Refusal, refuse, text, type Call } from './call';
import { ERRORS } from './errors';
import { INVENTED } from './invented';
import { newToken } from './newGuest';
import type { PunchhState } from './state';
import type { Guest } from './types';

/** How long a session token and a security token live. */
const SESSION_MS = 10 * 60_000;

/** Throws a Refusal when the caller may not. */
export type Check = (state: PunchhState, call: Call) => void;

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

/** Checks client and signature as the mobile API does. */
export const checkMobile: Check = ({ knobs }, call) =>
	checkSigned({ knobs }, call, 'sha256', ERRORS.wrongSignature(knobs.signatureText));

/** Checks client and signature as the SSO API does. */
export const checkSso: Check = ({ knobs }, call) =>
	checkSigned({ knobs }, call, 'sha1', ERRORS.wrongSsoSignature);

/** In Punchh's order: missing client, unknown client, wrong digest. */
function checkSigned(
	{ knobs }: Pick<PunchhState, 'knobs'>,
	call: Call,
	algorithm: 'sha256' | 'sha1',
	wrong: { status: number; body?: unknown },
): void {
	if (isBlank(call.headers['user-agent'])) throw new Refusal(INVENTED.missingUserAgent);
	checkClient({ knobs }, call);
	const expected = expectedDigest(algorithm, PUNCHH_KEYS.secret, call.url, call.rawBody);
	if (!same(text(call.headers['x-pch-digest']), expected)) throw new Refusal(wrong);
}

/** @throws Refusal when the client is missing or unknown */
export function checkClient({ knobs }: Pick<PunchhState, 'knobs'>, { params }: Call): void {
	if (isBlank(params.client)) throw new Refusal(ERRORS.missingClient[knobs.missingClient]);
	if (params.client !== PUNCHH_KEYS.client) {
		throw new Refusal(ERRORS.unknownClient(knobs.unknownClientPeriod));
	}
}

/** Checks the business admin key and whether its permissions reach the dashboard API. */
export const checkAdmin: Check = (_state, { headers }) => {
	const key = bearer(headers.authorization);
	if (key === PUNCHH_KEYS.limitedAdmin) throw new Refusal(ERRORS.noPermission);
	if (key !== PUNCHH_KEYS.admin) throw new Refusal(ERRORS.notSignedIn);
};

/** As checkAdmin, but an admin without permission is sent elsewhere. */
export const checkBulkAdmin: Check = (state, call) => {
	const isLimited = bearer(call.headers.authorization) === PUNCHH_KEYS.limitedAdmin;
	if (isLimited && state.knobs.bulkWithoutPermission === 'redirect') {
		throw new Refusal(INVENTED.redirect);
	}
	checkAdmin(state, call);
};

/** The guest whose access token the call carries, if it is one. */
export function findByAccessToken(state: PunchhState, { headers }: Call): Guest | undefined {
	return state.findBy('accessToken', bearer(headers.authorization));
}

/** The guest whose access token the call carries. @throws Refusal 401 */
export function guestByAccessToken(state: PunchhState, call: Call): Guest {
	return findByAccessToken(state, call) ?? refuse(ERRORS.wrongAccessToken);
}

/** The guest whose authentication token (or access token) the SSO call carries. */
export function guestBySsoToken(state: PunchhState, call: Call): Guest {
	const { authentication_token: token } = call.params;
	return state.findBy('authenticationToken', token) ?? guestByAccessToken(state, call);
}

/** A short-lived token for a guest; it also serves as security token and authorization code. */
export function openSession(state: PunchhState, guest: Guest): { token: string; until: number } {
	const session = { token: newToken(16), until: state.now() + SESSION_MS };
	state.sessionTokens.set(session.token, { guest, until: session.until });
	return session;
}

/** The guest of a short-lived token that has not run out. */
export function guestOfSession(state: PunchhState, token: unknown): Guest | undefined {
	const session = state.sessionTokens.get(text(token));
	return session !== undefined && state.now() < session.until ? session.guest : undefined;
}

/** A guest with an access token, be it a new one. */
export function logIn(state: PunchhState, guest: Guest): Guest {
	if (guest.access_token === '') state.guestBook.change(guest, { access_token: newToken(24) });
	guest.sign_in_count += 1;
	guest.last_activity_at = state.timestamp();
	return guest;
}

function bearer(header: string | undefined): string {
	return /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1] ?? '';
}

function same(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
