import type { IDataObject, IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

import { isObject } from '../values/json';
import { remembered } from '../values/remembered';

/**
 * An expression that is nothing but a field of the item, e.g. `={{ $json.guest.email }}`. Whitespace
 * before or after the braces would make n8n return text.
 */
const FIELD_OF_ITEM = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*)*)\s*\}\}$/;

/** Returned if n8n has to evaluate the parameter itself. */
const NOT_PLAIN = Symbol('not plain');

/**
 * A parameter of an item, as n8n's getNodeParameter returns it.
 *
 * n8n evaluates every expression in an isolated engine, which takes up to a millisecond: minutes for
 * a hundred thousand items. Most expressions just name a field of the item; those are looked up here.
 * All others, and missing fields, are left to n8n.
 *
 * The value may be part of the item itself and must not be changed.
 */
export function readParameter(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
	fallback?: unknown,
): NodeParameterValueType | object {
	const raw: unknown = this.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
	const value = plainValue(raw, this.getInputData()[itemIndex]?.json);
	return value === NOT_PLAIN
		? this.getNodeParameter(name, itemIndex, fallback)
		: (value as NodeParameterValueType | object);
}

function plainValue(raw: unknown, json: IDataObject | undefined): unknown {
	if (typeof raw === 'string') return raw.startsWith('=') ? fieldOf(raw, json) : raw;
	if (Array.isArray(raw)) return allPlain(raw.map((inner) => plainValue(inner, json)));
	if (!isObject(raw)) return raw;
	const values = allPlain(Object.values(raw).map((inner) => plainValue(inner, json)));
	if (values === NOT_PLAIN) return NOT_PLAIN;
	return Object.fromEntries(Object.keys(raw).map((key, index) => [key, values[index]]));
}

function allPlain(values: unknown[]): unknown[] | typeof NOT_PLAIN {
	return values.includes(NOT_PLAIN) ? NOT_PLAIN : values;
}

function fieldOf(expression: string, json: IDataObject | undefined): unknown {
	const path = pathIn(expression);
	if (path === null || json === undefined) return NOT_PLAIN;
	let value: unknown = json;
	for (const key of path) {
		if (!isObject(value) || !Object.hasOwn(value, key)) return NOT_PLAIN;
		value = value[key];
	}
	return value === undefined || isTime(value) ? NOT_PLAIN : value;
}

/** The names of the field that an expression stands for; null if it is more than that. */
const pathIn = remembered<string[] | null>(1_000, (expression) => {
	const path = FIELD_OF_ITEM.exec(expression)?.[1];
	return path === undefined ? null : path.split('.').slice(1);
});

/** n8n turns a time inside a collection into text. */
function isTime(value: unknown): boolean {
	return isObject(value) && typeof value.toJSON === 'function';
}
