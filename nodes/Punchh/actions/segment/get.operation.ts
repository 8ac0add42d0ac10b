import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { segmentPicker } from '../pickers';
import { listSegments } from './segments';

/** Segment > Get. Punchh answers with an empty list if it does not know the segment. */
export const getSegment = defineOperation({
	name: 'Get',
	action: 'Get custom segment',
	description: 'Get the name and description of one custom segment',
	countsTwice: false,
	properties: [segmentPicker],

	behaviour: callPunchh({
		async execute(item) {
			const id = item.requiredId('segment');
			const [segment] = await listSegments(item, id);
			if (segment === undefined) {
				throw item.error(`Punchh has no custom segment ${id}`, "Check 'Segment'");
			}
			return segment;
		},
	}),
});
