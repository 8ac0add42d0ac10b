import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/http/send';
import type { ErrorScope } from '../../shared/operations/errorScope';
import { isBlank, isObject } from '../../shared/values/json';
import { shownText } from '../../shared/values/shownText';
import type { PunchhCall } from './call';
import { KEY_HINTS, OTHER_HINTS, STATUS_RANGES, type Hint } from './hints';
import type { RefusalOf } from './refusals';

/** What Punchh said, in its own words, and what to do about it. */
export interface Explanation {
	message: string;
	hint?: string;
	scope: ErrorScope;
	/** What is refused, if not just this call. */
	refusalOf?: RefusalOf;
}

/**
 * Finds Punchh's sentence in an answer that is not 2xx - its APIs have half a dozen shapes for it -
 * and a hint that names the parameter or credential field to change.
 */
export function explain(
	{ status, body }: Pick<Reply, 'status' | 'body'>,
	{ api, hints }: Pick<PunchhCall, 'api' | 'hints'>,
): Explanation {
	const keys = isObject(body) ? Object.keys(isObject(body.errors) ? body.errors : body) : [];
	const range = STATUS_RANGES.find(({ from, to }) => status >= from && status <= to);
	const other = range === undefined ? otherThanPunchh(status, body) : undefined;
	const hint =
		other ??
		// In the order of the keys, because the sentence belongs to the first one.
		keys.map((key) => own(hints, key) ?? KEY_HINTS.find((one) => one.key === key)).find(Boolean) ??
		own(hints, status) ??
		OTHER_HINTS.find(isFor(status, api, keys)) ??
		range;
	return {
		message:
			other?.message ??
			sentenceIn(body) ??
			range?.message ??
			`Punchh answered with status ${status}`,
		hint: hint?.text,
		scope: hint?.scope ?? range?.scope ?? 'item',
		refusalOf: hint?.refusalOf ?? range?.refusalOf,
	};
}

/** The hint that the call itself has for a key or a status. */
function own(hints: PunchhCall['hints'] = {}, sign: string | number): Hint | undefined {
	return Object.hasOwn(hints, sign) ? { text: hints[sign] } : undefined;
}

/** Who answers when the layer in front of Punchh's API takes a caller for a bot. */
interface Other extends Hint {
	message: string;
}

const WEB_PAGE: Other = {
	message: 'A web page came back instead of an answer from Punchh',
	text: "Check 'Base URL' in the credential. If it is right, Punchh's protection takes n8n for a bot: send fewer calls at once, or ask Punchh to allow your IP address",
	scope: 'connection',
};

/** A captcha that comes as JSON or text. Punchh's own refusals have `errors`. */
const CHALLENGE: Other = {
	...WEB_PAGE,
	message: 'The call was refused before it reached Punchh',
};

function otherThanPunchh(status: number, body: unknown): Other | undefined {
	if (typeof body === 'string' && body.trimStart().startsWith('<')) return WEB_PAGE;
	const isPunchh = isObject(body) && body.errors !== undefined;
	return status === 403 && !isPunchh ? CHALLENGE : undefined;
}

function isFor(status: number, api: string, keys: string[]): (hint: Hint) => boolean {
	return (hint) =>
		(hint.key === undefined ? hint.status === status : keys.includes(hint.key)) &&
		(hint.api === undefined || hint.api === api);
}

/** Looks where Punchh's APIs put their sentences, the most specific place first. */
function sentenceIn(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { errors, error, message, base } = body;
	return (
		(isObject(errors) ? sentenceIn(errors) : asSentence(errors)) ??
		(isObject(error) ? asSentence(error.message) : asSentence(error)) ??
		asSentence(message) ??
		asSentence(base) ??
		firstOf(body)
	);
}

/** The first field that carries text: `{"name":["Name has already been taken"]}`. */
function firstOf(fields: IDataObject): string | undefined {
	for (const [field, value] of Object.entries(fields)) {
		const sentence = asSentence(value);
		if (sentence !== undefined)
			return Array.isArray(value) ? aboutField(field, sentence) : sentence;
	}
	return undefined;
}

/** Some texts continue the name of their field: `{"device_already_shared":["with maximum ..."]}`. */
function aboutField(field: string, text: string): string {
	if (!/^[a-z]/.test(text) || text.startsWith(field)) return text;
	const name = field.replaceAll('_', ' ');
	return `${name[0].toUpperCase()}${name.slice(1)} ${text}`;
}

function asSentence(value: unknown): string | undefined {
	if (Array.isArray(value)) return asSentence(value[0]);
	return typeof value === 'string' && !isBlank(value) ? shownText(value.trim()) : undefined;
}
