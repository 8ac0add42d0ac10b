/** What may stand at a place, as an error says it. */
type Wanted = 'a value' | `a name in double quotes` | "':'" | "','" | 'nothing more';

/** A piece of JSON text: punctuation, a whole string, or a word such as a number. */
interface Token {
	text: string;
	at: number;
}

const SPACE = /[ \t\r\n]/;
const PUNCTUATION = '{}[]:,';
const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * Where text stops being JSON, and what is wrong there. JavaScript's own message tells a place for
 * some mistakes only, and in other words with each version of Node.
 *
 * @returns undefined if no mistake is found
 */
export function jsonPlace(text: string): string | undefined {
	const reader = new Reader();
	for (const token of tokensOf(text)) {
		const wanted = reader.refuses(token.text);
		if (wanted !== undefined) return `${placeOf(text, token.at)}: ${found(token.text, wanted)}`;
	}
	return reader.isDone ? undefined : `it ends before ${reader.open} is complete`;
}

/** Follows the structure, token by token. */
class Reader {
	private readonly closers: string[] = [];

	private wanted: Wanted = 'a value';

	/** Whether an object or list may end here: at its start, and after each of its values. */
	private mayEnd = false;

	get isDone(): boolean {
		return this.wanted === 'nothing more';
	}

	/** What it ends in the middle of. */
	get open(): string {
		return { '}': 'an object', ']': 'a list' }[this.closers.at(-1) ?? ''] ?? 'a value';
	}

	/** Takes a token; returns what should have stood there, if that is something else. */
	refuses(token: string): string | undefined {
		const closer = this.closers.at(-1);
		if (this.mayEnd && token === closer) {
			this.closers.pop();
			return this.endValue();
		}
		if (this.wanted === 'a value') return this.takeValue(token);
		if (this.wanted === 'a name in double quotes' && isString(token)) return this.want("':'");
		if (this.wanted === "':'" && token === ':') return this.want('a value');
		if (this.wanted === "','" && token === ',') {
			return this.want(closer === '}' ? 'a name in double quotes' : 'a value');
		}
		return this.mayEnd ? `${this.wanted} or '${closer}'` : this.wanted;
	}

	private takeValue(token: string): string | undefined {
		if (token === '{' || token === '[') {
			this.closers.push(token === '{' ? '}' : ']');
			this.want(token === '{' ? 'a name in double quotes' : 'a value');
			this.mayEnd = true;
			return undefined;
		}
		return isString(token) || WORD.test(token) ? this.endValue() : this.wanted;
	}

	private endValue(): undefined {
		this.want(this.closers.length > 0 ? "','" : 'nothing more');
		this.mayEnd = this.closers.length > 0;
	}

	private want(wanted: Wanted): undefined {
		this.wanted = wanted;
		this.mayEnd = false;
	}
}

/** Whether a token is text that has its end, is on one line, and has no unknown escapes. */
function isString(token: string): boolean {
	if (!token.startsWith('"')) return false;
	try {
		JSON.parse(token);
		return true;
	} catch {
		return false;
	}
}

function* tokensOf(text: string): Iterable<Token> {
	for (let at = 0; at < text.length; ) {
		if (SPACE.test(text[at])) {
			at++;
			continue;
		}
		const end = endOfToken(text, at);
		yield { text: text.slice(at, end), at };
		at = end;
	}
}

function endOfToken(text: string, start: number): number {
	if (PUNCTUATION.includes(text[start])) return start + 1;
	let at = start + 1;
	if (text[start] === '"') {
		while (at < text.length && text[at] !== '"' && text[at] !== '\n') {
			at += text[at] === '\\' ? 2 : 1;
		}
		return Math.min(at + 1, text.length);
	}
	while (at < text.length && !SPACE.test(text[at]) && !PUNCTUATION.includes(text[at])) at++;
	return at;
}

function placeOf(text: string, at: number): string {
	const lines = text.slice(0, at).split('\n');
	const column = lines.at(-1)!.length + 1;
	return lines.length === 1 && !text.includes('\n')
		? `character ${column}`
		: `line ${lines.length}, character ${column}`;
}

function found(token: string, wanted: string): string {
	const MOST = 20;
	const line = token.split('\n')[0].trim();
	const shown = line.length > MOST ? `${line.slice(0, MOST)}...` : line;
	return `${shown} where ${wanted} should be`;
}
