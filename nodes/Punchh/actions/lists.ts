import type { IDataObject } from 'n8n-workflow';

import type { ApiItem } from '../transport/apiItem';
import type { PunchhCall } from '../transport/call';
import { PAGE_SIZE } from '../transport/policy';

/** How many results the item wants: all of them, or as 'Limit' says. */
function mostWanted(item: ApiItem): number {
	return item.value<boolean>('returnAll', false) ? Infinity : item.value<number>('limit', 50);
}

/** What the item wants of a list that Punchh sends whole. */
export function limited(item: ApiItem, rows: IDataObject[]): IDataObject[] {
	return rows.slice(0, mostWanted(item));
}

/**
 * What the item wants of a list that Punchh sends in pages. How large a page may be is not
 * documented, so only a page that brings nothing new is the end.
 *
 * @param idKey the key by which a row is known
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
	}
	return [...rows.values()].slice(0, most);
}
