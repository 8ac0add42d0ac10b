import { isDeeperThan, isGiven, isObject, type Json } from '../../../shared/json';
import { isStorableTime } from '../time';
import type { CatalogField } from '../workspace';
import type { CatalogErrorId } from './catalogErrors';

const LONGEST_NAME = 250;
const LONGEST_TEXT = 5_000;
const MOST_FIELDS = 500;
const MOST_ITEMS = 50;
const MOST_LEVELS = 50;
const NAME = /^[A-Za-z0-9_-]+$/;

const BOOLEANS = new Map<unknown, boolean>([
	[true, true],
	['true', true],
	[false, false],
	['false', false],
]);

/** The types of fields, and what a value becomes in one; undefined where it does not fit. */
const TYPES: Record<string, (value: unknown) => unknown> = {
	string: (value) => (['string', 'number'].includes(typeof value) ? String(value) : undefined),
	number: asNumber,
	boolean: (value) => BOOLEANS.get(value),
	time: (value) => (isStorableTime(value) ? value : undefined),
	object: (value) => (isObject(value) ? value : undefined),
	array: (value) => (Array.isArray(value) ? value : undefined),
	geo: (value) => (isObject(value) || isCoordinates(value) ? value : undefined),
};

/** What is wrong, by Braze's ID, and nothing when all is well. */
type Problem = CatalogErrorId | undefined;

/** Checks the one catalog of a create call. (Braze: create catalog endpoint) */
export function catalogProblem(catalogs: unknown): Problem {
	if (!Array.isArray(catalogs) || catalogs.length === 0 || !catalogs.every(isObject)) {
		return 'catalog-array-invalid';
	}
	if (catalogs.length > 1) return 'too-many-catalog-atoms';
	const { name, description, fields } = catalogs[0];
	if (typeof name !== 'string' || !NAME.test(name)) return 'invalid-catalog-name';
	if (name.length > LONGEST_NAME) return 'catalog-name-too-large';
	const isLong = typeof description === 'string' && description.length > LONGEST_NAME;
	return isLong ? 'description-too-long' : fieldsProblem(fields);
}

function fieldsProblem(fields: unknown): Problem {
	if (!Array.isArray(fields) || !fields.every(isObject)) return 'invalid-fields';
	if (fields.length > MOST_FIELDS) return 'too-many-fields';
	if (fields[0]?.name !== 'id' || fields[0]?.type !== 'string') return 'id-not-first-column';
	const names = fields.map(({ name }) => name);
	if (!names.every((name) => typeof name === 'string' && NAME.test(name))) {
		return 'invalid-field-names';
	}
	if (names.some((name) => String(name).length > LONGEST_NAME)) return 'field-names-too-large';
	if (new Set(names).size < names.length) return 'field-names-not-unique';
	const typed = fields.every(({ type }) => Object.hasOwn(TYPES, String(type)));
	return typed ? undefined : 'invalid-field-types';
}

/** Checks the `items` of a call that names several. (Braze: catalog items endpoints) */
export function itemsProblem(items: unknown, fields: CatalogField[]): Problem {
	if (!Array.isArray(items) || items.length === 0 || !items.every(isObject)) {
		return 'item-array-invalid';
	}
	if (items.length > MOST_ITEMS) return 'request-includes-too-many-items';
	const ids = items.map(({ id }) => id);
	if (!ids.every(isGiven)) return 'items-missing-ids';
	if (new Set(ids).size < ids.length) return 'ids-not-unique';
	return firstProblem(items, (item) => idProblem(item.id) ?? itemProblem(item, fields));
}

/** Checks an item's ID. */
export function idProblem(id: unknown): Problem {
	if (typeof id !== 'string') return 'ids-not-strings';
	if (id.length > LONGEST_NAME) return 'ids-too-large';
	return NAME.test(id) ? undefined : 'invalid-ids';
}

/** Checks the values of one item. */
export function itemProblem(item: Json, fields: CatalogField[]): Problem {
	const types = new Map(fields.map(({ name, type }) => [name, type]));
	return firstProblem(Object.entries(item), ([name, value]) => {
		const type = types.get(name);
		if (type === undefined) return 'invalid-fields';
		return value === null ? undefined : valueProblem(type, value);
	});
}

function valueProblem(type: string, value: unknown): Problem {
	if (typeof value === 'string' && value.length > LONGEST_TEXT) return 'items-too-large';
	if (TYPES[type]?.(value) === undefined) return 'unable-to-coerce-value';
	if (!isObject(value)) return undefined;
	if (isDeeperThan(value, MOST_LEVELS)) return 'too-deep-nesting-in-value-object';
	return Object.keys(value).some((key) => /[.$]/.test(key))
		? 'invalid-keys-in-value-object'
		: undefined;
}

/** An item without problems, its values fitted to the types of their fields. */
export function fitted(item: Json, fields: CatalogField[]): Json {
	const types = new Map(fields.map(({ name, type }) => [name, type]));
	return Object.fromEntries(
		Object.entries(item).map(([name, value]) => [
			name,
			value === null ? null : TYPES[types.get(name) ?? '']?.(value),
		]),
	);
}

function asNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	const isNumeric =
		typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
	return isNumeric ? Number(value) : undefined;
}

function isCoordinates(value: unknown): boolean {
	return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}

function firstProblem<T>(items: T[], test: (item: T) => Problem): Problem {
	for (const item of items) {
		const problem = test(item);
		if (problem !== undefined) return problem;
	}
	return undefined;
}
