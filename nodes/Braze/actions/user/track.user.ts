import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { readParameter } from '../../../shared/operations/readParameter';
import { optionalText, toText } from '../parameters';
import { IDENTIFIERS, type Identifier } from './identifiers';

/** One way to name the user, with the values that this item has for it. */
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
export function readUser(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const candidates = [readChosen.call(this, itemIndex), ...readFallbacks.call(this, itemIndex)];
	const found = candidates.find(({ values }) => Object.values(values).every(Boolean));
	if (found === undefined) throw missing.call(this, candidates, itemIndex);

	const { identifier, values } = found;
	const isAlias = identifier.value === 'user_alias';
	const user: IDataObject = isAlias ? { user_alias: values } : { ...values };
	const updateOnly = readParameter.call(
		this,
		'options.updateExistingOnly',
		itemIndex,
		false,
	) as boolean;
	// For an alias Braze takes a missing flag for true, for every other identifier for false.
	if (updateOnly || isAlias) user._update_existing_only = updateOnly;
	return user;
}

function readChosen(this: IExecuteFunctions, itemIndex: number): Candidate {
	const identifier = identifierOf(readParameter.call(this, 'identifyBy', itemIndex));
	const values = identifier.fields.map(({ name, displayName }) => [
		name,
		optionalText.call(this, name, displayName, itemIndex),
	]);
	return { identifier, values: Object.fromEntries(values) as Record<string, string> };
}

function readFallbacks(this: IExecuteFunctions, itemIndex: number): Candidate[] {
	const rows = readParameter.call(this, 'fallbacks.identifier', itemIndex, []) as IDataObject[];
	return rows.map(({ identifyBy, value, aliasLabel }) => {
		const identifier = identifierOf(identifyBy);
		const [first, label] = identifier.fields;
		const values = { [first.name]: toText.call(this, value, first.displayName, itemIndex) };
		if (label) values[label.name] = toText.call(this, aliasLabel, label.displayName, itemIndex);
		return { identifier, values };
	});
}

function identifierOf(value: unknown): Identifier {
	return IDENTIFIERS.find((identifier) => identifier.value === value) ?? IDENTIFIERS[0];
}

function missing(
	this: IExecuteFunctions,
	candidates: Candidate[],
	itemIndex: number,
): NodeOperationError {
	const [{ identifier, values }] = candidates;
	const empty = identifier.fields.find(({ name }) => !values[name])!;
	const others = candidates.length > 1 ? " and so is every identifier of 'Fall Back To'" : '';
	return new NodeOperationError(this.getNode(), `'${empty.displayName}' is empty${others}`, {
		itemIndex,
		description: 'Check its expression: this item has no such value',
	});
}
