import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PunchhCall } from '../../transport/call';
import { defineOperation, type PunchhOperation } from '../define';
import { anyGuest, userIdOf } from '../guestLocator';
import { asId, type PunchhItem } from '../item';

/** A change of a guest's status: one call that answers with nothing. */
interface StatusChange {
	name: string;
	description: string;
	method: PunchhCall['method'];
	path: string;
	/** Added to the user ID in the output. */
	output: IDataObject;
	properties?: INodeProperties[];
	/** What the body holds beside the user ID; without it the user ID is in the query. */
	body?: (item: PunchhItem) => IDataObject;
}

const banProperties: INodeProperties[] = [
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Chargeback fraud',
		description: 'Why the guest is banned; kept in Punchh',
	},
	{
		displayName: 'Ban All Devices',
		name: 'banDevices',
		type: 'boolean',
		default: false,
		description: 'Whether all devices of the guest are banned as well',
	},
];

/** PAR developer portal, Platform Functions "Ban", "Unban", "Deactivate", "Reactivate". */
const STATUS_CHANGES: Record<string, StatusChange> = {
	ban: {
		name: 'Ban',
		description: 'Lock a guest out of the programme, until unbanned',
		method: 'POST',
		path: '/api2/dashboard/users/ban',
		output: { banned: true },
		properties: banProperties,
		body: (item) => ({
			reason: item.required('reason', 'Reason'),
			ban_all_associated_devices: item.value<boolean>('banDevices', false),
		}),
	},
	unban: {
		name: 'Unban',
		description: 'Let a banned guest take part again',
		method: 'DELETE',
		path: '/api2/dashboard/users/ban',
		output: { banned: false },
	},
	deactivate: {
		name: 'Deactivate',
		description: 'Put the account of a guest out of use, until reactivated',
		method: 'DELETE',
		path: '/api2/dashboard/users/deactivate',
		output: { deactivated: true },
	},
	reactivate: {
		name: 'Reactivate',
		description: 'Put the account of a deactivated guest back into use',
		method: 'POST',
		path: '/api2/dashboard/users/reactivate',
		output: { deactivated: false },
	},
};

function toOperation([operation, change]: [string, StatusChange]): [string, PunchhOperation] {
	const { name, description, method, path, output, properties = [], body } = change;
	return [
		operation,
		defineOperation({
			resource: 'guest',
			operation,
			name,
			action: `${name} guest`,
			description,
			properties: [...anyGuest, ...properties],

			async execute(item) {
				const given = body?.(item);
				const call = { api: 'dashboard', method, path } as const;
				const user_id = await userIdOf(item, call);
				const target = given === undefined ? { qs: { user_id } } : { body: { user_id, ...given } };
				await item.request({ ...call, ...target, repeatSafe: true });
				return { user_id: asId(user_id), ...output };
			},
		}),
	];
}

/** Guest > Ban, Unban, Deactivate and Reactivate. */
export const statusOperations = Object.fromEntries(Object.entries(STATUS_CHANGES).map(toOperation));
