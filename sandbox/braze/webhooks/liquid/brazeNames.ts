/** Where Braze's tags without a prefix, such as `${user_id}`, find their value. */
export const USER = 'user';

/** Comments of HTML are taken out before any Liquid is read. (Braze: "Use Liquid") */
const HTML_COMMENT = /<!--[^]*?-->/g;

/**
 * Writes a template the way Liquid has it: `custom_attribute.${x}` as `custom_attribute["x"]`, and
 * outputs inside an output, as in `{{a | plus: {{b}}}}`, without their braces. Braces inside a tag
 * stay: Liquid itself reads over them.
 */
export function plainLiquid(template: string): string {
	const text = template.includes('<!--') ? template.replace(HTML_COMMENT, '') : template;
	let plain = '';
	let done = 0;
	for (const { index } of text.matchAll(/\{\{|\{%/g)) {
		if (index < done) continue;
		const found = new Scanner(text, index).read();
		// What is never closed is for Liquid to complain about.
		if (!found) break;
		plain += text.slice(done, index) + found.plain;
		done = found.end;
	}
	return plain + text.slice(done);
}

/** What stands out in an output or tag: a name of Braze, braces, the end of a tag. */
const SIGNS = /(?:(\w+)\.)?\$\{([^{}]*)\}|\{\{|\}\}|%\}/g;

/** Reads one output or tag from its opening to its end. */
class Scanner {
	private readonly isTag: boolean;

	private plain: string;

	private at: number;

	/** Outputs inside it that are open. */
	private depth = 0;

	constructor(
		private readonly text: string,
		private readonly start: number,
	) {
		this.isTag = text[start + 1] === '%';
		this.plain = text.slice(start, start + 2);
		this.at = start + 2;
	}

	/** @returns nothing when it has no end */
	read(): { plain: string; end: number } | undefined {
		const signs = new RegExp(SIGNS);
		signs.lastIndex = this.at;
		for (let sign = signs.exec(this.text); sign; sign = signs.exec(this.text)) {
			this.plain += this.text.slice(this.at, sign.index);
			this.at = sign.index + sign[0].length;
			if (this.take(sign)) return { plain: this.plain, end: this.at };
		}
		return undefined;
	}

	/** @returns whether it is the end */
	private take([sign, prefix, name]: RegExpExecArray): boolean {
		if (name !== undefined) {
			this.plain += `${prefix ?? USER}[${quoted(name.trim())}]`;
			return false;
		}
		if (this.isTag) {
			this.plain += sign;
			return sign === '%}';
		}
		if (sign === '{{' && this.at > this.start + 4) {
			this.depth++;
			return false;
		}
		if (sign === '}}' && this.depth > 0) {
			this.depth--;
			return false;
		}
		this.plain += sign;
		return sign === '}}';
	}
}

/** A name in the quotes that it does not have itself. */
function quoted(name: string): string {
	return name.includes('"') ? `'${name}'` : `"${name}"`;
}
