import type { Context } from '../context';
import { ATTRIBUTE, evaluate, FRAGMENT, parseExpression, type Expression } from '../expression';
import type { Body } from '../node';
import { Body as NewBody } from '../node';
import { strictInteger, toInteger } from '../numbers';
import type { Parser, Tag, TagMaker } from '../parser';
import { Drop, isTruthy, Range, type Value } from '../values';

const FOR = new RegExp(`^([\\w-]+)\\s+in\\s+((?:${FRAGMENT})+)\\s*(reversed)?`);
const ROW = new RegExp(`(\\w+)\\s+in\\s+((?:${FRAGMENT})+)`);

/** Tags that write something for each of several. */
export const LOOP_TAGS: Record<string, TagMaker> = {
	for: forTag,
	tablerow: rowTag,
	break: () => ({ isBlank: false, render: (context) => interrupt(context, 'break') }),
	continue: () => ({ isBlank: false, render: (context) => interrupt(context, 'continue') }),
};

function interrupt(context: Context, kind: 'break' | 'continue'): string {
	context.interrupt = kind;
	return '';
}

/** What a loop goes over, as it was written. */
interface Loop {
	name: string;
	variable: string;
	collection: Expression;
	isReversed: boolean;
	limit?: Expression;
	offset?: Expression | 'continue';
}

function attributesOf(markup: string): Map<string, string> {
	const found = [...markup.matchAll(new RegExp(ATTRIBUTE, 'g'))];
	return new Map(found.map(([, name, value]) => [name, value]));
}

function forTag(markup: string, parser: Parser): Tag {
	const found = FOR.exec(markup);
	if (!found) {
		parser.fail("Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]");
	}
	const [, variable, collection, reversed] = found;
	const attributes = attributesOf(markup);
	const [limit, offset] = [attributes.get('limit'), attributes.get('offset')];
	const loop: Loop = {
		...{ name: `${variable}-${collection}`, variable },
		...{ collection: parseExpression(collection), isReversed: reversed !== undefined },
		...(limit !== undefined && { limit: parseExpression(limit) }),
		...(offset !== undefined && {
			offset: offset === 'continue' ? offset : parseExpression(offset),
		}),
	};
	const [body, otherwise] = parser.block('for', ({ name }) =>
		name === 'else' ? new NewBody() : undefined,
	);
	const isBlank = [body, otherwise].every((one) => one?.isBlank ?? true);
	if (isBlank) [body, otherwise].forEach((one) => one?.dropTexts());
	return { isBlank, render: (context) => renderFor(loop, body, otherwise, context) };
}

function renderFor(loop: Loop, body: Body, otherwise: Body | undefined, context: Context): string {
	const items = segment(loop, context);
	if (items.length === 0) return otherwise?.render(context) ?? '';
	const { loops } = context.registers;
	return context.within((scope) => {
		const place = { index: 0 };
		loops.push(forLoop(loop.name, items.length, place, loops.at(-1) ?? null));
		try {
			scope.set('forloop', loops.at(-1)!);
			let text = '';
			for (const item of items) {
				scope.set(loop.variable, item);
				text += body.render(context);
				place.index++;
				const { interrupt: kind } = context;
				context.interrupt = undefined;
				if (kind === 'break') break;
			}
			return text;
		} finally {
			loops.pop();
		}
	});
}

/** The items of a loop, after its offset and up to its limit. */
function segment({ name, collection, offset, limit, isReversed }: Loop, context: Context): Value[] {
	const { offsets } = context.registers;
	const whole = (expression: Expression | undefined) => {
		const value = expression ? evaluate(expression, context) : null;
		return value === null ? undefined : Number(strictInteger(value));
	};
	const from = offset === 'continue' ? (offsets.get(name) ?? 0) : (whole(offset) ?? 0);
	const items = itemsOf(evaluate(collection, context));
	const count = whole(limit);
	const found = sliced(items, from, count === undefined ? undefined : from + count);
	if (isReversed) found.reverse();
	offsets.set(name, from + found.length);
	return found;
}

/** A text is one item, whatever the offset; a hash has pairs. */
function itemsOf(value: Value): Value[] | string {
	if (value instanceof Range) return value.toList();
	if (value instanceof Map) return [...value];
	return Array.isArray(value) || typeof value === 'string' ? value : [];
}

function sliced(items: Value[] | string, from: number, to?: number): Value[] {
	if (typeof items === 'string') return items === '' ? [] : [items];
	return items.slice(Math.max(0, from), to === undefined ? undefined : Math.max(0, to));
}

function forLoop(name: string, length: number, place: { index: number }, parent: Value): Drop {
	const fields: Record<string, () => Value> = {
		...positions(length, place),
		name: () => name,
		parentloop: () => parent,
	};
	return new Drop('Liquid::ForloopDrop', (key) => fields[key]?.() ?? null);
}

function positions(length: number, place: { index: number }): Record<string, () => Value> {
	return {
		length: () => BigInt(length),
		index: () => BigInt(place.index + 1),
		index0: () => BigInt(place.index),
		rindex: () => BigInt(length - place.index),
		rindex0: () => BigInt(length - place.index - 1),
		first: () => place.index === 0,
		last: () => place.index === length - 1,
	};
}

function rowTag(markup: string, parser: Parser): Tag {
	const found = ROW.exec(markup);
	if (!found) {
		parser.fail(
			"Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3",
		);
	}
	const collection = parseExpression(found[2]);
	const attributes = attributesOf(markup);
	const [body] = parser.block('tablerow');
	const numberOf = (name: string, context: Context) => {
		const written = attributes.get(name);
		return written === undefined
			? undefined
			: Number(toInteger(evaluate(parseExpression(written), context)));
	};
	return {
		isBlank: body.isBlank,
		render: (context) => {
			const value = evaluate(collection, context);
			if (!isTruthy(value)) return '';
			const from = numberOf('offset', context) ?? 0;
			const limit = numberOf('limit', context);
			const items = sliced(itemsOf(value), from, limit === undefined ? undefined : from + limit);
			return renderRows(found[1], items, numberOf('cols', context) ?? 0, body, context);
		},
	};
}

function renderRows(
	variable: string,
	items: Value[],
	columns: number,
	body: Body,
	context: Context,
): string {
	const place = { index: 0, row: 1, column: 1 };
	const fields: Record<string, () => Value> = {
		...positions(items.length, place),
		col: () => BigInt(place.column),
		col0: () => BigInt(place.column - 1),
		col_first: () => place.column === 1,
		col_last: () => place.column === columns,
		row: () => BigInt(place.row),
	};
	return context.within((scope) => {
		scope.set(
			'tablerowloop',
			new Drop('Liquid::TablerowloopDrop', (key) => fields[key]?.() ?? null),
		);
		let text = '<tr class="row1">\n';
		for (const item of items) {
			scope.set(variable, item);
			text += `<td class="col${place.column}">${body.render(context)}</td>`;
			const isLast = place.index === items.length - 1;
			const endsRow = place.column === columns;
			if (endsRow && !isLast) text += `</tr>\n<tr class="row${place.row + 1}">`;
			place.index++;
			place.row += endsRow ? 1 : 0;
			place.column = endsRow ? 1 : place.column + 1;
		}
		return `${text}</tr>\n`;
	});
}
