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
				description:
					'No password; also changes a guest who already exists; uses the Punchh API credential',
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
			{ name: 'Fail', value: 'fail', description: "Fails the item with Punchh's error message" },
			{
				name: 'Return the Guest',
				value: 'return',
				description:
					'Looks the guest up by email, compares neither name nor password, and changes nothing. Also needs a Punchh API credential.',
			},
		],
		default: 'fail',
		description: 'What to do if a guest with this email already exists',
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
			"The email address of the new guest. Without one, 'Phone' in Additional Fields is required.",
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
		description: 'The number of the store where the guest signs up',
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
						"ID of the guest's device, a GUID. If empty, each guest gets a new one: Punchh limits how many guests can share a device.",
					displayOptions: { show: { '/signUpApi': ['mobile'] } },
				},
			],
		),
	},
	{ ...simplifyField, displayOptions: WITH_PASSWORD },
];
