import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { punchhRequest } from '../transport/punchhRequest';

/** The custom segments whose name contains the filter, for a drop-down. Punchh sends all at once. */
export async function searchCustomSegments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const segments = (await punchhRequest.call(
		this,
		{
			api: 'dashboard',
			method: 'GET',
			path: '/api2/dashboard/custom_segments',
			repeatSafe: true,
		},
		0,
	)) as unknown as IDataObject[];
	const wanted = filter?.toLowerCase() ?? '';
	return {
		results: segments
			.map(({ name, custom_segment_id: id }) => ({ name: String(name), value: String(id) }))
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((one, other) => one.name.localeCompare(other.name)),
	};
}
