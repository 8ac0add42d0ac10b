import { defineOperation } from '../../../shared/operations/define';
import type { Operation } from '../../../shared/operations/types';
import { callPunchh } from '../callPunchh';
import { returnAllFields } from '../fields';
import { limited } from '../lists';
import { listCall, rowsIn, type ListName } from './programmeLists';

/** Loyalty > Get Locations: Punchh sends the whole list at once. */
export const getLocations = getList('locations', {
	name: 'Get Locations',
	action: 'Get many locations',
	description: 'List the locations of the business with their IDs and store numbers',
});

/** Loyalty > Get Redeemables: Punchh sends the whole list at once. */
export const getRedeemables = getList('redeemables', {
	name: 'Get Redeemables',
	action: 'Get many redeemables',
	description: 'List the rewards that can be given or redeemed, with their IDs',
});

function getList(
	list: ListName,
	listing: Pick<Operation, 'name' | 'action' | 'description'>,
): Operation {
	return defineOperation({
		...listing,
		countsTwice: false,
		properties: returnAllFields,

		behaviour: callPunchh({
			onlyReads: true,
			async execute(item) {
				return limited(item, rowsIn(list, await item.request(listCall(list))));
			},
		}),
	});
}
