import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { anchorOf, code, fromHtml, plain, sentence } from './markdown';

/** A list of choices without descriptions that is longer stands at the end of its page. */
const LONGEST_LIST = 12;

/** Long lists of choices of a page, each once. */
export class LongLists {
	private readonly lists = new Map<string, string>();

	/** The link to a list, which is noted. */
	linkTo(parameter: string, list: string): string {
		const known = [...this.lists].find(([, one]) => one === list);
		const again = [...this.lists.keys()].filter((one) => one.startsWith(`Choices of ${parameter}`));
		const number = again.length === 0 ? '' : ` (${again.length + 1})`;
		const heading = known?.[0] ?? `Choices of ${parameter}${number}`;
		this.lists.set(heading, list);
		return `#${anchorOf(heading)}`;
	}

	/** The lists as parts of the page. */
	parts(): string[] {
		return [...this.lists].flatMap(([heading, list]) => [`## ${heading}`, list]);
	}
}

/** What a field takes, in a reader's words. */
const TYPES: Partial<Record<INodeProperties['type'], string>> = {
	boolean: 'on or off',
	collection: 'settings to add',
	dateTime: 'date and time',
	fixedCollection: 'rows to add',
	json: 'JSON',
	multiOptions: 'any of a list',
	number: 'number',
	options: 'one of a list',
	resourceLocator: 'from a list, or by',
	string: 'text',
};

/** Conditions of the editor that choose the page itself, not a field on it. */
const NO_CONDITIONS = ['resource', 'operation'];

/**
 * Parameters as a list: what each takes, its default, when it is shown, and what it does; those inside
 * of another are indented.
 *
 * @param properties of one operation, trigger or credential, in the order of the panel
 * @param longLists of the page
 */
export function parameterList(properties: INodeProperties[], longLists: LongLists): string {
	return linesOf({ properties, all: properties, depth: 0, longLists }).join('\n');
}

/** Parameters of one depth, and what is needed to tell of them. */
interface Level {
	properties: INodeProperties[];
	/** Those that conditions can be about. */
	all: INodeProperties[];
	depth: number;
	longLists: LongLists;
}

function linesOf(level: Level): string[] {
	const { properties, all, depth, longLists } = level;
	const indent = '  '.repeat(depth);
	return properties.flatMap((property) => {
		const shown = shownWhen(property, all);
		if (property.type === 'notice') {
			const when = shown.length === 0 ? '' : ` (${shown.join(' and ')})`;
			return [`${indent}- _Note_${when}: ${sentence(fromHtml(property.displayName))}`];
		}
		const facts = [typeOf(property), ...defaultOf(property), ...shown];
		const about = [property.description ?? '', property.hint ?? '', exampleIn(property)]
			.map((text) => sentence(fromHtml(text)))
			.join(' ')
			.replace(/ +/g, ' ')
			.trim();
		const head = `${indent}- **${property.displayName}** (${code(property.name)}): ${facts.join(', ')}.`;
		const choices = choicesOf(property, indent, longLists);
		const own = [head, about, choices.inline].filter((part) => part !== '').join(' ');
		return [own, ...choices.lines, ...innerOf(property, { ...level, depth: depth + 1 })];
	});
}

/** The grey text of an empty field, where it is an example. */
function exampleIn({ placeholder = '' }: INodeProperties): string {
	return placeholder.startsWith('e.g. ') ? `E.g. ${code(placeholder.slice('e.g. '.length))}` : '';
}

function typeOf({ type, modes, required, typeOptions }: INodeProperties): string {
	const words = TYPES[type] ?? type;
	const ways = (modes ?? []).filter(({ type: mode }) => mode !== 'list');
	const named = ways.map(({ displayName }) => displayName.replace(/^By /, ''));
	const text = type === 'resourceLocator' ? `${words} ${named.join(' or ')}` : words;
	const { minValue, maxValue } = typeOptions ?? {};
	const bounds = [
		...(minValue === undefined ? [] : [`from ${minValue}`]),
		...(maxValue === undefined ? [] : [`up to ${maxValue}`]),
	];
	return [
		text,
		...(bounds.length > 0 ? [bounds.join(' ')] : []),
		...(required ? ['required'] : []),
	].join(', ');
}

/** The default in words; nothing if it is empty. */
function defaultOf(property: INodeProperties): string[] {
	const { default: value, type } = property;
	if (type === 'boolean') return [`default ${value === true ? 'on' : 'off'}`];
	if (type === 'collection' || type === 'resourceLocator') return [];
	const isEmpty =
		value === '' ||
		value === undefined ||
		value === null ||
		(typeof value === 'object' && Object.keys(value).length === 0);
	if (isEmpty) return [];
	const values = Array.isArray(value) ? (value as unknown[]) : [value];
	const names = values.map((one) => choiceName(property, one));
	return [
		names.every((name) => name !== undefined)
			? `default ${names.map((name) => `_${name}_`).join(' and ')}`
			: `default ${code(value)}`,
	];
}

function valuesOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

function choiceName(property: INodeProperties, value: unknown): string | undefined {
	return valuesOf(property).find((option) => option.value === value)?.name;
}

/** What can be chosen: in the sentence when the names say all, otherwise one below the other. */
function choicesOf(
	property: INodeProperties,
	indent: string,
	longLists: LongLists,
): { inline: string; lines: string[] } {
	const values = valuesOf(property);
	const named = ({ name, value }: INodePropertyOptions) => `_${plain(name)}_ (${code(value)})`;
	if (values.every(({ description }) => !description)) {
		const list = `${values.map(named).join(', ')}.`;
		if (values.length > LONGEST_LIST) {
			const link = longLists.linkTo(property.displayName, list);
			return { inline: `Choices: [${values.length} of them](${link}).`, lines: [] };
		}
		return { inline: values.length === 0 ? '' : `Choices: ${list}`, lines: [] };
	}
	const lines = values.map((one) =>
		`${indent}  - ${named(one)}: ${sentence(fromHtml(one.description ?? ''))}`.replace(/: $/, ''),
	);
	return { inline: '', lines };
}

function innerOf({ options = [] }: INodeProperties, level: Level): string[] {
	const { all, depth } = level;
	return options.flatMap((option) => {
		if ('values' in option) {
			const title = options.length > 1 ? [`${'  '.repeat(depth)}- _${option.displayName}_`] : [];
			const { values } = option;
			const inner = { ...level, properties: values, all: [...all, ...values] };
			return [...title, ...linesOf({ ...inner, depth: depth + title.length })];
		}
		if (!('type' in option)) return [];
		return linesOf({ ...level, properties: [option], all: [...all, option] });
	});
}

/** "if _API_ is _Mobile_", for each condition; none if it is always shown. */
function shownWhen({ displayOptions }: INodeProperties, all: INodeProperties[]): string[] {
	const conditions = [
		...Object.entries(displayOptions?.show ?? {}).map(([name, values]) => ({
			name,
			values,
			is: 'is',
		})),
		...Object.entries(displayOptions?.hide ?? {}).map(([name, values]) => ({
			name,
			values,
			is: 'is not',
		})),
	];
	return conditions.flatMap(({ name, values = [], is }) => {
		const key = name.replace(/^\//, '');
		if (NO_CONDITIONS.includes(key)) return [];
		if (key === '@tool') return ['as a tool of an AI agent'];
		// What a text looks like; the note itself says it.
		if (values.some((value) => typeof value === 'object')) return [];
		const parameter = all.find((one) => one.name === key);
		const words = values.map((value) => {
			if (value === true) return 'on';
			if (value === false) return 'off';
			const choice = parameter && choiceName(parameter, value);
			if (choice !== undefined) return `_${plain(choice)}_`;
			// A choice of other operations that share the parameter.
			return parameter?.type === 'options' ? undefined : `_${JSON.stringify(value)}_`;
		});
		return [
			`if _${parameter?.displayName ?? key}_ ${is} ${words.filter((word) => word !== undefined).join(' or ')}`,
		];
	});
}
