import { evaluate, FRAGMENT, parseExpression, strip, type Expression } from '../expression';
import { Body } from '../node';
import { valueOf } from '../output';
import type { Parser, Tag, TagMaker } from '../parser';
import { printed } from '../values';

const NAME = '((?:\\(?[\\w\\-.[\\]]\\)?)+)';
const ASSIGN = new RegExp(`${NAME}\\s*=\\s*([^]*)\\s*`);
const CAPTURE = new RegExp(NAME);
const CYCLE = new RegExp(`^(?:${FRAGMENT})+`);
const NAMED_CYCLE = new RegExp(`^(${FRAGMENT})\\s*:\\s*([^]*)`);
const END_OF_RAW = /^([^]*)\{%\s*endraw\s*([^]*)?%\}$/;

/** Tags that set variables, count, or only write what stands in them. */
export const VARIABLE_TAGS: Record<string, TagMaker> = {
	assign: assignTag,
	capture: captureTag,
	increment: (markup) => counter(strip(markup), 0n, 1n),
	decrement: (markup) => counter(strip(markup), -1n, 0n),
	cycle: cycleTag,
	echo: (markup, parser) => {
		const output = parser.output(markup);
		return { isBlank: false, render: (context) => printed(valueOf(output, context)) };
	},
	ifchanged: (_markup, parser) => changeTag(parser),
	liquid: (markup, parser) => {
		const body = parser.lines(markup);
		return { isBlank: body.isBlank, render: (context) => body.render(context) };
	},
	raw: (_markup, parser) => rawTag(parser),
	comment: (_markup, parser) => {
		parser.block('comment', () => new Body());
		return SILENT;
	},
	'#': (markup, parser) => {
		if (!/\n\s*[^#\s]/.test(markup)) return SILENT;
		return parser.fail(
			"Syntax error in tag '#' - Each line of comments must be prefixed by the '#' character",
		);
	},
};

const SILENT: Tag = { isBlank: true, render: () => '' };

function assignTag(markup: string, parser: Parser): Tag {
	const found = ASSIGN.exec(markup);
	if (!found) {
		parser.fail("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]");
	}
	const output = parser.output(found[2]);
	const render: Tag['render'] = (context) => {
		context.assign(found[1], valueOf(output, context));
		return '';
	};
	return { isBlank: true, render };
}

function captureTag(markup: string, parser: Parser): Tag {
	const name = CAPTURE.exec(markup)?.[1];
	if (name === undefined) {
		parser.fail("Syntax Error in 'capture' - Valid syntax: capture [var]");
	}
	const [body] = parser.block('capture');
	const render: Tag['render'] = (context) => {
		context.assign(name, body.render(context));
		return '';
	};
	return { isBlank: true, render };
}

/** @param shown added to the count when it is written, and kept when it is `kept` */
function counter(name: string, shown: bigint, kept: bigint): Tag {
	const render: Tag['render'] = ({ environment }) => {
		const before = environment.get(name);
		const count = typeof before === 'bigint' ? before : 0n;
		environment.set(name, count + shown + kept);
		return String(count + shown);
	};
	return { isBlank: false, render };
}

let cycles = 0;

function cycleTag(markup: string, parser: Parser): Tag {
	const named = NAMED_CYCLE.exec(markup);
	if (!named && !CYCLE.test(markup)) {
		parser.fail("Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]");
	}
	const values = (named ? named[2] : markup)
		.split(',')
		.map((one) => new RegExp(FRAGMENT).exec(one)?.[0])
		.filter((one) => one !== undefined)
		.map(parseExpression);
	const name = named ? parseExpression(named[1]) : { literal: nameOf(values) };
	const render: Tag['render'] = (context) => {
		const turns = context.registers.cycles;
		const key = printed(evaluate(name, context));
		const turn = turns.get(key) ?? 0;
		turns.set(key, turn + 1 >= values.length ? 0 : turn + 1);
		return turn < values.length ? printed(evaluate(values[turn], context)) : '';
	};
	return { isBlank: false, render };
}

/** Cycles of the same literals are one; one with variables is its own. */
function nameOf(values: Expression[]): string {
	if (!values.every((value) => 'literal' in value)) return `cycle ${++cycles}`;
	return values.map((value) => printed('literal' in value ? value.literal : null)).join('\0');
}

function changeTag(parser: Parser): Tag {
	const [body] = parser.block('ifchanged');
	const render: Tag['render'] = (context) => {
		const text = body.render(context);
		if (text === context.registers.changed) return '';
		context.registers.changed = text;
		return text;
	};
	return { isBlank: body.isBlank, render };
}

function rawTag(parser: Parser): Tag {
	let text = '';
	for (;;) {
		const token = parser.shift();
		if (token === undefined) parser.fail("'raw' tag was never closed");
		const end = END_OF_RAW.exec(token);
		text += end ? end[1] : token;
		if (end) return { isBlank: text === '', render: () => text };
	}
}
