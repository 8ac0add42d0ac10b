import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asId } from '../../../shared/values/json';
import { defineOperation } from '../../../shared/operations/define';
import type { Operation } from '../../../shared/operations/types';
import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

/** A change of a guest's status: one call with an empty answer. */
interface StatusChange {
	name: string;
	description: string;
	method: PunchhCall['method'];
	path: string;
	/** Added to the user ID in the output. */
	output: IDataObject;
	properties?: INodeProperties[];
	/** What the body has in addition to the user ID; without it, the user ID goes into the query. */
	body?: (item: ApiItem) => IDataObject;
}

/** Guest > Ban. PAR developer portal, Platform Functions "Ban". */
export const ban = changeStatus({
	name: 'Ban',
	description: 'Lock a guest out of the program until you unban the guest',
	method: 'POST',
	path: '/api2/dashboard/users/ban',
	output: { banned: true },
	properties: [
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Chargeback fraud',
			description: 'Why the guest is banned; stored in Punchh',
		},
		{
			displayName: 'Ban All Devices',
			name: 'banDevices',
			type: 'boolean',
			default: false,
			description: 'Whether to also ban all devices of the guest',
		},
	],
	body: (item) => ({
		reason: item.required('reason'),
		ban_all_associated_devices: item.value<boolean>('banDevices', false),
	}),
});

/** Guest > Unban. PAR developer portal, Platform Functions "Unban". */
export const unban = changeStatus({
	name: 'Unban',
	description: 'Let a banned guest take part again',
	method: 'DELETE',
	path: '/api2/dashboard/users/ban',
	output: { banned: false },
});

/** Guest > Deactivate. PAR developer portal, Platform Functions "Deactivate". */
export const deactivate = changeStatus({
	name: 'Deactivate',
	description: 'Disable the account of a guest until you reactivate it',
	method: 'DELETE',
	path: '/api2/dashboard/users/deactivate',
	output: { deactivated: true },
});

/** Guest > Reactivate. PAR developer portal, Platform Functions "Reactivate". */
export const reactivate = changeStatus({
	name: 'Reactivate',
	description: 'Enable the account of a deactivated guest again',
	method: 'POST',
	path: '/api2/dashboard/users/reactivate',
	output: { deactivated: false },
});

function changeStatus(change: StatusChange): Operation {
	const { name, description, method, path, output, properties = [], body } = change;
	return defineOperation({
		name,
		action: `${name} guest`,
		description,
		countsTwice: false,
		properties: [...anyGuest, ...properties],

		behaviour: callPunchh({
			async execute(item) {
				const given = body?.(item);
				const call = { api: 'dashboard', method, path } as const;
				const user_id = await userIdOf(item, call);
				const target = given === undefined ? { qs: { user_id } } : { body: { user_id, ...given } };
				await item.request({ ...call, ...target });
				return { user_id: asId(user_id), ...output };
			},
		}),
	});
}
