import { BODY_PROBLEMS, type BodyProblem } from '../../shared/webhook/body';
import {
	checkBothSecrets,
	NO_CREDENTIAL,
	type Changeable,
	type NoCredential,
} from '../../shared/webhook/credential';
import type { RefusalAnswer } from '../../shared/webhook/answer/refuse';
import { hmacOf, isSameBasic, isSameProof, isSameSecret } from '../../shared/webhook/proof';
import { BRAZE_TRIGGER_POLICY } from './policy';
import { readSignedMessage } from './signedMessage';

/** The Braze Webhook API credential; which fields are used depends on the scheme. */
export interface BrazeWebhookCredentials extends Changeable {
	scheme: 'header' | 'basic' | 'hmac';
	headerName?: string;
	headerSecret?: string;
	user?: string;
	password?: string;
	secret?: string;
	/** How old a signature may be, in minutes. */
	windowMinutes?: number | string;
}

/** What verification looks at. */
export interface IncomingCall {
	/** By lower-case names, as Node gives them. */
	headers: Record<string, unknown>;
	/** Gives the bytes of the body, or why there are none. A proof in a header does without them. */
	takeBody: () => Promise<Buffer | BodyProblem>;
	nowMs: number;
}

/** Why a call was refused. The sender only learns that it was refused; n8n's log says why. */
export type BrazeCallRefusal =
	| NoCredential
	| BodyProblem
	| 'no proof'
	| 'wrong proof'
	| 'signature too old'
	| 'signed the old way';

/** Braze gives up after any of these but the 503. */
export const REFUSALS: Record<BrazeCallRefusal, RefusalAnswer> = {
	...NO_CREDENTIAL,
	...BODY_PROBLEMS,
	'no proof': {
		status: 401,
		hint: "the message does not carry the proof that the credential requires: check its headers in Braze or, for a signature, that its body was copied with 'Template With Signature' on",
	},
	'wrong proof': {
		status: 401,
		hint: 'the message is forged, or Braze has a different secret than the credential',
	},
	'signature too old': {
		status: 401,
		hint: "the message is older than the credential's 'Clock Window' allows, or n8n's clock is wrong",
	},
	'signed the old way': {
		status: 401,
		hint: "the header X-Braze-Signature signs some fields only and no longer counts: in this node turn on 'Template With Signature', copy the body into Braze again, and delete that header there",
	},
};

/** Carried the signature in version 0.1, for some fields of the message. */
const OLD_SIGNATURE_HEADER = 'x-braze-signature';

const SCHEMES: Record<
	BrazeWebhookCredentials['scheme'],
	(
		credentials: BrazeWebhookCredentials,
		call: IncomingCall,
	) => BrazeCallRefusal | undefined | Promise<BrazeCallRefusal | undefined>
> = { header: checkHeader, basic: checkBasic, hmac: checkSignature };

/**
 * Checks that a call was made by someone who knows the secret in the credential. Braze does not sign
 * anything itself: the secret is in a header of the message, or Liquid signs the whole message.
 *
 * @returns why it was refused; undefined if it may pass
 */
export async function verifyCall(
	credentials: BrazeWebhookCredentials,
	call: IncomingCall,
): Promise<BrazeCallRefusal | undefined> {
	if (!Object.hasOwn(SCHEMES, credentials.scheme)) return 'not configured';
	const check = SCHEMES[credentials.scheme];
	return await checkBothSecrets(credentials, ['headerSecret', 'password', 'secret'], (one) =>
		check(one, call),
	);
}

function checkHeader(
	{ headerName, headerSecret }: BrazeWebhookCredentials,
	{ headers }: IncomingCall,
): BrazeCallRefusal | undefined {
	if (!headerName?.trim() || !headerSecret) return 'not configured';
	const given = headers[headerName.trim().toLowerCase()];
	if (typeof given !== 'string' || given === '') return 'no proof';
	return isSameSecret(given, headerSecret) ? undefined : 'wrong proof';
}

function checkBasic(
	{ user, password }: BrazeWebhookCredentials,
	{ headers }: IncomingCall,
): BrazeCallRefusal | undefined {
	if (!user || !password) return 'not configured';
	const [, given] = /^\s*basic\s+(\S+)\s*$/i.exec(String(headers.authorization ?? '')) ?? [];
	if (given === undefined) return 'no proof';
	return isSameBasic(given, user, password) ? undefined : 'wrong proof';
}

/** The signature is one of bytes, so that nothing has to be parsed before it is checked. */
async function checkSignature(
	{ secret, windowMinutes }: BrazeWebhookCredentials,
	{ headers, takeBody, nowMs }: IncomingCall,
): Promise<BrazeCallRefusal | undefined> {
	if (!secret) return 'not configured';
	const body = await takeBody();
	if (typeof body === 'string') return body;
	const signed = readSignedMessage(body);
	if (signed === undefined) {
		return headers[OLD_SIGNATURE_HEADER] === undefined ? 'no proof' : 'signed the old way';
	}
	const { seconds, signature, message } = signed;
	if (!isSameProof(signature, sign(secret, seconds, message))) return 'wrong proof';
	return isInTime(nowMs - Number(seconds) * 1_000, windowMinutes) ? undefined : 'signature too old';
}

/** What Braze's filter `hmac_sha256_hex` makes of the seconds, a point and the message. */
export function sign(secret: string, seconds: number | string, message: Buffer | string): string {
	return hmacOf('sha256', secret, `${seconds}.`, message);
}

/** @param ageMs negative if Braze's clock is ahead */
function isInTime(ageMs: number, windowMinutes: BrazeWebhookCredentials['windowMinutes']): boolean {
	const { longestWindowMinutes, mostAheadMs } = BRAZE_TRIGGER_POLICY;
	const windowMs = Math.min(Number(windowMinutes ?? 0), longestWindowMinutes) * 60_000;
	return ageMs <= windowMs && -ageMs <= Math.min(windowMs, mostAheadMs);
}
