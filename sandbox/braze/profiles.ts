import type { Alias, BrazeState, Json, Profile } from './state';

/** Keys of a track object that name the user or steer the write, and are not written. */
const NOT_ATTRIBUTES = [
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'_merge_objects',
	'push_token_import',
];

/**
 * The profile that a track object means, made where Braze would make one.
 *
 * A primary identifier wins over e-mail, e-mail over phone. An alias makes a profile only with an
 * explicit `_update_existing_only: false`.
 *
 * @returns undefined when there is none and none may be made; Braze does not report that
 */
export function profileFor(state: BrazeState, object: Json): Profile | undefined {
	const found = find(state, object);
	if (found !== undefined) return found;

	const updateOnly = object._update_existing_only ?? object.user_alias !== undefined;
	if (updateOnly !== false || object.braze_id !== undefined) {
		state.drops.push(`no profile for ${JSON.stringify(identifiersOf(object))}`);
		return undefined;
	}
	return state.create({
		external_id: object.external_id === undefined ? undefined : String(object.external_id),
		alias: object.user_alias as Alias | undefined,
		attributes: contactsOf(object),
	});
}

/** Writes an attributes object to a profile, with Braze's operators. */
export function writeAttributes(state: BrazeState, profile: Profile, object: Json): void {
	const merge = object._merge_objects === true;
	for (const [name, value] of Object.entries(object)) {
		if (NOT_ATTRIBUTES.includes(name)) continue;
		const next = nextValue(state, profile.attributes[name], value, merge);
		if (next === null) delete profile.attributes[name];
		else profile.attributes[name] = next;
	}
}

function find(state: BrazeState, object: Json): Profile | undefined {
	const { external_id: externalId, user_alias: alias, braze_id: brazeId, email, phone } = object;
	if (externalId !== undefined) {
		return state.profiles.find(({ external_id: own }) => own === String(externalId));
	}
	if (alias !== undefined) {
		const { alias_name: name, alias_label: label } = alias as Alias;
		return state.profiles.find((profile) =>
			profile.user_aliases.some((own) => own.alias_name === name && own.alias_label === label),
		);
	}
	if (brazeId !== undefined) return state.profiles.find(({ braze_id: own }) => own === brazeId);
	const [field, value] = email === undefined ? ['phone', phone] : ['email', email];
	return best(state.profiles.filter(({ attributes }) => attributes[field as string] === value));
}

/** Identified profiles first, then the one changed last. */
function best(matches: Profile[]): Profile | undefined {
	const identified = matches.filter(({ external_id: id }) => id !== undefined);
	const candidates = identified.length > 0 ? identified : matches;
	return [...candidates].sort((one, other) => other.changed - one.changed)[0];
}

function identifiersOf(object: Json): Json {
	const { external_id, user_alias, braze_id, email, phone } = object;
	return { external_id, user_alias, braze_id, email, phone };
}

function contactsOf({ email, phone }: Json): Json {
	return { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
}

/** The value that an attribute has after a write; null when it is removed. */
function nextValue(state: BrazeState, current: unknown, value: unknown, merge: boolean): unknown {
	if (!isObject(value)) return value;
	if ('inc' in value) return Number(current ?? 0) + Number(value.inc);
	if ('add' in value || 'remove' in value) return changeArray(current, value);
	if ('$add' in value || '$remove' in value || '$update' in value) {
		return changeObjects(current, value, merge);
	}
	if (containsBadTime(value)) {
		state.drops.push(`nested attribute with a bad $time: ${JSON.stringify(value)}`);
		return current ?? null;
	}
	return merge && isObject(current) ? deepMerge(current, value) : value;
}

/** Elements are unique; adding one again moves it to the end. */
function changeArray(current: unknown, { add, remove }: Json): unknown[] {
	const removed = listOf(remove);
	const added = listOf(add);
	const kept = listOf(current).filter((item) => !removed.includes(item) && !added.includes(item));
	return [...kept, ...added];
}

/** Arrays of objects are changed in a fixed order: add, remove, update. */
function changeObjects(current: unknown, operations: Json, merge: boolean): unknown[] {
	let items = [...listOf(current), ...listOf(operations.$add)] as Json[];
	for (const { $identifier_key: key, $identifier_value: id } of listOf(
		operations.$remove,
	) as Json[]) {
		items = items.filter((item) => item[key as string] !== id);
	}
	for (const update of listOf(operations.$update) as Json[]) {
		const changes = update.$new_object as Json;
		items = items.map((item) => {
			if (item[update.$identifier_key as string] !== update.$identifier_value) return item;
			return merge ? { ...item, ...changes } : changes;
		});
	}
	return items;
}

function deepMerge(current: Json, changes: Json): Json {
	const merged = { ...current };
	for (const [key, value] of Object.entries(changes)) {
		if (value === null) delete merged[key];
		else if (isObject(value) && isObject(merged[key])) merged[key] = deepMerge(merged[key], value);
		else merged[key] = value;
	}
	return merged;
}

/** One bad date drops the whole nested value, without an error. */
function containsBadTime(value: Json): boolean {
	return Object.entries(value).some(([key, inner]) =>
		key === '$time'
			? Number.isNaN(Date.parse(String(inner)))
			: isObject(inner) && containsBadTime(inner),
	);
}

function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
