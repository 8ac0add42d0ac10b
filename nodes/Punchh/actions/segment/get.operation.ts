import { defineOperation } from '../define';
import { segmentPicker } from '../pickers';
import { listSegments } from './segments';

/** Segment > Get. Punchh answers with an empty list when it does not know the segment. */
export const get = defineOperation({
	resource: 'segment',
	operation: 'get',
	name: 'Get',
	action: 'Get custom segment',
	description: 'Get the name and description of one custom segment',
	properties: [segmentPicker],

	async execute(item) {
		const id = item.requiredPick('segment', 'Segment');
		const [segment] = await listSegments(item, id);
		if (segment === undefined) {
			throw item.error(`Punchh has no custom segment ${id}`, "Check 'Segment'");
		}
		return segment;
	},
});
