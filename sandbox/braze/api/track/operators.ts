import { bare, isObject, listOf, type Json } from '../../../shared/json';

const LIST_OPERATORS = ['add', 'remove'];
const OBJECT_OPERATORS = ['$add', '$remove', '$update'];

/** What an object value asks for. */
export type Operation = 'inc' | 'list' | 'objects' | 'set';

export function operationOf(value: Json): Operation {
	if ('inc' in value) return 'inc';
	if (LIST_OPERATORS.some((key) => key in value)) return 'list';
	return OBJECT_OPERATORS.some((key) => key in value) ? 'objects' : 'set';
}

/**
 * The value that a custom attribute has after a write. (Braze: user attributes object, nested
 * custom attributes, array of objects)
 *
 * @param value any value but null, without a defect
 * @param merge `_merge_objects`
 */
export function nextValue(current: unknown, value: unknown, merge: boolean): unknown {
	if (!isObject(value)) return value;
	switch (operationOf(value)) {
		case 'inc':
			return Number(current ?? 0) + Number(value.inc);
		case 'list':
			return changeList(current, value);
		case 'objects':
			return changeObjects(current, value, merge);
		case 'set':
			return merge ? deepMerge(isObject(current) ? current : {}, value) : value;
	}
}

/** Elements are unique; adding one again moves it to the end. */
function changeList(current: unknown, { add, remove }: Json): unknown[] {
	const removed = new Set(listOf(remove));
	const added = new Set(listOf(add));
	const kept = listOf(current).filter((item) => !removed.has(item) && !added.has(item));
	return [...new Set([...kept, ...added])];
}

/** Lists of objects are changed in a fixed order: add, remove, update. */
function changeObjects(current: unknown, operations: Json, merge: boolean): unknown[] {
	const matches = (item: unknown, { $identifier_key: key, $identifier_value: id }: Json) =>
		isObject(item) && item[String(key)] === id;
	let items = [...listOf(current), ...listOf(operations.$add)];
	for (const removal of listOf(operations.$remove) as Json[]) {
		items = items.filter((item) => !matches(item, removal));
	}
	for (const update of listOf(operations.$update) as Json[]) {
		const changes = update.$new_object as Json;
		items = items.map((item) => {
			if (!matches(item, update)) return item;
			return merge ? deepMerge(item as Json, changes) : changes;
		});
	}
	return items;
}

function deepMerge(current: Json, changes: Json): Json {
	const merged = bare(current);
	for (const [key, value] of Object.entries(changes)) {
		const before = merged[key];
		if (value === null) delete merged[key];
		else if (isObject(value)) merged[key] = deepMerge(isObject(before) ? before : {}, value);
		else merged[key] = value;
	}
	return merged;
}
