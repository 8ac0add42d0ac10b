import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listCall, rowsIn, type ListName } from '../actions/loyalty/programmeLists';
import { punchhRequest } from '../transport/punchhRequest';

/** Where the entries of a list have their ID and name. */
interface Entries {
	list: ListName;
	idKeys: string[];
	nameOf: (row: IDataObject) => string;
}

const nameOf = ({ name }: IDataObject) => String(name);

/** Fills a dropdown with the entries whose name contains the filter. Punchh sends all at once. */
function search({ list, idKeys, nameOf }: Entries) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const rows = rowsIn(list, await punchhRequest.call(this, listCall(list), 0));
		const wanted = filter?.toLowerCase() ?? '';
		const results = rows
			.map((row) => ({ name: nameOf(row), value: String(row[idKeys.find((key) => key in row)!]) }))
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((one, other) => one.name.localeCompare(other.name));
		return { results };
	};
}

export const searchCustomSegments = search({
	list: 'custom_segments',
	idKeys: ['custom_segment_id'],
	nameOf,
});

export const searchRedeemables = search({
	list: 'redeemables',
	idKeys: ['redeemable_id', 'id'],
	nameOf,
});

export const searchLocations = search({
	list: 'locations',
	idKeys: ['location_id', 'id'],
	nameOf: ({ name, store_number: store }) => `${String(name)} (store ${String(store)})`,
});
