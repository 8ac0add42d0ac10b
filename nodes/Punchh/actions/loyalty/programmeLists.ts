import type { IDataObject } from 'n8n-workflow';

import type { PunchhCall } from '../../transport/call';

/** The lists of a loyalty program that Punchh sends in one piece. */
const LISTS = {
	redeemables: {
		path: '/api2/dashboard/redeemables',
		hints: { 422: 'Ask Punchh to enable the list of redeemables (Headless Offers) for you' },
	},
	locations: { path: '/api2/dashboard/locations' },
	custom_segments: { path: '/api2/dashboard/custom_segments' },
};

export type ListName = keyof typeof LISTS;

/** PAR developer portal: Headless Offers "Redeemables", Platform Functions "Locations". */
export function listCall(list: ListName): PunchhCall {
	return { api: 'dashboard', method: 'GET', ...LISTS[list] };
}

/** The rows of an answer, which is a list or has one under the name of the list. */
export function rowsIn(list: ListName, answer: unknown): IDataObject[] {
	if (Array.isArray(answer)) return answer as IDataObject[];
	const inner = (answer as IDataObject)[list];
	return Array.isArray(inner) ? (inner as IDataObject[]) : [];
}
