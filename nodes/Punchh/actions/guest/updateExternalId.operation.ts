import { randomUUID } from 'node:crypto';
import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/operation';
import { punchhRequest, type PunchhCall } from '../../transport/punchhRequest';
import { emailField, externalSourceField, externalSourceIdField, userIdField } from '../fields';
import { requiredText } from '../parameters';

const showFor = (show: Record<string, string[]>) => ({ displayOptions: { show } });

const properties: INodeProperties[] = [
	{
		displayName: 'API',
		name: 'updateApi',
		type: 'options',
		options: [
			{
				name: 'Dashboard API',
				value: 'dashboard',
				description: 'For any guest, with the business admin key',
			},
			{
				name: 'Mobile API',
				value: 'mobile',
				description: "For one guest, with the guest's access token",
			},
			{
				name: 'Online Ordering SSO API',
				value: 'sso',
				description: "For one guest, with the guest's authentication token",
			},
		],
		default: 'dashboard',
		description: 'The API that makes the change',
	},
	{
		displayName: 'Find Guest By',
		name: 'findGuestBy',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email', description: 'One more call, to look up the user ID' },
			{ name: 'User ID', value: 'userId', description: 'One more call, to look up the email' },
			{
				name: 'User ID and Email',
				value: 'both',
				description: 'No look-up. The email must be the one that Punchh has now.',
			},
		],
		default: 'userId',
		description: 'Punchh wants to know both; what is not given is looked up',
		...showFor({ updateApi: ['dashboard'] }),
	},
	{ ...userIdField, ...showFor({ updateApi: ['dashboard'], findGuestBy: ['userId', 'both'] }) },
	{ ...emailField, ...showFor({ updateApi: ['dashboard'], findGuestBy: ['email', 'both'] }) },
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'The access token that the guest got at login or sign-up in your app',
		...showFor({ updateApi: ['mobile'] }),
	},
	{
		displayName: 'Authentication Token',
		name: 'authenticationToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'The authentication token that the guest got at login or sign-up in your web shop',
		...showFor({ updateApi: ['sso'] }),
	},
	{ ...externalSourceField, required: true },
	{ ...externalSourceIdField, required: true },
];

/** What a call needs beside the external ID. */
type Target = Omit<PunchhCall, 'repeatSafe' | 'body'> & { body: IDataObject };

/** How each API is told which guest is meant. */
const TARGETS: Record<string, (this: IExecuteFunctions, itemIndex: number) => Promise<Target>> = {
	async dashboard(itemIndex) {
		const { id, email } = await findGuest.call(this, itemIndex);
		return {
			api: 'dashboard',
			method: 'PATCH',
			path: '/api2/dashboard/users',
			body: { id, email },
		};
	},
	async mobile(itemIndex) {
		const token = requiredText.call(this, 'accessToken', 'Access Token', itemIndex);
		return {
			api: 'mobile',
			method: 'PUT',
			path: '/api2/mobile/users',
			body: {},
			headers: { Authorization: `Bearer ${token}`, 'punchh-app-device-id': randomUUID() },
			secrets: [token],
		};
	},
	async sso(itemIndex) {
		const token = requiredText.call(this, 'authenticationToken', 'Authentication Token', itemIndex);
		return {
			api: 'sso',
			method: 'PUT',
			path: '/api/auth/users',
			body: { authentication_token: token },
			secrets: [token],
		};
	},
};

/**
 * Guest > Update External ID: gives a guest the ID that another system, such as Braze, knows it by.
 * PAR developer portal, Platform Functions "Update User", Mobile API "Update Account", SSO "Update".
 */
export const updateExternalId: ItemOperation = {
	properties: updateDisplayOptions(
		{ show: { resource: ['guest'], operation: ['updateExternalId'] } },
		properties,
	),

	async execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
		const api = this.getNodeParameter('updateApi', itemIndex) as string;
		const externalId = {
			external_source: requiredText.call(this, 'external_source', 'External Source', itemIndex),
			external_source_id: requiredText.call(
				this,
				'external_source_id',
				'External Source ID',
				itemIndex,
			),
		};
		const target = await TARGETS[api].call(this, itemIndex);
		const answer = await punchhRequest.call(
			this,
			{ ...target, body: { ...target.body, user: externalId }, repeatSafe: true },
			itemIndex,
		);
		const guest = api === 'mobile' ? (answer.user as IDataObject) : answer;
		// Punchh does not repeat the external ID in its answer.
		return { ...guest, ...externalId };
	},
};

/** The ID of a guest and the current e-mail, which the dashboard wants as a second proof. */
async function findGuest(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<{ id: string; email: string }> {
	const by = this.getNodeParameter('findGuestBy', itemIndex) as string;
	const given: { user_id?: string; email?: string } = {};
	if (by !== 'email') given.user_id = requiredText.call(this, 'userId', 'User ID', itemIndex);
	if (by !== 'userId') given.email = requiredText.call(this, 'email', 'Email', itemIndex);
	if (given.user_id !== undefined && given.email !== undefined) {
		return { id: given.user_id, email: given.email };
	}
	// Documented with a JSON body; n8n sends none with a GET, and Punchh's parameters are one set.
	const guest = await punchhRequest.call(
		this,
		{
			api: 'dashboard',
			method: 'GET',
			path: '/api2/dashboard/users/info',
			qs: given,
			repeatSafe: true,
		},
		itemIndex,
	);
	return { id: String(guest.user_id ?? guest.id), email: String(guest.email) };
}
