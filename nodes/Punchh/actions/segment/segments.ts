import type { IDataObject } from 'n8n-workflow';

import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';

/** The path of all calls on custom segments. PAR developer portal, "Custom Segments". */
export const SEGMENTS_PATH = '/api2/dashboard/custom_segments';

/** The custom segments, or the one with this ID: an empty list if Punchh does not know it. */
export async function listSegments(item: ApiItem, id?: string): Promise<IDataObject[]> {
	return (await item.request({
		api: 'dashboard',
		method: 'GET',
		path: SEGMENTS_PATH,
		qs: id === undefined ? undefined : { custom_segment_id: id },
	})) as unknown as IDataObject[];
}

/** The hint for every call that names a segment. */
export const SEGMENT_HINTS: PunchhCall['hints'] = { 404: "Check 'Segment'" };
