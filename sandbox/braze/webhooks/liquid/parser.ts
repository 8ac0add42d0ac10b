import { LiquidSyntaxError } from './errors';
import { Body, type Piece } from './node';
import { parseOutput, valueOf, type Output } from './output';
import { tokensOf, type Token } from './tokens';
import { printed } from './values';

/** How a tag is made of its text, and what stands between it and its end. */
export type TagMaker = (markup: string, parser: Parser) => Tag;

export type Tag = Omit<Piece, 'line'>;

/** What ended a body: a tag that is not known by itself, such as `else`; or the end of the text. */
export interface Stop {
	name: string;
	markup: string;
}

/** Blocks in blocks in blocks: so many as Liquid allows. */
const MOST_DEPTH = 100;

const TAG = /^\{%-?\s*(#|\w+)\s*([^]*?)-?%\}$/;
const OUTPUT = /^\{\{-?([^]*?)-?\}\}$/;
const LINE_TAG = /^\s*(#|\w+)\s*(.*?)$/;

/** Reads a template, tag by tag. */
export class Parser {
	private at = 0;

	private depth = 0;

	/** Whether the text that comes next loses the blanks at its start. */
	private trims = false;

	constructor(
		private readonly tokens: Token[],
		private readonly tags: Record<string, TagMaker>,
		/** Whether each token is a line of a `liquid` tag. */
		private readonly isLines = false,
	) {}

	/** The token that was read last. */
	get line(): number {
		return this.tokens[Math.max(0, this.at - 1)]?.line ?? 1;
	}

	/** @throws LiquidSyntaxError */
	fail(message: string): never {
		throw new LiquidSyntaxError(message, this.line);
	}

	/** The next token as it stands there, for `raw`. */
	shift(): string | undefined {
		return this.tokens[this.at++]?.text;
	}

	/**
	 * Reads on into a body.
	 *
	 * @returns the tag that it stopped at, or nothing at the end
	 */
	fill(body: Body): Stop | undefined {
		while (this.at < this.tokens.length) {
			const { text } = this.tokens[this.at++];
			const tag = this.isLines ? LINE_TAG.exec(text) : undefined;
			if (this.isLines && (!tag || text.trim() === '')) continue;
			const stop = tag ? this.addTag(body, tag[1], tag[2]) : this.addToken(body, text);
			if (stop) return stop;
		}
		return undefined;
	}

	/** Reads a whole body, of which nothing else may be left. */
	document(): Body {
		const body = new Body();
		const stop = this.fill(body);
		if (!stop) return body;
		if (stop.name === 'else' || stop.name === 'end')
			this.fail(`Unexpected outer '${stop.name}' tag`);
		return this.fail(`Unknown tag '${stop.name}'`);
	}

	/**
	 * Reads a block up to its end.
	 *
	 * @param part makes the next body when a tag such as `else` begins one; nothing if it does not
	 * @returns every body of the block
	 */
	block(name: string, part: (stop: Stop) => Body | undefined = () => undefined): Body[] {
		if (++this.depth > MOST_DEPTH) this.fail('Nesting too deep');
		const bodies = [new Body()];
		for (;;) {
			const stop = this.fill(bodies[bodies.length - 1]);
			if (!stop) this.fail(`'${name}' tag was never closed`);
			if (stop.name === `end${name}`) break;
			bodies.push(part(stop) ?? this.unexpected(name, stop));
		}
		this.depth--;
		return bodies;
	}

	/** Reads a text in which every line is a tag. */
	lines(markup: string): Body {
		const { line } = this;
		const tokens = markup.split('\n').map((text, index) => ({ text, line: line + index }));
		return new Parser(tokens, this.tags, true).document();
	}

	/** @throws LiquidSyntaxError when a filter is not known */
	output(markup: string): Output {
		try {
			return parseOutput(markup);
		} catch (error) {
			return this.fail((error as Error).message);
		}
	}

	private unexpected(block: string, { name }: Stop): never {
		if (name === 'else') this.fail(`${block} tag does not expect 'else' tag`);
		if (!name.startsWith('end')) this.fail(`Unknown tag '${name}'`);
		return this.fail(`'${name}' is not a valid delimiter for ${block} tags. use end${block}`);
	}

	private addToken(body: Body, text: string): Stop | undefined {
		if (text.startsWith('{%')) return this.addWrittenTag(body, text);
		if (!text.startsWith('{{')) {
			body.nodes.push(this.trims ? text.replace(/^[\0 \t\r\n\f\v]+/, '') : text);
			this.trims = false;
			return undefined;
		}
		this.trimAround(body, text);
		const found = OUTPUT.exec(text);
		if (!found) this.fail(`Variable '${text}' was not properly terminated with regexp: /\\}\\}/`);
		const output = this.output(found[1]);
		const render: Piece['render'] = (context) => printed(valueOf(output, context));
		body.nodes.push({ line: this.line, isBlank: false, render });
		return undefined;
	}

	private addWrittenTag(body: Body, text: string): Stop | undefined {
		this.trimAround(body, text);
		const found = TAG.exec(text);
		if (!found) this.fail(`Tag '${text}' was not properly terminated with regexp: /\\%\\}/`);
		return this.addTag(body, found[1], found[2]);
	}

	private addTag(body: Body, name: string, markup: string): Stop | undefined {
		if (!Object.hasOwn(this.tags, name)) return { name, markup };
		const { line } = this;
		const { isBlank, render } = this.tags[name](markup, this);
		body.nodes.push({ line, isBlank, render });
		return undefined;
	}

	/** A hyphen at an end of a tag takes the blanks away there. */
	private trimAround(body: Body, text: string): void {
		const last = body.nodes.at(-1);
		if (text[2] === '-' && typeof last === 'string') {
			body.nodes[body.nodes.length - 1] = last.replace(/[\0 \t\r\n\f\v]+$/, '');
		}
		this.trims = text.at(-3) === '-';
	}
}

/** @throws LiquidSyntaxError */
export function parse(template: string, tags: Record<string, TagMaker>): Body {
	return new Parser(tokensOf(template), tags).document();
}
