import { CONCURRENCY } from '../../transport/policy';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { externalSourceField, externalSourceIdField, otherSourceField } from '../fields';
import { changeCredentials, changeGuest, changeProperties } from './change';
import { externalId, sourceName } from './fields/read';
import { simplifyField } from './simplify';

const ID = 'external_source_id';

/** Guest > Update External ID: gives a guest the ID used in another system, such as Braze. */
export const updateExternalId = defineOperation({
	name: 'Update External ID',
	action: 'Update external ID of guest',
	description: 'Give a guest the ID that identifies the guest in another system, such as Braze',
	countsTwice: false,
	credentials: changeCredentials,
	properties: [
		...changeProperties,
		{ ...externalSourceField, required: true },
		otherSourceField,
		{ ...externalSourceIdField, required: true },
		simplifyField,
	],

	behaviour: callPunchh({
		concurrency: CONCURRENCY.externalIds,
		async execute(item) {
			const source = item.required('external_source');
			return await changeGuest(item, {
				external_source: sourceName(item, source, item.text('otherSource')),
				external_source_id: externalId(item, item.required(ID), item.labelOf(ID)),
			});
		},
	}),
});
