import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { isBlank, isEmpty } from '../../../shared/values/json';
import { shownText } from '../../../shared/values/shownText';
import { withTimesAsText } from '../../../shared/values/jsonValues';
import { ATTRIBUTE_KINDS, NOT_A_VALUE, type AttributeKind } from './attributeKinds';
import { readTime } from './track.values';

/** A row of a name and a value. */
export interface Row {
	name: string;
	/** `undefined` if the row has no value, so that it is left out. */
	value: IDataObject[string];
	kind: AttributeKind;
}

/**
 * Reads rows of names, types and values, in which an expression may have returned times.
 *
 * @param what what a row is, for errors: `attribute`
 * @param removesEmpty whether an empty value becomes null, which removes what is set; else it is left out
 * @throws NodeOperationError naming the row whose name is missing or whose value does not fit its type
 */
export function readRows(
	item: Item,
	rows: IDataObject[],
	what: string,
	removesEmpty = () => false,
): Row[] {
	return rows.map((given) => {
		const row = withTimesAsText(given);
		const name = item.toText(row.name, 'Name');
		if (name === '') throw item.error(`Each ${what} needs a 'Name'`, 'Enter it, or delete the row');
		const kind = ATTRIBUTE_KINDS[row.type as string] ?? ATTRIBUTE_KINDS.asGiven;
		const value = readValue(item, { row, kind, name, what }, removesEmpty);
		return { name, kind, value };
	});
}

interface Given {
	row: IDataObject;
	kind: AttributeKind;
	name: string;
	what: string;
}

function readValue(
	item: Item,
	{ row, kind, name, what }: Given,
	removesEmpty: () => boolean,
): IDataObject[string] {
	const isNone = kind.whitespaceIsEmpty ? isBlank(row.value) : isEmpty(row.value);
	if (kind.needsValue(row) && isNone) return kind.isSetting && removesEmpty() ? null : undefined;
	const value = kind.make(row, (time) => readTime(item, time, name));
	if (value !== NOT_A_VALUE) return value as IDataObject[string];
	throw item.error(
		`The value of ${what} '${name}' is not ${kind.expected}`,
		`It is: ${shownText(String(isEmpty(row.value) ? row.key : row.value), 100)}`,
	);
}
