import type { Context } from '../context';
import { Aborted } from '../errors';
import { readJson } from '../json';
import type { TagMaker } from '../parser';
import type { Value } from '../values';

/** What Braze logs when a template gives no reason. (Braze: "Abort messages") */
export const ABORTED = '{% abort_message %} called';

/** Tags that Braze adds to Liquid, as far as a webhook uses them. */
export const BRAZE_TAGS: Record<string, TagMaker> = {
	abort_message: (markup) => {
		const reason = /\(\s*["']?([^]*?)["']?\s*\)/.exec(markup)?.[1] || ABORTED;
		const render = () => {
			throw new Aborted(reason);
		};
		return { isBlank: false, render };
	},
	connected_content: (markup) => {
		const name = /:save\s+(\w+)/.exec(markup)?.[1];
		return { isBlank: false, render: (context) => connectedContent(context, name) };
	},
};

/** A call that fails renders nothing; JSON is kept in a variable, other text is written. */
function connectedContent(context: Context, name?: string): string {
	const { connectedContent: answer } = context.outside;
	if (answer === '') return '';
	const json = jsonOf(answer);
	if (json === undefined && name === undefined) return answer;
	context.assign(name ?? 'connected', json ?? answer);
	return '';
}

function jsonOf(text: string): Value | undefined {
	try {
		const value = readJson(text);
		if (value instanceof Map) value.set('__http_status_code__', 200n);
		return value;
	} catch {
		return undefined;
	}
}
