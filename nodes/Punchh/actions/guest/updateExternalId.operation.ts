import { defineOperation } from '../define';
import { externalSourceField, externalSourceIdField, otherSourceField } from '../fields';
import { changeGuest, changeProperties } from './change';
import { sourceName } from './fields/read';
import { simplifyField } from './simplify';

/** Few enough for Punchh to take without a word, enough for tens of thousands of guests in a night. */
const CONCURRENCY = 5;

/** Guest > Update External ID: gives a guest the ID that another system, such as Braze, knows. */
export const updateExternalId = defineOperation({
	resource: 'guest',
	operation: 'updateExternalId',
	name: 'Update External ID',
	action: 'Update external ID of guest',
	description: 'Give a guest the ID by which another system, such as Braze, knows it',
	concurrency: CONCURRENCY,
	properties: [
		...changeProperties,
		{ ...externalSourceField, required: true },
		otherSourceField,
		{ ...externalSourceIdField, required: true },
		simplifyField,
	],

	async execute(item) {
		const source = item.required('external_source', 'External Source');
		return await changeGuest(item, {
			external_source: sourceName(item, source, item.value('otherSource', '')),
			external_source_id: item.required('external_source_id', 'External Source ID'),
		});
	},
});
