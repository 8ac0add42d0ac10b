import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { isBlank, isEmpty, isObject } from '../../../shared/values/json';
import { withTimesAsText } from '../../send/track/objects/jsonValues';
import { NO_ATTRIBUTES } from '../../send/track/checks/limits';
import { ATTRIBUTE_KINDS, NOT_A_VALUE } from './attributeKinds';
import { readTime } from './track.values';

/**
 * The attributes of an item: at most two sets, because merging is a flag for a whole set and would
 * change how the other attributes are written.
 *
 * @throws NodeOperationError naming the attribute whose name or value is invalid
 */
export function readAttributes(item: Item): IDataObject[] {
	const replacing: IDataObject = {};
	const merging: IDataObject = {};
	const rows = item.value<IDataObject[]>('attributes.attribute', []);
	for (const given of rows) {
		const row = withTimesAsText(given);
		const name = item.toText(row.name, 'Name');
		if (name === '') throw item.error("An attribute has no 'Name'");
		if (NO_ATTRIBUTES.includes(name)) {
			throw item.error(
				`'${name}' cannot be the name of an attribute`,
				"Choose the user with 'Identify User By', and how Braze writes with the options",
			);
		}
		const kind = ATTRIBUTE_KINDS[row.type as string] ?? ATTRIBUTE_KINDS.asGiven;
		const value = readValue(item, row, name);
		if (value === undefined) continue;
		const set = kind.merges ? merging : replacing;
		set[name] = combine(set[name], value);
	}
	const groups = readSubscriptionGroups(item);
	if (groups.length > 0) replacing.subscription_groups = groups;

	const sets = Object.keys(replacing).length > 0 ? [replacing] : [];
	return Object.keys(merging).length > 0 ? [...sets, { _merge_objects: true, ...merging }] : sets;
}

/** What to write: null removes the attribute, undefined leaves it alone. */
function readValue(item: Item, row: IDataObject, name: string): IDataObject[string] {
	const kind = ATTRIBUTE_KINDS[row.type as string] ?? ATTRIBUTE_KINDS.asGiven;
	const isNone = kind.whitespaceIsEmpty ? isBlank(row.value) : isEmpty(row.value);
	if (kind.needsValue(row) && isNone) {
		const removes = item.value('options.emptyValues', 'leaveOut') === 'remove';
		return removes && kind.isSetting ? null : undefined;
	}
	const toTime = (value: unknown) => readTime(item, value, name);
	const value = kind.make(row, toTime);
	if (value !== NOT_A_VALUE) return value as IDataObject[string];
	throw item.error(
		`The value of attribute '${name}' is not ${kind.expected}`,
		`It is: ${String(isEmpty(row.value) ? row.key : row.value).slice(0, 100)}`,
	);
}

/** Two operations on one attribute become one value; of two plain values the later one wins. */
function combine(before: unknown, value: unknown, isIncrement = false): IDataObject[string] {
	if (typeof before === 'number' && typeof value === 'number' && isIncrement) return before + value;
	if (!isObject(before) || !isObject(value)) return value as IDataObject[string];
	// A map, because assigning to an object would lose a key called __proto__.
	const combined = new Map(Object.entries(before));
	for (const [key, inner] of Object.entries(value)) {
		const known = combined.get(key);
		combined.set(
			key,
			Array.isArray(known) && Array.isArray(inner)
				? ([...known, ...inner] as IDataObject[])
				: combine(known, inner, key === 'inc'),
		);
	}
	return Object.fromEntries(combined);
}

function readSubscriptionGroups(item: Item): IDataObject[] {
	const rows = item.value<IDataObject[]>('subscriptionGroups.group', []);
	return rows.map(({ groupId, state, doubleOptIn }) => {
		const id = item.toId(groupId, 'Subscription Group ID');
		if (id === '') throw item.error("A subscription group has no 'Subscription Group ID'");
		return {
			subscription_group_id: id,
			subscription_state: state,
			...(doubleOptIn === true ? { use_double_opt_in_logic: true } : {}),
		};
	});
}
