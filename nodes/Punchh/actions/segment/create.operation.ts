import type { PunchhCall } from '../../transport/call';
import { isOpen, isSuccess } from '../../transport/outcome';
import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { listSegments, SEGMENTS_PATH } from './segments';

/** Segment > Create. If the answer is lost, the name tells whether the segment was created. */
export const createSegment = defineOperation({
	name: 'Create',
	action: 'Create custom segment',
	description: 'Create a custom segment (Custom List) that guests can be added to',
	countsTwice: false,
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Lapsed Guests',
			description: 'The name of the segment, which must be unique',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			description: 'What the segment is for',
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			const name = item.required('name');
			const call: PunchhCall = {
				api: 'dashboard',
				method: 'POST',
				path: SEGMENTS_PATH,
				body: { name, description: item.text('description') },
				repeatSafe: false,
			};
			const outcome = await item.outcome(call);
			if (isSuccess(outcome)) return outcome.body as IDataObject;

			if (!isOpen(outcome)) throw item.outcomeError(call, outcome);

			const segments = await listSegments(item).catch((error: Error) => {
				throw item.openError(call, outcome, error);
			});
			const made = segments.find((segment) => segment.name === name);
			if (made === undefined) throw item.outcomeError(call, outcome);
			return made;
		},
	}),
});
