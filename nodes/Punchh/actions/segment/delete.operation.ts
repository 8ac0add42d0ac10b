import { asId } from '../../../shared/values/json';
import { assertConfirmed, confirmDeletionField } from '../../../shared/operations/confirmDeletion';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { segmentPicker } from '../pickers';
import { SEGMENT_HINTS, SEGMENTS_PATH } from './segments';

/** Segment > Delete: Punchh marks the segment and deletes it a little later. */
export const deleteSegment = defineOperation({
	name: 'Delete',
	action: 'Delete custom segment',
	description: 'Delete a custom segment; its guests are not deleted. Requires Confirm Deletion.',
	countsTwice: false,
	properties: [
		segmentPicker,
		confirmDeletionField('the segment', 'This cannot be undone; its guests are not deleted.'),
	],

	behaviour: callPunchh({
		async execute(item) {
			assertConfirmed(item, 'this segment');
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
