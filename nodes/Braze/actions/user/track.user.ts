import type { IDataObject, NodeOperationError } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { IDENTIFIERS, type Identifier } from './identifiers';

/** One way to identify the user, with the values that this item has for it. */
interface Candidate {
	identifier: Identifier;
	/** By the name of the field; empty text where the item has none. */
	values: Record<string, string>;
}

/**
 * The identifier of an item's user, and whether Braze may make a profile for it: the first one of the
 * chosen order for which the item has a value.
 *
 * @throws NodeOperationError when it has none
 */
export function readTrackedUser(item: Item): IDataObject {
	const candidates = [readChosen(item), ...readFallbacks(item)];
	const found = candidates.find(({ values }) => Object.values(values).every(Boolean));
	if (found === undefined) throw missing(item, candidates);

	const { identifier, values } = found;
	const isAlias = identifier.value === 'user_alias';
	const user: IDataObject = isAlias ? { user_alias: values } : { ...values };
	const updateOnly = item.value<boolean>('options.updateExistingOnly', false);
	// If the flag is missing, Braze assumes true for an alias and false for any other identifier.
	if (updateOnly || isAlias) user._update_existing_only = updateOnly;
	return user;
}

function readChosen(item: Item): Candidate {
	const identifier = identifierBy(item.value('identifyBy'));
	const values = identifier.fields.map(({ name }) => [name, item.text(name)]);
	return { identifier, values: Object.fromEntries(values) as Record<string, string> };
}

function readFallbacks(item: Item): Candidate[] {
	const rows = item.value<IDataObject[]>('fallbacks.identifier', []);
	return rows.map(({ identifyBy, value, aliasLabel }) => {
		const identifier = identifierBy(identifyBy);
		const [first, label] = identifier.fields;
		const values = { [first.name]: item.toText(value, first.displayName) };
		if (label) values[label.name] = item.toText(aliasLabel, label.displayName);
		return { identifier, values };
	});
}

function identifierBy(value: unknown): Identifier {
	return IDENTIFIERS.find((identifier) => identifier.value === value)!;
}

function missing(item: Item, candidates: Candidate[]): NodeOperationError {
	const [{ identifier, values }] = candidates;
	const empty = identifier.fields.find(({ name }) => !values[name])!;
	const others = candidates.length > 1 ? " and so is every identifier in 'Fall Back To'" : '';
	return item.error(
		`'${empty.displayName}' is empty${others}`,
		'Check its expression: this item has no such value',
	);
}
