import type { IDataObject } from 'n8n-workflow';

import type { PunchhCall } from '../transport/punchhRequest';
import type { PunchhItem } from './item';

const PAGE_SIZE = 100;

/** How many results the item wants: all of them, or as 'Limit' says. */
function mostWanted(item: PunchhItem): number {
	return item.value<boolean>('returnAll', false) ? Infinity : item.value<number>('limit', 50);
}

/** What the item wants of a list that Punchh sends whole. */
export function limited(item: PunchhItem, rows: IDataObject[]): IDataObject[] {
	return rows.slice(0, mostWanted(item));
}

/** What the item wants of a list that Punchh sends in pages; a page that is not full is the last. */
export async function pages(
	item: PunchhItem,
	call: (page: number, perPage: number) => PunchhCall,
): Promise<IDataObject[]> {
	const most = mostWanted(item);
	const rows: IDataObject[] = [];
	for (let page = 1; rows.length < most; page++) {
		const found = (await item.request(call(page, PAGE_SIZE))) as unknown as IDataObject[];
		rows.push(...found);
		if (found.length < PAGE_SIZE) break;
	}
	return rows.slice(0, most);
}
