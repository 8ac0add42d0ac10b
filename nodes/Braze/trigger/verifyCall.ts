import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/values/json';
import { isSameProof } from '../../shared/webhook/proof';
import { otherNamesOf } from './readMessage';

/** The Braze Webhook API credential; which fields are used depends on the scheme. */
export interface BrazeWebhookCredentials {
	scheme: 'header' | 'basic' | 'hmac';
	headerName?: string;
	headerSecret?: string;
	user?: string;
	password?: string;
	secret?: string;
	/** Names of the signed fields of the message, separated by commas. */
	signedFields?: string;
	/** How old a signature may be, in minutes. */
	windowMinutes?: number | string;
}

/** What verification looks at. */
export interface IncomingCall {
	/** By lower-case names, as Node gives them. */
	headers: Record<string, unknown>;
	/** The fields of the message; undefined when it cannot be read. */
	fields: IDataObject | undefined;
	nowMs: number;
}

/** Why a call was refused. The sender only learns that it was refused; n8n's log says why. */
export type BrazeCallRefusal =
	| 'credential not readable'
	| 'not configured'
	| 'no proof'
	| 'wrong proof'
	| 'signature too old'
	| 'signed fields not readable';

/** Braze gives up after a 401, but retries after a 503, when the credential may have been fixed. */
export const STATUS_OF_REFUSAL: Record<BrazeCallRefusal, number> = {
	'credential not readable': 503,
	'not configured': 401,
	'no proof': 401,
	'wrong proof': 401,
	'signature too old': 401,
	'signed fields not readable': 401,
};

/** The header that carries the signature: `t=<seconds since 1970>,v1=<hex>`. */
export const SIGNATURE_HEADER = 'X-Braze-Signature';

const SIGNATURE = /^\s*t=(\d{1,12})\s*,\s*v1=([0-9a-f]{64})\s*$/i;

/** Stands between the parts of the signed text. */
export const SEPARATOR = '|';

const SCHEMES: Record<
	BrazeWebhookCredentials['scheme'],
	(credentials: BrazeWebhookCredentials, call: IncomingCall) => BrazeCallRefusal | undefined
> = { header: checkHeader, basic: checkBasic, hmac: checkSignature };

/**
 * Checks that a call was made by someone who knows the secret in the credential. Braze does not sign
 * anything itself: the secret is in a header of the message, or signs some of its fields with Liquid.
 *
 * @returns why it was refused; undefined if it may pass
 */
export function verifyCall(
	credentials: BrazeWebhookCredentials,
	call: IncomingCall,
): BrazeCallRefusal | undefined {
	if (!Object.hasOwn(SCHEMES, credentials.scheme)) return 'not configured';
	return SCHEMES[credentials.scheme](credentials, call);
}

function checkHeader(
	{ headerName, headerSecret }: BrazeWebhookCredentials,
	{ headers }: IncomingCall,
): BrazeCallRefusal | undefined {
	if (!headerName?.trim() || !headerSecret) return 'not configured';
	return compare(headers[headerName.trim().toLowerCase()], headerSecret);
}

function checkBasic(
	{ user, password }: BrazeWebhookCredentials,
	{ headers }: IncomingCall,
): BrazeCallRefusal | undefined {
	if (!user || !password) return 'not configured';
	const [, given] = /^\s*basic\s+(\S+)\s*$/i.exec(String(headers.authorization ?? '')) ?? [];
	return compare(given, Buffer.from(`${user}:${password}`).toString('base64'));
}

function checkSignature(
	{ secret, signedFields, windowMinutes }: BrazeWebhookCredentials,
	{ headers, fields, nowMs }: IncomingCall,
): BrazeCallRefusal | undefined {
	const names = listNames(signedFields ?? '');
	if (!secret || names.length === 0) return 'not configured';
	const header = headers[SIGNATURE_HEADER.toLowerCase()];
	const [, time, signature] = SIGNATURE.exec(String(header ?? '')) ?? [];
	if (signature === undefined) return header === undefined ? 'no proof' : 'wrong proof';
	if (fields === undefined || !saysOneThing(fields, names)) return 'signed fields not readable';

	const parts = [time, ...names.map((name) => textAt(fields, name))];
	const refusal = compare(signature.toLowerCase(), sign(secret, parts.join(SEPARATOR)));
	if (refusal !== undefined) return refusal;
	const ageMs = Math.abs(nowMs - Number(time) * 1_000);
	return ageMs <= Number(windowMinutes ?? 0) * 60_000 ? undefined : 'signature too old';
}

/** What Braze's filter `hmac_sha256_hex` makes of a text. */
export function sign(secret: string, text: string): string {
	return createHmac('sha256', secret).update(text).digest('hex');
}

/** The names in a list that is separated by commas. */
export function listNames(list: string): string[] {
	return list
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/**
 * Whether a message has each signed field only once and as text. A list with one text would have
 * the same signature as the text, and an alternative name of a signed field would be read if that
 * field is empty: with either, a signature that was seen once would work for another user.
 */
function saysOneThing(fields: IDataObject, names: string[]): boolean {
	return names.every((name) => {
		const others = otherNamesOf(name).filter((other) => !names.includes(other));
		return (
			!isNested(valueAt(fields, name)) && !others.some((other) => Object.hasOwn(fields, other))
		);
	});
}

function isNested(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

/** The text of a field, which may be nested (`properties.order_id`); '' if there is none. */
function textAt(fields: IDataObject, path: string): string {
	return String(valueAt(fields, path) ?? '');
}

function valueAt(fields: IDataObject, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
			fields,
		);
}

/** Compares text in the call with what the credential expects. */
function compare(given: unknown, expected: string): BrazeCallRefusal | undefined {
	if (typeof given !== 'string' || given === '') return 'no proof';
	return isSameProof(given, expected) ? undefined : 'wrong proof';
}
