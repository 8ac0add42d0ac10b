import type { INodeProperties } from 'n8n-workflow';

import { emailField, passwordField } from '../fields';
import { guestFields } from './fields/properties';
import { simplifyField } from './simplify';

const WITH_PASSWORD = { show: { signUpApi: ['mobile', 'sso'] } };
const WITH_STORE = { show: { signUpApi: ['eclub'] } };

/** Parameters of Guest > Sign Up. */
export const signUpProperties: INodeProperties[] = [
	{
		displayName: 'Sign Up Through',
		name: 'signUpApi',
		type: 'options',
		options: [
			{
				name: 'eClub',
				value: 'eclub',
				description: 'Without a password; uses the Punchh API credential',
			},
			{
				name: 'Mobile API',
				value: 'mobile',
				description: 'As an app would; uses the Punchh Mobile and SSO API credential',
			},
			{
				name: 'Online Ordering SSO API',
				value: 'sso',
				description: 'As a web shop would; uses the Punchh Mobile and SSO API credential',
			},
		],
		default: 'mobile',
		description: 'The API that signs the guest up. It must be enabled for your business.',
	},
	{
		displayName: 'If Guest Exists',
		name: 'ifGuestExists',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: "With Punchh's own words, for this item" },
			{
				name: 'Return the Guest',
				value: 'return',
				description: 'Unchanged, looked up by email. Needs a Punchh API credential as well.',
			},
		],
		default: 'fail',
		description: 'What to do when a guest with this email is there already',
		displayOptions: WITH_PASSWORD,
	},
	{
		...emailField,
		description: 'The email address of the new guest',
		displayOptions: WITH_PASSWORD,
	},
	{
		...emailField,
		required: false,
		description:
			"The email address of the new guest. Without one, 'Phone' in the fields is needed.",
		displayOptions: WITH_STORE,
	},
	{ ...passwordField, displayOptions: WITH_PASSWORD },
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Mara',
		description: 'The first name of the new guest',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Lind',
		description: 'The last name of the new guest',
	},
	{
		displayName: 'Store Number',
		name: 'storeNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 100',
		description: 'The number of the store that the guest joins',
		displayOptions: WITH_STORE,
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'string',
		default: '',
		placeholder: 'e.g. website',
		description: 'Where the guest comes from, as configured for the eClub in Punchh',
		displayOptions: WITH_STORE,
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Your business may require some of them, such as the phone number',
		options: guestFields(
			'signUpApi',
			['mobile', 'sso', 'eclub'],
			[
				{
					displayName: 'Device ID',
					name: 'deviceId',
					type: 'string',
					default: '',
					description:
						"ID of the guest's device, a GUID. Left empty, each guest gets a new one: Punchh limits how many guests share a device.",
					displayOptions: { show: { '/signUpApi': ['mobile'] } },
				},
			],
		),
	},
	{ ...simplifyField, displayOptions: WITH_PASSWORD },
];
