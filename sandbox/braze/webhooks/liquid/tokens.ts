/** A piece of a template as it was written: a text, an output or a tag, with its braces. */
export interface Token {
	text: string;
	/** On which it begins, from 1. */
	line: number;
}

/**
 * Cuts a template where Liquid does: an output ends at the next brace and one more, a tag at the next
 * `%}`; one that never ends is a piece of its own, for the reader to refuse.
 */
export function tokensOf(template: string): Token[] {
	const tokens: Token[] = [];
	let line = 1;
	const add = (text: string) => {
		if (text === '') return;
		tokens.push({ text, line });
		line += text.split('\n').length - 1;
	};
	const ends = new Ends(template);
	let done = 0;
	for (let at = nextOpening(template, 0); at >= 0; at = nextOpening(template, done)) {
		add(template.slice(done, at));
		done = ends.after(at) ?? at + 2;
		add(template.slice(at, done));
	}
	add(template.slice(done));
	return tokens;
}

function nextOpening(template: string, from: number): number {
	for (let at = template.indexOf('{', from); at >= 0; at = template.indexOf('{', at + 1)) {
		if (template[at + 1] === '{' || template[at + 1] === '%') return at;
	}
	return -1;
}

/** Where outputs and tags end; what was not found once is not looked for again. */
class Ends {
	private readonly missing = new Set<string>();

	constructor(private readonly template: string) {}

	/** @param start where an output or tag begins */
	after(start: number): number | undefined {
		const end = this.template[start + 1] === '%' ? '%}' : '}';
		if (this.missing.has(end)) return undefined;
		const at = this.template.indexOf(end, start + 2);
		if (at < 0) this.missing.add(end);
		if (at < 0) return undefined;
		return at + (end === '}' && this.template[at + 1] !== '}' ? 1 : 2);
	}
}
