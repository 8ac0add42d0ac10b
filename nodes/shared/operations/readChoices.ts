import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { readFlag } from '../values/flag';
import { isObject } from '../values/json';

/**
 * Makes the error for a value that a parameter cannot have.
 *
 * @param problem the whole sentence, with the parameter's display name
 */
type Refuse = (problem: string, hint: string) => Error;

/**
 * Reads the flags and choices in the value of a parameter, however deep: expressions, spreadsheets
 * and models give `"false"` where a switch has `false`, or a choice that is not in the list. n8n
 * passes both on as they are.
 *
 * @throws what `refuse` makes, if a flag is neither yes nor no or a choice is not in its list
 */
export type ChoiceReader = (value: unknown, refuse: Refuse) => unknown;

/**
 * The readers of a parameter and of all that is nested in it, by the path that n8n reads; nothing for
 * a path below which there is neither a flag nor a list.
 */
export function choiceReaders(property: INodeProperties): Map<string, ChoiceReader> {
	const readers = new Map<string, ChoiceReader>();
	const add = (one: INodeProperties, path: string): ChoiceReader | undefined => {
		const reader = readerOf(one, (inner, name) => add(inner, `${path}.${name}`), path, readers);
		if (reader !== undefined) readers.set(path, reader);
		return reader;
	};
	add(property, property.name);
	return readers;
}

type AddNested = (property: INodeProperties, name: string) => ChoiceReader | undefined;

function readerOf(
	property: INodeProperties,
	nested: AddNested,
	path: string,
	readers: Map<string, ChoiceReader>,
): ChoiceReader | undefined {
	if (property.type === 'boolean') return (value, refuse) => flagOf(property, value, refuse);
	if (property.type === 'options') return listReader(property);
	if (property.type === 'multiOptions') return manyReader(property);
	if (property.type === 'collection') {
		return fieldsReader((property.options ?? []) as INodeProperties[], nested);
	}
	if (property.type !== 'fixedCollection') return undefined;

	const groups = new Map<string, ChoiceReader>();
	for (const group of property.options ?? []) {
		if (!('values' in group)) continue;
		const fields = fieldsReader(group.values, (field, name) =>
			nested(field, `${group.name}.${name}`),
		);
		if (fields === undefined) continue;
		const reader: ChoiceReader = (value, refuse) =>
			Array.isArray(value) ? value.map((row) => fields(row, refuse)) : fields(value, refuse);
		groups.set(group.name, reader);
		readers.set(`${path}.${group.name}`, reader);
	}
	return byName(groups);
}

function fieldsReader(fields: INodeProperties[], nested: AddNested): ChoiceReader | undefined {
	const readers = new Map<string, ChoiceReader>();
	for (const field of fields) {
		const reader = nested(field, field.name);
		if (reader !== undefined) readers.set(field.name, reader);
	}
	return byName(readers);
}

/** Reads some fields of an object, and keeps the object if nothing in it has to change. */
function byName(readers: Map<string, ChoiceReader>): ChoiceReader | undefined {
	if (readers.size === 0) return undefined;
	return (value, refuse) => {
		if (!isObject(value)) return value;
		let read = value;
		for (const [name, reader] of readers) {
			if (!Object.hasOwn(value, name)) continue;
			const field = reader(value[name], refuse);
			if (field === value[name]) continue;
			if (read === value) read = { ...value };
			(read as Record<string, unknown>)[name] = field;
		}
		return read;
	};
}

function flagOf({ displayName }: INodeProperties, value: unknown, refuse: Refuse): unknown {
	const flag = readFlag(value);
	if (flag !== undefined || value === undefined) return flag;
	throw refuse(
		`'${displayName}' must be true or false`,
		`Its expression returns ${shown(value)}. Use true or false`,
	);
}

function listReader(property: INodeProperties): ChoiceReader {
	const list = (property.options ?? []) as INodePropertyOptions[];
	const values = new Map(list.map(({ value }) => [String(value), value]));
	return (value, refuse) => {
		if (value === undefined) return value;
		const known = isPlain(value) ? values.get(String(value).trim()) : undefined;
		if (known !== undefined) return known;
		throw refuse(
			`'${property.displayName}' has no choice ${shown(value)}`,
			`Its expression must return one of: ${[...values.keys()].map((one) => one || '(empty)').join(', ')}`,
		);
	};
}

function manyReader(property: INodeProperties): ChoiceReader {
	const reader = listReader(property);
	return (value, refuse) => {
		if (value === undefined) return value;
		if (Array.isArray(value)) return value.map((one) => reader(one, refuse));
		throw refuse(
			`'${property.displayName}' must be a list of its choices`,
			`Its expression returns ${shown(value)}. Return a list, such as ["a", "b"]`,
		);
	};
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** A value as an error quotes it. */
function shown(value: unknown): string {
	const MOST = 60;
	const text = isPlain(value) ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : 'no text';
	return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}
