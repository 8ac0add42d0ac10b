import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { isObject } from '../../../shared/values/json';
import { NO_ATTRIBUTES } from '../../send/track/checks/limits';
import { readRows } from './track.rows';

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
	const removesEmpty = () => item.value('options.emptyValues', 'leaveOut') === 'remove';
	for (const { name, kind, value } of readRows(item, rows, 'attribute', removesEmpty)) {
		if (NO_ATTRIBUTES.includes(name)) {
			throw item.error(
				`'${name}' cannot be the name of an attribute`,
				"Choose the user with 'Identify User By', and how Braze writes with the options",
			);
		}
		if (value === undefined) continue;
		const set = kind.merges ? merging : replacing;
		set[name] = combine(set[name], value);
	}
	const groups = readSubscriptionGroups(item);
	if (groups.length > 0) replacing.subscription_groups = groups;

	const sets = Object.keys(replacing).length > 0 ? [replacing] : [];
	return Object.keys(merging).length > 0 ? [...sets, { _merge_objects: true, ...merging }] : sets;
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
