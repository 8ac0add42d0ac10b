import type { IDataObject } from 'n8n-workflow';

import type { PunchhCall } from '../../transport/punchhRequest';

/** Lists of what the programme has, which Punchh sends whole. */
const PATHS = {
	redeemables: '/api2/dashboard/redeemables',
	locations: '/api2/dashboard/locations',
	custom_segments: '/api2/dashboard/custom_segments',
};

export type ListName = keyof typeof PATHS;

/** PAR developer portal: Headless Offers "Redeemables", Platform Functions "Locations". */
export function listCall(list: ListName): PunchhCall {
	return { api: 'dashboard', method: 'GET', path: PATHS[list], repeatSafe: true };
}

/** The rows of an answer: a list, or one below the name of the list. */
export function rowsIn(list: ListName, answer: unknown): IDataObject[] {
	if (Array.isArray(answer)) return answer as IDataObject[];
	const inner = (answer as IDataObject)[list];
	return Array.isArray(inner) ? (inner as IDataObject[]) : [];
}
