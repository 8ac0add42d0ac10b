import type { Call } from '../../shared/httpClient';
import { placeOfBreak } from './jsonBreak';
import { compile, render, type Compiled, type Outside, type Scope } from './liquid';
import { METHODS, type BrazeMessage, type MessageProblem } from './types';

/** A message whose templates were read. */
export interface CompiledMessage {
	message: BrazeMessage;
	url: Compiled;
	headers: Array<[string, Compiled]>;
	body?: Compiled;
	keyValues?: Array<[string, Compiled]>;
}

/** A request that can be sent, or the reason why nothing is. */
export type RenderedMessage = { call: Call; problems: MessageProblem[] } | { aborted: string };

/**
 * Reads the templates of a message.
 *
 * @throws Error that names the part which cannot be read
 */
export function compileMessage(message: BrazeMessage): CompiledMessage {
	const { method = 'POST', url, headers = {}, body, keyValues } = message;
	if (!METHODS.includes(method)) throw new Error(`Braze does not send ${String(method)} requests`);
	if (body !== undefined && keyValues !== undefined) {
		throw new Error('A message has a raw body or key-value pairs, not both');
	}
	const pairs = (part: string, values: Record<string, string>) =>
		Object.entries(values).map(([name, value]): [string, Compiled] => [
			name,
			compilePart(`${part} ${name}`, value),
		]);
	return {
		message,
		url: compilePart('URL', url),
		headers: pairs('header', headers),
		body: body === undefined ? undefined : compilePart('body', body),
		keyValues: keyValues && pairs('value of', keyValues),
	};
}

/**
 * Fills in a message for one user.
 *
 * @param defaults headers that Braze sends with every request
 * @param outside what the template can ask for
 */
export function renderMessage(
	{ message, url, headers, body, keyValues }: CompiledMessage,
	scope: Scope,
	defaults: Record<string, string>,
	outside: Outside,
): RenderedMessage {
	let aborted: string | undefined;
	const problems: MessageProblem[] = [];
	const filled: Fill = (part, template) => {
		const result = render(template, scope, outside);
		if ('text' in result) {
			problems.push(...result.problems.map((problem) => ({ part, ...problem })));
			return result.text;
		}
		aborted ??= result.aborted;
		return '';
	};
	const { method = 'POST' } = message;
	const target = filled('URL', url).trim();
	const own = headers.map(([name, value]) => [name, filled(`header ${name}`, value)]);
	const text = textOf(filled, body, keyValues);
	if (aborted !== undefined) return { aborted };
	if (!URL.canParse(target)) return { aborted: `No URL: ${target}` };
	const sent = method === 'GET' ? undefined : text;
	problems.push(...brokenJson(sent));
	const type: Record<string, string> = sent === undefined ? {} : { 'content-type': typeOf(sent) };
	const lowerCase = Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value]));
	return {
		call: { method, url: target, headers: { ...defaults, ...type, ...lowerCase }, body: sent },
		problems,
	};
}

/** Fills in one part of a message, and notes what is wrong in it. */
type Fill = (part: string, template: Compiled) => string;

/** Where a body that begins as JSON stops being it. */
function brokenJson(body = ''): MessageProblem[] {
	if (typeOf(body) !== 'application/json') return [];
	try {
		JSON.parse(body);
		return [];
	} catch (error) {
		const { message } = error as Error;
		const line = body.slice(0, placeOfBreak(body)).split('\n').length;
		return [{ part: 'body as sent', line, text: `This is no JSON: ${message}` }];
	}
}

function compilePart(part: string, template: string): Compiled {
	try {
		return compile(template);
	} catch (error) {
		throw new Error(`The Liquid of the ${part} cannot be read: ${(error as Error).message}`);
	}
}

function textOf(
	filled: Fill,
	body?: Compiled,
	keyValues?: Array<[string, Compiled]>,
): string | undefined {
	if (keyValues) {
		return JSON.stringify(
			Object.fromEntries(
				keyValues.map(([name, value]) => [name, filled(`value of ${name}`, value)]),
			),
		);
	}
	return body && filled('body', body);
}

/** Braze infers the type from the body when no header names it; how is not documented. */
function typeOf(body: string): string {
	return /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain';
}
