import type { IDataObject } from 'n8n-workflow';

import { sandbox, track } from '../punchhEvents.setup';
import { guest, link, onUser, USER } from './linked.setup';
import { BEN, MARA } from './strangers.setup';

export const NAMELESS = { first_name: null, last_name: null };
export const COMPARED = {
	compareEmail: MARA.email,
	compareFirstName: MARA.first_name,
	compareLastName: MARA.last_name,
};
export const LISTED = 'A list has linked the Punchh user ID 730415 with CRM-2';

export const row = async (more: IDataObject = {}) =>
	await onUser('linkPunchhGuest', {
		punchh_user_id: String(USER),
		external_id: 'CRM-2',
		...more,
	});
export const all = (person: IDataObject) => ({ ...person, previous_changes: Object.keys(person) });
export const reasons = ({ errors }: { errors: Array<{ json: IDataObject }> }) =>
	errors.map(({ json }) => String(json.error));
export const linkedWith = (id: string) =>
	expect.stringContaining(`the Punchh user ID 730415 is linked with ${id}, whose profile seems`);
export const erase = async (person: IDataObject, by?: string) => {
	const items = [{ ...guest(person, 900), action: 'delete' }];
	if (by === undefined) return await link(items, { passOnDeletions: true });
	return await track(items, { identifiers: { identifier: [{ by }] } }, { passOnDeletions: true });
};
/** The profile of Ben, wherever it is by now. */
export const ben = () => sandbox.braze.profiles.find(({ attributes }) => attributes.app === 'ben');
export const expectBenToBeWhole = () => {
	expect(ben()).toMatchObject({ attributes: BEN, events: [] });
};
