import type { Call } from '../../shared/httpClient';
import { compile, render, type Compiled, type Scope } from './liquid';
import { METHODS, type BrazeMessage } from './types';

/** A message whose templates were read. */
export interface CompiledMessage {
	message: BrazeMessage;
	url: Compiled;
	headers: Array<[string, Compiled]>;
	body?: Compiled;
	keyValues?: Array<[string, Compiled]>;
}

/** A request that can be sent, or the reason why nothing is. */
export type RenderedMessage = { call: Call } | { aborted: string };

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
 */
export function renderMessage(
	{ message, url, headers, body, keyValues }: CompiledMessage,
	scope: Scope,
	defaults: Record<string, string>,
): RenderedMessage {
	let aborted: string | undefined;
	const filled = (template: Compiled) => {
		const result = render(template, scope);
		if ('text' in result) return result.text;
		aborted ??= result.aborted;
		return '';
	};
	const { method = 'POST' } = message;
	const target = filled(url).trim();
	const own = headers.map(([name, value]) => [name, filled(value)]);
	const text = textOf(filled, body, keyValues);
	if (aborted !== undefined) return { aborted };
	if (!URL.canParse(target)) return { aborted: `No URL: ${target}` };
	const sent = method === 'GET' ? undefined : text;
	const type: Record<string, string> = sent === undefined ? {} : { 'content-type': typeOf(sent) };
	const lowerCase = Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value]));
	return {
		call: { method, url: target, headers: { ...defaults, ...type, ...lowerCase }, body: sent },
	};
}

function compilePart(part: string, template: string): Compiled {
	try {
		return compile(template);
	} catch (error) {
		throw new Error(`The Liquid of the ${part} cannot be read: ${(error as Error).message}`);
	}
}

function textOf(
	filled: (template: Compiled) => string,
	body?: Compiled,
	keyValues?: Array<[string, Compiled]>,
): string | undefined {
	if (keyValues) {
		return JSON.stringify(
			Object.fromEntries(keyValues.map(([name, value]) => [name, filled(value)])),
		);
	}
	return body && filled(body);
}

/** Braze infers the type from the body when no header names it; how is not documented. */
function typeOf(body: string): string {
	return /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain';
}
