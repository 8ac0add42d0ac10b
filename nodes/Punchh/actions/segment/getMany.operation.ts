import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { returnAllFields } from '../fields';
import type { ApiItem } from '../../transport/apiItem';
import { limited, pages } from '../lists';
import { listSegments } from './segments';

/** Segment > Get Many: the custom segments, or all kinds of segments. */
export const getManySegments = defineOperation({
	name: 'Get Many',
	action: 'Get many segments',
	description: 'List segments with their IDs and names',
	countsTwice: false,
	properties: [
		{
			displayName: 'Kind',
			name: 'segmentKind',
			type: 'options',
			options: [
				{
					name: 'All Segments',
					value: 'all',
					description:
						'Includes segments that Punchh fills itself; guests cannot be added to those',
				},
				{
					name: 'Custom Segments',
					value: 'custom',
					description: 'Segments that guests can be added to',
				},
			],
			default: 'custom',
			description: 'Which segments to list',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. coffee',
			description: 'Part of the name; all segments if empty',
		},
		...returnAllFields,
	],

	behaviour: callPunchh({
		async execute(item) {
			const search = item.text('search');
			if (item.value('segmentKind', 'custom') === 'all') return await allKinds(item, search);
			const segments = await listSegments(item);
			const wanted = search.toLowerCase();
			return limited(
				item,
				segments.filter(({ name }) => String(name).toLowerCase().includes(wanted)),
			);
		},
	}),
});

/** PAR developer portal, Headless Offers "Segments": a GET with a JSON body, in pages. */
async function allKinds(item: ApiItem, search: string) {
	return await pages(item, 'segment_id', (page, perPage) => {
		const wanted = { ...(search === '' ? {} : { query: search }), page, per_page: perPage };
		return {
			api: 'dashboard',
			method: 'GET',
			path: '/api2/dashboard/segments',
			qs: wanted,
			body: wanted,
		};
	});
}
