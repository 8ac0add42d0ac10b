import { defineOperation, type PunchhOperation } from '../define';
import { returnAllFields } from '../fields';
import { limited } from '../lists';
import { listCall, rowsIn, type ListName } from './programmeLists';

const LISTS: Record<string, { list: ListName; name: string; action: string; description: string }> =
	{
		getLocations: {
			list: 'locations',
			name: 'Get Locations',
			action: 'Get many locations',
			description: 'List the locations of the business with their IDs and store numbers',
		},
		getRedeemables: {
			list: 'redeemables',
			name: 'Get Redeemables',
			action: 'Get many redeemables',
			description: 'List the rewards that can be given or redeemed, with their IDs',
		},
	};

function toOperation([operation, { list, name, action, description }]: [
	string,
	(typeof LISTS)[string],
]): [string, PunchhOperation] {
	return [
		operation,
		defineOperation({
			resource: 'loyalty',
			operation,
			name,
			action,
			description,
			properties: returnAllFields,

			async execute(item) {
				return limited(item, rowsIn(list, await item.request(listCall(list))));
			},
		}),
	];
}

/** Loyalty > Get Locations and Get Redeemables. Punchh sends each list whole. */
export const listOperations = Object.fromEntries(Object.entries(LISTS).map(toOperation));
