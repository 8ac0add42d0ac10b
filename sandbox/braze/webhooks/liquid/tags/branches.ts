import { holds, parseCondition, parseSide, type Condition } from '../condition';
import type { Context } from '../context';
import { FRAGMENT, parseExpression } from '../expression';
import { Body } from '../node';
import type { Parser, Stop, Tag, TagMaker } from '../parser';

/** A body and when it counts; `else` has no condition. */
interface Branch {
	condition?: Condition;
	body: Body;
}

const CASE = new RegExp(FRAGMENT);
const WHEN = new RegExp(`(${FRAGMENT})(?:(?:\\s+or\\s+|\\s*,\\s*)(${FRAGMENT}[^]*))?`);

/** Tags that choose what is written. */
export const BRANCH_TAGS: Record<string, TagMaker> = {
	if: (markup, parser) => branching('if', markup, parser, true),
	unless: (markup, parser) => branching('unless', markup, parser, false),
	case: caseTag,
};

/** @param wanted what the first condition must come to */
function branching(name: string, markup: string, parser: Parser, wanted: boolean): Tag {
	const conditions: Array<Condition | undefined> = [conditionOf(markup, parser)];
	const bodies = parser.block(name, (stop) => {
		if (stop.name !== 'elsif' && stop.name !== 'else') return undefined;
		conditions.push(stop.name === 'else' ? undefined : conditionOf(stop.markup, parser));
		return new Body();
	});
	const isBlank = trimmed(bodies);
	const chosen = (context: Context) =>
		bodies.find((_body, index) => {
			const condition = conditions[index];
			return !condition || holds(condition, context) === (index > 0 || wanted);
		});
	return { isBlank, render: (context) => chosen(context)?.render(context) ?? '' };
}

function conditionOf(markup: string, parser: Parser): Condition {
	const condition = parseCondition(markup);
	return condition ?? parser.fail("Syntax Error in tag 'if' - Valid syntax: if [expression]");
}

/** Blanks in a block that writes nothing else are not written either. */
function trimmed(bodies: Body[]): boolean {
	const isBlank = bodies.every((body) => body.isBlank);
	if (isBlank) bodies.forEach((body) => body.dropTexts());
	return isBlank;
}

function caseTag(markup: string, parser: Parser): Tag {
	const subject = CASE.exec(markup)?.[0];
	if (subject === undefined) parser.fail("Syntax Error in 'case' - Valid syntax: case [condition]");
	const branches: Branch[] = [];
	const bodies = parser.block('case', (stop) => {
		const body = new Body();
		const conditions = stop.name === 'when' ? whens(subject, stop, parser) : elses(stop, parser);
		branches.push(...conditions.map((condition) => ({ condition, body })));
		return conditions.length > 0 ? body : undefined;
	});
	return { isBlank: trimmed(bodies), render: (context) => renderCase(branches, context) };
}

function whens(subject: string, { markup }: Stop, parser: Parser): Condition[] {
	const conditions: Condition[] = [];
	for (let rest: string | undefined = markup; rest !== undefined; ) {
		const found: RegExpExecArray | null = WHEN.exec(rest);
		if (!found) {
			parser.fail(
				"Syntax Error in tag 'case' - Valid when condition: {% when [condition] [or condition2...] %}",
			);
		}
		const right = parseSide(found[1]);
		conditions.push({ left: parseExpression(subject), operator: '==', right });
		rest = found[2];
	}
	return conditions;
}

function elses({ name, markup }: Stop, parser: Parser): undefined[] {
	if (name !== 'else') return [];
	if (markup.trim() === '') return [undefined];
	return parser.fail(
		"Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ",
	);
}

function renderCase(branches: Branch[], context: Context): string {
	let text = '';
	let isMet = false;
	for (const { condition, body } of branches) {
		if (condition ? !holds(condition, context) : isMet) continue;
		if (condition) isMet = true;
		text += body.render(context);
	}
	return text;
}
