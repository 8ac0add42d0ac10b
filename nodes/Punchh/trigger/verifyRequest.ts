import { sleepMs } from '../../shared/time';
import type { RefusalAnswer } from '../../shared/webhook/answer/refuse';
import { BODY_PROBLEMS, type BodyProblem } from '../../shared/webhook/body';
import {
	checkBothSecrets,
	NO_CREDENTIAL,
	type Changeable,
	type NoCredential,
} from '../../shared/webhook/credential';
import { hmacOf, isSameBasic, isSameProof, isSameSecret } from '../../shared/webhook/proof';
import { PUNCHH_TRIGGER_POLICY } from './policy';
import { readSignature, uriCandidates, type Addresses, type Hash } from './signature';

/** The Punchh Webhook API credential; which fields are used depends on the scheme. */
export interface PunchhWebhookCredentials extends Changeable {
	scheme: 'basic' | 'bearer' | 'hmacSha1' | 'hmacSha256';
	user?: string;
	password?: string;
	token?: string;
	secret?: string;
	clientKey?: string;
}

/** What verification needs. Headers have lowercase names, as in Node. */
export interface IncomingRequest extends Addresses {
	headers: Record<string, unknown>;
	/** Gives the bytes of the body, exactly as sent, or why there are none. Only a signature needs them. */
	takeBody: () => Promise<Buffer | BodyProblem>;
	/** Whether to accept only the strictest reading of what the documentation leaves open. */
	strict?: boolean;
}

/**
 * Why a request was refused. The sender only learns that it was refused; the log tells a forged call
 * from a credential that was never filled in.
 */
export type PunchhCallRefusal =
	| NoCredential
	| BodyProblem
	| 'no proof'
	| 'wrong proof'
	| 'wrong client key';

/** How a refused call is answered, and what the log says to check. */
export const REFUSALS: Record<PunchhCallRefusal, RefusalAnswer> = {
	...NO_CREDENTIAL,
	...BODY_PROBLEMS,
	'no proof': {
		status: 401,
		hint: 'the call does not carry the proof that the credential requires: is the same Authentication chosen in Punchh?',
	},
	'wrong proof': {
		status: 401,
		hint: "the call is forged, Punchh has a different secret, or a proxy changes the URL: in that case set 'Public Base URL'",
	},
	'wrong client key': {
		status: 401,
		hint: "the x-pch-key header is not the 'Client Key' of the credential",
	},
};

/** The check for each scheme; returns why the proof fails, or undefined. */
const SCHEMES: Record<
	PunchhWebhookCredentials['scheme'],
	(
		credentials: PunchhWebhookCredentials,
		request: IncomingRequest,
	) => PunchhCallRefusal | undefined | Promise<PunchhCallRefusal | undefined>
> = {
	basic: ({ user, password }, request) =>
		user && password
			? checkProof(request, 'basic', (given) => isSameBasic(given, user, password))
			: 'not configured',
	bearer: ({ token }, request) =>
		token ? checkProof(request, 'bearer', (given) => isSameSecret(given, token)) : 'not configured',
	hmacSha1: (credentials, request) => checkSignature('sha1', credentials, request),
	hmacSha256: (credentials, request) => checkSignature('sha256', credentials, request),
};

/**
 * Checks that a webhook call was made by someone who knows what the credential holds.
 * (PAR Webhooks Manager, "Configuration")
 *
 * @returns why it was refused; undefined if it is genuine
 */
export async function verifyRequest(
	credentials: PunchhWebhookCredentials,
	request: IncomingRequest,
): Promise<PunchhCallRefusal | undefined> {
	if (!Object.hasOwn(SCHEMES, credentials.scheme)) return 'not configured';
	const check = SCHEMES[credentials.scheme];
	return await checkBothSecrets(credentials, ['password', 'token', 'secret'], (one) =>
		check(one, request),
	);
}

function checkProof(
	request: IncomingRequest,
	scheme: string,
	isRight: (proof: string) => boolean,
): PunchhCallRefusal | undefined {
	const proof = authorization(request, scheme);
	if (proof === undefined) return 'no proof';
	return isRight(proof) ? undefined : 'wrong proof';
}

/** The value after the name of the scheme, whose case matters only if the check is strict. */
function authorization({ headers, strict }: IncomingRequest, scheme: string): string | undefined {
	const header = headers.authorization;
	if (typeof header !== 'string') return undefined;
	// Node has cut blanks off. Other whitespace may be a byte of a letter with an accent.
	const [, name = '', value] = /^(\S+)[ \t]+(.+)$/.exec(header) ?? [];
	return (strict ? name : name.toLowerCase()) === scheme ? value : undefined;
}

/**
 * The signature is an HMAC over "URI+BODY", with no separator between the two. The body is not read
 * before everything else is right.
 */
async function checkSignature(
	hash: Hash,
	{ secret, clientKey }: PunchhWebhookCredentials,
	request: IncomingRequest,
): Promise<PunchhCallRefusal | undefined> {
	if (!secret) return 'not configured';
	if (request.headers.authorization === undefined) return 'no proof';
	const refusal = clientKey ? checkClientKey(request, clientKey) : undefined;
	if (refusal !== undefined) return refusal;

	const given = readSignature(request.headers.authorization, hash, request.strict === true);
	if (given === undefined) return 'wrong proof';
	const body = await request.takeBody();
	if (typeof body === 'string') return body;
	for (const uri of uriCandidates(request, request.strict === true)) {
		const expected = Buffer.from(hmacOf(hash, secret, uri, body), 'hex');
		if (isSameProof(given, expected)) return undefined;
		// Anybody can send a large body, so other calls get their turn before it is hashed again.
		if (body.length > PUNCHH_TRIGGER_POLICY.hashedAtOnceBytes) await sleepMs(0);
	}
	return 'wrong proof';
}

/** The name that Punchh uses for itself in `x-pch-key`. */
function checkClientKey(
	{ headers }: IncomingRequest,
	expected: string,
): PunchhCallRefusal | undefined {
	const key = headers['x-pch-key'];
	if (key === undefined) return 'no proof';
	const isRight = typeof key === 'string' && isSameSecret(key, expected);
	return isRight ? undefined : 'wrong client key';
}
