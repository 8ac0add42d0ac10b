import type { IDataObject } from 'n8n-workflow';

import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { emailField } from '../fields';

import { changeCredentials, changeGuest, changeProperties } from './change';
import { guestFields } from './fields/properties';
import { readGuestFields } from './fields/read';
import { simplifyField } from './simplify';

const nameField = (displayName: string, name: string) => ({
	displayName,
	name,
	type: 'string' as const,
	default: '',
	description: 'The new name of the guest',
});

/** Guest > Update: changes the given fields and leaves the others as they are. */
export const updateGuest = defineOperation({
	name: 'Update',
	action: 'Update profile of guest',
	description: 'Change the profile of a guest; fields that you leave out stay as they are',
	countsTwice: false,
	credentials: changeCredentials,
	properties: [
		...changeProperties,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'The fields to change, with their new values',
			options: guestFields(
				'api',
				['dashboard', 'mobile', 'sso'],
				[
					nameField('First Name', 'first_name'),
					nameField('Last Name', 'last_name'),
					{
						...emailField,
						displayName: 'New Email',
						required: false,
						description: 'The new email address of the guest',
					},
				],
			),
		},
		simplifyField,
	],

	behaviour: callPunchh({
		async execute(item) {
			const user = readGuestFields(item, 'updateFields');
			if (Object.keys(user).length === 0) {
				throw item.error(
					"'Update Fields' is empty",
					'Add the fields to change, with their new values',
				);
			}
			return withWarning(await changeGuest(item, user), user);
		},
	}),
});

/** Punchh silently ignores a second birthday; its answer shows the one it keeps. */
function withWarning(guest: IDataObject, { birthday: wanted }: IDataObject): IDataObject {
	const { birthday } = guest;
	if (wanted === undefined || typeof birthday !== 'string' || birthday.startsWith(String(wanted))) {
		return guest;
	}
	return { ...guest, warning: `Punchh keeps the birthday it already has: ${birthday}` };
}
