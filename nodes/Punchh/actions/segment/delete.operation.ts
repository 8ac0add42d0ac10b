import { asId } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { segmentPicker } from '../pickers';
import { SEGMENT_HINTS, SEGMENTS_PATH } from './segments';

/** Segment > Delete: Punchh marks the segment and deletes it a little later. */
export const deleteSegment = defineOperation({
	name: 'Delete',
	action: 'Delete custom segment',
	description: 'Delete a custom segment; its guests are not deleted',
	countsTwice: false,
	properties: [segmentPicker],

	behaviour: callPunchh({
		async execute(item) {
			const id = item.requiredId('segment');
			const answer = await item.request({
				api: 'dashboard',
				method: 'DELETE',
				path: SEGMENTS_PATH,
				qs: { custom_segment_id: id },
				hints: SEGMENT_HINTS,
			});
			return { custom_segment_id: asId(id), deleted: true, ...answer };
		},
	}),
});
