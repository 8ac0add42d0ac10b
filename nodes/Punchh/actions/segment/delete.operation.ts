import { defineOperation } from '../define';
import { asId } from '../item';
import { segmentPicker } from '../pickers';
import { SEGMENT_HINTS, SEGMENTS_PATH } from './segments';

/** Segment > Delete: Punchh marks the segment and deletes it a little later. */
export const deleteSegment = defineOperation({
	resource: 'segment',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete custom segment',
	description: 'Delete a custom segment; its guests stay guests',
	properties: [segmentPicker],

	async execute(item) {
		const id = item.requiredPick('segment', 'Segment');
		const answer = await item.request({
			api: 'dashboard',
			method: 'DELETE',
			path: SEGMENTS_PATH,
			qs: { custom_segment_id: id },
			repeatSafe: true,
			hints: SEGMENT_HINTS,
		});
		return { custom_segment_id: asId(id), deleted: true, ...answer };
	},
});
