import type { IDataObject } from 'n8n-workflow';

import { readFlag } from '../../../shared/values/flag';
import { isBlank, isObject } from '../../../shared/values/json';
import { readNumber } from '../../../shared/values/number';
import { parseExact } from '../../../shared/values/parseExact';

/** Returned for a value that does not fit its kind. */
export const NOT_A_VALUE = Symbol('not a value');

/** Turns a date in any format into the text that Braze accepts; throws if it is not a date. */
type ToTime = (value: unknown) => string;

/** What can be done to an attribute. */
export interface AttributeKind {
	name: string;
	description: string;
	/** What the value should have been, for an error: "not a number". */
	expected: string;
	/** Whether it sets the attribute, so that an empty value can mean removing it. */
	isSetting?: boolean;
	/** Whether Braze should merge the value into what the profile has. */
	merges?: boolean;
	/** Whether text of nothing but whitespace counts as empty. */
	whitespaceIsEmpty?: boolean;
	needsValue(row: IDataObject): boolean;
	/** The value as Braze wants it, or `NOT_A_VALUE`. */
	make(row: IDataObject, toTime: ToTime): unknown;
}

const always = () => true;
const never = () => false;

/** What a value is turned into; shared by attributes and by keys of an object attribute. */
const CONVERTERS: Record<string, (value: unknown, toTime: ToTime) => unknown> = {
	asGiven: (value) => value,
	number: toNumber,
	boolean: (value) => readFlag(value) ?? NOT_A_VALUE,
	date: (value, toTime) => toTime(value),
	json: parse,
};

/** The kinds, in alphabetical order of their names as n8n lists options. */
export const ATTRIBUTE_KINDS: Record<string, AttributeKind> = {
	arrayAdd: {
		name: 'Array: Add',
		description: 'Adds to a list. Elements are unique: an existing one moves to the end.',
		expected: 'a list',
		needsValue: always,
		make: ({ value }) => ({ add: toList(value) }),
	},
	arrayRemove: {
		name: 'Array: Remove',
		description: 'Removes from a list',
		expected: 'a list',
		needsValue: always,
		make: ({ value }) => ({ remove: toList(value) }),
	},
	asGiven: {
		name: 'As Given',
		description: 'Text stays text; an expression keeps the type of its result',
		expected: 'a value',
		isSetting: true,
		needsValue: always,
		make: ({ value }) => value,
	},
	boolean: converting('boolean', 'Boolean', 'True or false', 'a boolean (true or false)'),
	date: converting(
		'date',
		'Date',
		'A date and time, sent with its zone; without one, the Time Zone option applies',
		'a date and time',
	),
	increment: {
		name: 'Increment',
		description: 'Adds a whole number to what the profile has; a negative one subtracts',
		expected: 'a whole number',
		whitespaceIsEmpty: true,
		needsValue: always,
		make: ({ value }) => {
			const inc = toNumber(value);
			return Number.isInteger(inc) ? ({ inc } as IDataObject) : NOT_A_VALUE;
		},
	},
	json: converting(
		'json',
		'JSON',
		"An array or object; an attribute's old one is replaced",
		'a piece of JSON',
	),
	number: converting('number', 'Number', 'A number, with or without decimals', 'a number'),
	objectMerge: {
		name: 'Object: Merge',
		description: 'Merges a JSON object into an object attribute; a null in it removes that key',
		expected: 'a JSON object',
		merges: true,
		needsValue: always,
		make: ({ value }) => {
			const parsed = parse(value);
			return isObject(parsed) ? parsed : NOT_A_VALUE;
		},
	},
	objectKey: {
		name: 'Object: Set Key',
		description: 'Sets one key of an object attribute and keeps the others',
		expected: "complete: 'Object Key' is empty, or the value does not fit its type",
		merges: true,
		needsValue: ({ keyType }) => keyType !== 'remove',
		make: setKey,
	},
	objectsAdd: {
		name: 'Object Array: Add',
		description:
			'Adds one or more objects to an array of objects. Braze adds before it removes, so Remove and Add in one run do not replace an object: use Update.',
		expected: 'an object or a list of objects',
		needsValue: always,
		make: ({ value }) => {
			const parsed = parse(value);
			const objects = Array.isArray(parsed) ? parsed : [parsed];
			return objects.every(isObject) ? { $add: objects } : NOT_A_VALUE;
		},
	},
	objectsRemove: {
		name: 'Object Array: Remove',
		description: 'Removes the objects whose key has a certain value',
		expected: "complete: 'Object Key' or 'Object Key Value' is empty",
		needsValue: never,
		make: (row) => (isIdentified(row) ? { $remove: [identifier(row)] } : NOT_A_VALUE),
	},
	objectsUpdate: {
		name: 'Object Array: Update',
		description: 'Changes the objects whose key has a certain value, and keeps their other keys',
		expected: "an object, or 'Object Key' or 'Object Key Value' is empty",
		merges: true,
		needsValue: always,
		make: (row) => {
			const update = parse(row.value);
			if (!isIdentified(row) || !isObject(update)) return NOT_A_VALUE;
			return { $update: [{ ...identifier(row), $new_object: update }] };
		},
	},
	remove: {
		name: 'Remove',
		description: 'Removes the attribute from the profile',
		expected: 'a value',
		needsValue: never,
		make: () => null,
	},
};

/** The kinds that a key of an object attribute can have, for the panel. */
export const KEY_KINDS = ['asGiven', 'boolean', 'date', 'json', 'number', 'remove'];

/** The kinds that a property of an event or purchase can have. */
export const PROPERTY_KINDS = ['asGiven', 'boolean', 'date', 'json', 'number'];

/** Kinds as the choices of a parameter. */
export const kindOptions = (values: string[]) =>
	values.map((value) => {
		const { name, description } = ATTRIBUTE_KINDS[value];
		return { name, value, description };
	});

function converting(
	type: string,
	name: string,
	description: string,
	expected: string,
): AttributeKind {
	return {
		name,
		description,
		expected,
		isSetting: true,
		whitespaceIsEmpty: type === 'number',
		needsValue: always,
		make: ({ value }, toTime) => CONVERTERS[type](value, toTime),
	};
}

/** A path with dots becomes nested objects; dates inside an object need `$time`. */
function setKey({ key, keyType, value }: IDataObject, toTime: ToTime): unknown {
	const path = String(key ?? '')
		.split('.')
		.map((part) => part.trim());
	if (path.some((part) => part === '')) return NOT_A_VALUE;
	const inner = keyValue(keyType as string, value, toTime);
	if (inner === NOT_A_VALUE) return NOT_A_VALUE;
	return path.reduceRight<unknown>((nested, part) => ({ [part]: nested }), inner);
}

function keyValue(type: string, value: unknown, toTime: ToTime): unknown {
	if (type === 'remove') return null;
	if (type === 'date') return { $time: toTime(value) };
	return (CONVERTERS[type] ?? CONVERTERS.asGiven)(value, toTime);
}

/** Without the value, Braze would take no object for the one that is meant, or all that lack the key. */
function isIdentified({ key, keyValue }: IDataObject): boolean {
	return !isBlank(String(key ?? '')) && !isBlank(keyValue);
}

function identifier({ key, keyValue: wanted }: IDataObject): IDataObject {
	return { $identifier_key: String(key).trim(), $identifier_value: wanted };
}

function toNumber(value: unknown): unknown {
	return readNumber(value) ?? NOT_A_VALUE;
}

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return parseExact(value);
	} catch {
		return NOT_A_VALUE;
	}
}

/** A list as given, as JSON, or typed with commas. */
function toList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const parsed = parse(value);
	if (Array.isArray(parsed)) return parsed;
	return value
		.split(',')
		.map((element) => element.trim())
		.filter((element) => element !== '');
}
