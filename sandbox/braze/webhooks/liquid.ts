import { createHash, createHmac, type BinaryToTextEncoding } from 'node:crypto';
import { Liquid, type TagToken, type Template } from 'liquidjs';

/** Thrown when a template aborts the message that it is part of. */
class Aborted extends Error {}

/** Where Braze's tags without a prefix, such as `${user_id}`, find their value. */
const USER = 'user';

/** Where an output or a tag begins. */
const OPENING = /\{\{|\{%/g;

/** The rest of it; `${...}` may end right before the closing braces. */
const TO_CLOSING = /(?:\$\{[^{}]*\}|(?!\}\}|%\}).)*(?:\}\}|%\})/sy;

/** `prefix.${name}` or `${name}`. */
const BRAZE_NAME = /(?:(\w+)\.)?\$\{([^{}]*)\}/g;

/** What a template may cost, so that an endless one ends: characters, milliseconds, and memory. */
const LIMITS = { parseLimit: 200_000, renderLimit: 1_000, memoryLimit: 10_000_000 };

const FILTERS: Record<string, (value: unknown, argument?: unknown) => string> = {
	json_escape: (value) => JSON.stringify(text(value)).slice(1, -1),
	as_json_string: (value) => JSON.stringify(value ?? null),
	md5: (value) => createHash('md5').update(text(value)).digest('hex'),
	hmac_sha1_hex: hmac('sha1', 'hex'),
	hmac_sha256_hex: hmac('sha256', 'hex'),
	hmac_sha256_base64: hmac('sha256', 'base64'),
};

const engine = createEngine();

/** A template that was read. */
export type Compiled = Template[];

/** What a template came to: a text, or the reason why the message is not sent. */
export type Rendered = { text: string } | { aborted: string };

/**
 * Reads a template with Braze's tags.
 *
 * @throws Error when it is no Liquid, or has tags and filters that are not known here
 */
export function compile(template: string): Compiled {
	if (template.length > LIMITS.parseLimit) throw new Error('the template is too long');
	return engine.parse(plainLiquid(template));
}

/** Writes Braze's names the way Liquid has them, inside outputs and tags only. */
function plainLiquid(template: string): string {
	let plain = '';
	let done = 0;
	for (const { index } of template.matchAll(OPENING)) {
		if (index < done) continue;
		TO_CLOSING.lastIndex = index + 2;
		const rest = TO_CLOSING.exec(template)?.[0];
		// What is never closed is for Liquid to complain about.
		if (rest === undefined) break;
		const end = index + 2 + rest.length;
		plain += template.slice(done, index) + template.slice(index, end).replace(BRAZE_NAME, member);
		done = end;
	}
	return plain + template.slice(done);
}

function member(_name: string, prefix: string | undefined, name: string): string {
	return `${prefix ?? USER}[${JSON.stringify(name.trim())}]`;
}

/** Fills in a template. Values that are absent are empty. */
export function render(template: Compiled, scope: Scope): Rendered {
	try {
		return { text: String(engine.renderSync(template, scope)) };
	} catch (error) {
		const cause = (error as { originalError?: unknown }).originalError ?? error;
		return { aborted: (cause as Error).message };
	}
}

/** Values by the prefixes of Braze's tags; `user` has those of the tags without one. */
export type Scope = Record<string, Record<string, unknown>> & Record<typeof USER, unknown>;

function createEngine(): Liquid {
	const liquid = new Liquid({ strictFilters: true, ...LIMITS });
	for (const [name, filter] of Object.entries(FILTERS)) liquid.registerFilter(name, filter);
	liquid.registerTag('abort_message', {
		parse({ args }: TagToken) {
			this.reason = /\(\s*["']?(.*?)["']?\s*\)/.exec(args)?.[1];
		},
		render() {
			throw new Aborted(this.reason || 'The template aborted the message');
		},
	});
	return liquid;
}

function hmac(hash: string, encoding: BinaryToTextEncoding) {
	return (value: unknown, secret?: unknown) =>
		createHmac(hash, text(secret)).update(text(value)).digest(encoding);
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}
