import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { segmentPicker } from '../pickers';
import { SEGMENT_HINTS, SEGMENTS_PATH } from './segments';

/** Segment > Update: Punchh expects the changes in the query. */
export const updateSegment = defineOperation({
	name: 'Update',
	action: 'Update custom segment',
	description: 'Change the name or the description of a custom segment',
	countsTwice: false,
	properties: [
		segmentPicker,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'The fields to change, with their new values',
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description:
						'What the segment is for. If added and left empty, it clears the old description.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'The new name of the segment, which must be unique',
				},
			],
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			const { description } = item.value<IDataObject>('updateFields', {});
			const changes = {
				...item.filled('updateFields'),
				// Only an empty description clears it, not an expression without a value.
				...(description === '' ? { description } : {}),
			};
			if (Object.keys(changes).length === 0) {
				throw item.error("'Update Fields' is empty", 'Add the name or the description');
			}
			return await item.request({
				api: 'dashboard',
				method: 'PATCH',
				path: SEGMENTS_PATH,
				qs: { custom_segment_id: item.requiredId('segment'), ...changes },
				hints: SEGMENT_HINTS,
			});
		},
	}),
});
