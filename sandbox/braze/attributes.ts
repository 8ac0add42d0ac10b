import type { BrazeState, Json, Profile } from './state';

/** Keys of a track object that name the user or steer the write, and are not written. */
const NOT_ATTRIBUTES = [
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'_merge_objects',
	'push_token_import',
];

const LONGEST_FLAT_ARRAY = 500;

/** Writes an attributes object to a profile, with Braze's operators; what it drops is logged. */
export function writeAttributes(state: BrazeState, profile: Profile, object: Json): void {
	const merge = object._merge_objects === true;
	for (const [name, value] of Object.entries(object)) {
		if (NOT_ATTRIBUTES.includes(name)) continue;
		const defect = isObject(value) ? defectOf(value, merge) : undefined;
		if (defect !== undefined) {
			state.drops.push(`${name} with ${defect}: ${JSON.stringify(value)}`);
			continue;
		}
		const next = nextValue(profile.attributes[name], value, merge);
		if (next === null) delete profile.attributes[name];
		else profile.attributes[name] = withoutOldest(state, name, next);
	}
}

/** The value that an attribute has after a write; null when it is removed. */
function nextValue(current: unknown, value: unknown, merge: boolean): unknown {
	if (!isObject(value)) return value;
	if ('inc' in value) return Number(current ?? 0) + Number(value.inc);
	if ('add' in value || 'remove' in value) return changeArray(current, value);
	if (changesObjects(value)) return changeObjects(current, value, merge);
	return merge ? deepMerge(isObject(current) ? current : {}, value) : value;
}

/** Elements are unique; adding one again moves it to the end. */
function changeArray(current: unknown, { add, remove }: Json): unknown[] {
	const removed = listOf(remove);
	const added = listOf(add);
	const kept = listOf(current).filter((item) => !removed.includes(item) && !added.includes(item));
	return [...new Set([...kept, ...added])];
}

/** Arrays of objects are changed in a fixed order: add, remove, update. */
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
	const merged = { ...current };
	for (const [key, value] of Object.entries(changes)) {
		const before = merged[key];
		if (value === null) delete merged[key];
		else if (isObject(value)) merged[key] = deepMerge(isObject(before) ? before : {}, value);
		else merged[key] = value;
	}
	return merged;
}

/** Why Braze drops an object value whole, without an error; undefined when it takes it. */
function defectOf(value: Json, merge: boolean): string | undefined {
	if ('inc' in value) return Number.isInteger(value.inc) ? undefined : 'a bad inc';
	if ('add' in value || 'remove' in value) return undefined;
	if (!changesObjects(value)) return nestedDefect(value, merge);

	const updates = listOf(value.$update);
	if (![...updates, ...listOf(value.$remove)].every(isObject)) return 'a bad operation';
	const written = [...listOf(value.$add), ...updates.map((update) => (update as Json).$new_object)];
	if (!written.every(isObject)) return 'a bad operation';
	return written
		.map((item) => nestedDefect(item, merge))
		.find((defect): defect is string => defect !== undefined);
}

/** Null removes a key, but only where objects are merged. */
function nestedDefect(value: Json, merge: boolean): string | undefined {
	const isBadTime = (key: string, inner: unknown) =>
		key === '$time' && Number.isNaN(Date.parse(String(inner)));
	if (anyInside(value, isBadTime)) return 'a bad $time';
	const hasNull = !merge && anyInside(value, (_key, inner) => inner === null);
	return hasNull ? 'a misplaced null' : undefined;
}

function anyInside(value: Json, test: (key: string, inner: unknown) => boolean): boolean {
	return Object.entries(value).some(
		([key, inner]) => test(key, inner) || (isObject(inner) && anyInside(inner, test)),
	);
}

/** Flat arrays have a longest length; their oldest elements, the first ones, fall off. */
function withoutOldest(state: BrazeState, name: string, value: unknown): unknown {
	if (!Array.isArray(value) || value.some(isObject)) return value;
	const surplus = value.length - LONGEST_FLAT_ARRAY;
	if (surplus <= 0) return value;
	state.drops.push(`${name} over ${LONGEST_FLAT_ARRAY} elements: the oldest ${surplus}`);
	return value.slice(surplus);
}

function changesObjects(value: Json): boolean {
	return '$add' in value || '$remove' in value || '$update' in value;
}

function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
