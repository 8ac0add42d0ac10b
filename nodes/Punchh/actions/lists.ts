import type { IDataObject } from 'n8n-workflow';

import type { ApiItem } from '../transport/apiItem';
import type { PunchhCall } from '../transport/call';
import { MOST_ROWS, PAGE_SIZE } from '../transport/policy';

/** How many results the item asks for: all, or as many as 'Limit' says. */
function mostWanted(item: ApiItem): number {
	return item.value<boolean>('returnAll', false) ? Infinity : item.number('limit', 50);
}

/** The rows that the item asks for, from a list that Punchh sends in one piece. */
export function limited(item: ApiItem, rows: IDataObject[]): IDataObject[] {
	return rows.slice(0, mostWanted(item));
}

/**
 * The rows that the item asks for, from a list that Punchh sends in pages. The maximum page size is
 * not documented, so the list ends only with a page that brings nothing new.
 *
 * @param idKey the key that identifies a row
 * @throws an error about the item if all rows are wanted and there are more than MOST_ROWS
 */
export async function pages(
	item: ApiItem,
	idKey: string,
	call: (page: number, perPage: number) => PunchhCall,
): Promise<IDataObject[]> {
	const most = mostWanted(item);
	const rows = new Map<unknown, IDataObject>();
	for (let page = 1; rows.size < most; page++) {
		const before = rows.size;
		const found = (await item.request(call(page, PAGE_SIZE))) as unknown as IDataObject[];
		for (const row of found) rows.set(row[idKey], row);
		if (rows.size === before) break;
		if (most === Infinity && rows.size > MOST_ROWS) throw endless(item);
	}
	return [...rows.values()].slice(0, most);
}

function endless(item: ApiItem): Error {
	return item.error(
		`Punchh has sent more than ${MOST_ROWS} rows, and the list does not end`,
		"Turn off 'Return All' and set 'Limit' to get as many as you need",
	);
}
