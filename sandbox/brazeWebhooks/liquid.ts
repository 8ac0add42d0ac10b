import { createHash, createHmac, type BinaryToTextEncoding } from 'node:crypto';
import { Liquid, type TagToken, type Template } from 'liquidjs';

/** Thrown when a template aborts the message that it is part of. */
class Aborted extends Error {}

/** Where Braze's tags without a prefix, such as `${user_id}`, find their value. */
const USER = 'user';

/** An output or a tag; `${...}` in it may end right before the closing braces. */
const TAG = /(\{\{|\{%)((?:\$\{[^}]*\}|(?!\}\}|%\}).)*)(\}\}|%\})/gs;

/** `prefix.${name}` or `${name}`. */
const BRAZE_NAME = /(?:(\w+)\.)?\$\{([^}]*)\}/g;

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
	return engine.parse(
		template.replace(TAG, (_tag, open: string, inside: string, close: string) => {
			const plain = inside.replace(
				BRAZE_NAME,
				(_name, prefix: string | undefined, name: string) =>
					`${prefix ?? USER}[${JSON.stringify(name.trim())}]`,
			);
			return open + plain + close;
		}),
	);
}

/** Fills in a template. Values that are absent are blank. */
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
	const liquid = new Liquid({ strictFilters: true });
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
