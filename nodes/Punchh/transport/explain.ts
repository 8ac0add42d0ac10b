import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/isObject';
import type { Reply } from '../../shared/http';

/** What Punchh said, in its own words, and what to do about it. */
export interface Explanation {
	message: string;
	hint?: string;
}

interface Hint {
	/** A key of Punchh's `errors` object that the hint belongs to. */
	key?: string;
	status?: number;
	api?: string;
	text: string;
}

/**
 * What to change, by the most telling sign first: keys of the error object, then statuses. Texts
 * are not looked at, as Punchh has changed them before.
 */
const HINTS: Hint[] = [
	{ key: 'unknown_client', text: "Check 'Client ID' in the Punchh Mobile and SSO API credential" },
	{
		key: 'invalid_signature',
		text: "Check 'Client Secret' in the Punchh Mobile and SSO API credential",
	},
	{
		key: 'device_already_shared',
		text: "Punchh counts guests by device. Leave 'Device ID' empty to use a new one for each guest",
	},
	{
		key: 'external_source_id',
		text: "Check 'External Source ID': with its source it must belong to one guest only",
	},
	{ key: 'external_source', text: "Check 'External Source': Punchh must know it" },
	{
		key: 'email',
		text: "Check 'Email'. If the guest exists already, use Update External ID instead of Sign Up",
	},
	{ key: 'phone', text: "Check 'Phone'. It may belong to another guest" },
	{ key: 'password', text: "Check 'Password': Punchh wants at least 8 characters" },
	{ key: 'first_name', text: "Check 'First Name'" },
	{ key: 'last_name', text: "Check 'Last Name'" },
	{ key: 'birthday', text: "Check 'Birthday'" },
	{ key: 'user_not_found', text: "Check 'User ID' or 'Email': Punchh has no such guest" },
	{ key: 'not_found', text: "Check 'Segment' and the guest's 'User ID' or 'Email'" },
	{
		status: 401,
		api: 'dashboard',
		text: "Check 'Business Admin Key' in the Punchh API credential",
	},
	{ status: 401, api: 'mobile', text: "Check 'Access Token': it may have expired" },
	{ status: 401, api: 'sso', text: "Check 'Authentication Token': it may have expired" },
	{ status: 403, text: 'Ask for this permission for the admin key, or the feature, in Punchh' },
	{
		status: 404,
		text: "Check 'Base URL' in the credential",
	},
	{ status: 412, text: "Check 'Client Secret' in the Punchh Mobile and SSO API credential" },
	{
		status: 422,
		api: 'dashboard',
		text: "If it is about the guest: 'User ID' and 'Email' must be of one guest",
	},
	{ status: 429, text: 'Punchh limits how many calls it takes. Send fewer at once, or later' },
];

/** Statuses whose meaning is clearer than what Punchh sends with them. */
const STATUS_MESSAGES: Array<[matches: (status: number) => boolean, message: string]> = [
	[
		(status) => status >= 300 && status < 400,
		'Punchh sent the call elsewhere, as it does without the needed permission',
	],
	[(status) => status === 412, "Punchh: the signature doesn't match"],
	[(status) => status === 429, 'Punchh: too many calls'],
	[(status) => status >= 500, 'Punchh could not handle the call'],
];

/**
 * Finds Punchh's sentence in an answer that is not 2xx - its APIs have half a dozen shapes for it -
 * and a hint that names the parameter or credential field to change.
 */
export function explain({ status, body }: Reply, api: string): Explanation {
	const keys = isObject(body) && isObject(body.errors) ? Object.keys(body.errors) : topKeys(body);
	const hint = HINTS.find(
		(hint) =>
			(hint.key === undefined ? hint.status === status : keys.includes(hint.key)) &&
			(hint.api === undefined || hint.api === api),
	);
	const said = sentenceIn(body);
	const known = STATUS_MESSAGES.find(([matches]) => matches(status))?.[1];
	const message = said ?? known ?? (isWebPage(body) ? WEB_PAGE : undefined);
	return { message: message ?? `Punchh answered with status ${status}`, hint: hint?.text };
}

/** What the layer in front of Punchh's API sends when it takes a caller for a robot. */
const WEB_PAGE = 'A web page came back instead of an answer of Punchh';

function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

function topKeys(body: unknown): string[] {
	return isObject(body) ? Object.keys(body) : [];
}

/** Looks where Punchh's APIs put their sentences, the most specific place first. */
function sentenceIn(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { errors, error, message } = body;
	return (
		(isObject(errors) ? sentenceIn(errors) : asSentence(errors)) ??
		(isObject(error) ? asSentence(error.message) : asSentence(error)) ??
		asSentence(message) ??
		asSentence(body.base) ??
		firstOf(body)
	);
}

/** The first field that carries text: `{"name":["Name has already been taken"]}`. */
function firstOf(fields: IDataObject): string | undefined {
	for (const value of Object.values(fields)) {
		const sentence = asSentence(value);
		if (sentence !== undefined) return sentence;
	}
	return undefined;
}

function asSentence(value: unknown): string | undefined {
	if (Array.isArray(value)) return asSentence(value[0]);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
