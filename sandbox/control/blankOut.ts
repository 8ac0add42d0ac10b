import type { LoggedRequest } from '../shared/server';

const BLANK = '***';

/** Names of fields and query parameters that let someone act as a guest. */
const SECRET_NAMES = '\\w*password\\w*|\\w*token';

/** On the text and not on the parsed body: what was sent may be broken JSON. */
const IN_JSON = new RegExp(
	`("(?:${SECRET_NAMES})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|-?\\d[\\d.eE+-]*)`,
	'gi',
);
const IN_QUERY = new RegExp(`([?&](?:${SECRET_NAMES})=)[^&]*`, 'gi');

/** Braze repeats the key of a refused call in clear. */
const IN_MESSAGE = /(Invalid API key: )[^"]*/g;

/** A logged request with passwords, tokens and repeated keys blanked out. */
export function blankOut(request: LoggedRequest): LoggedRequest {
	return {
		...request,
		url: request.url.replace(IN_QUERY, `$1${BLANK}`),
		body: blankOutText(request.body),
		answer: blankOutText(request.answer),
	};
}

/** JSON text with passwords, tokens and repeated keys blanked out. */
export function blankOutText(text: string): string {
	return text.replace(IN_JSON, `$1"${BLANK}"`).replace(IN_MESSAGE, `$1${BLANK}`);
}

/** A value with passwords and tokens in it blanked out. */
export function blankOutValue<T>(value: T): T {
	return JSON.parse(blankOutText(JSON.stringify(value))) as T;
}
