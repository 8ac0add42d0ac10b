import type { INodeProperties } from 'n8n-workflow';

import { LANGUAGES } from '../../options';

/** The APIs that sign up or change a guest. */
export type GuestApi = 'mobile' | 'sso' | 'eclub' | 'dashboard';

export type GuestField = Pick<INodeProperties, 'displayName' | 'name' | 'description'> &
	Partial<INodeProperties> & {
		/** The APIs for which Punchh documents the field; all if omitted. */
		in?: GuestApi[];
		/** Whether it can only be set at sign-up. */
		signUpOnly?: boolean;
		/** What Punchh expects, if not text. */
		holds?: 'day' | 'locationIds';
	};

const DAY = { placeholder: 'e.g. 1991-06-23', holds: 'day' as const };

/** Fields of a guest other than name, email and password; `name` is Punchh's name for the field. */
export const GUEST_FIELDS: GuestField[] = [
	{ displayName: 'Address', name: 'address', description: 'Street and number', in: ['mobile'] },
	{
		displayName: 'Address Line 1',
		name: 'address_line1',
		description: 'Street and number',
		in: ['sso', 'dashboard'],
	},
	{
		displayName: 'Age Verified',
		name: 'age_verified_status',
		type: 'boolean',
		default: false,
		description: 'Whether the age of the guest has been verified',
		in: ['mobile', 'sso', 'dashboard'],
	},
	{ displayName: 'Anniversary', name: 'anniversary', ...DAY, description: 'Date as YYYY-MM-DD' },
	{
		displayName: 'Birthday',
		name: 'birthday',
		...DAY,
		description:
			'Date as YYYY-MM-DD. Punchh keeps the first one it gets and silently ignores later ones.',
	},
	{ displayName: 'City', name: 'city', description: 'City of the mailing address' },
	{
		displayName: 'Favourite Location IDs',
		name: 'favourite_location_ids',
		holds: 'locationIds',
		placeholder: 'e.g. 3021,3022',
		description: 'IDs of locations, separated by commas',
		in: ['mobile'],
	},
	{
		displayName: 'Gender',
		name: 'gender',
		placeholder: 'e.g. female',
		description: 'As spelled in your Punchh program',
	},
	{
		displayName: 'Invite Code',
		name: 'invite_code',
		signUpOnly: true,
		description: 'The referral code of the guest who invited this one',
		in: ['mobile', 'sso'],
	},
	{
		displayName: 'Marketing Email Subscription',
		name: 'marketing_email_subscription',
		type: 'boolean',
		default: false,
		description: 'Whether the guest wants marketing emails',
	},
	{
		displayName: 'Marketing Push Subscription',
		name: 'marketing_pn_subscription',
		type: 'boolean',
		default: false,
		description: 'Whether the guest wants marketing push notifications',
		in: ['mobile', 'dashboard'],
	},
	{
		displayName: 'Phone',
		name: 'phone',
		placeholder: 'e.g. 5550142001',
		description: 'Digits only',
	},
	{
		displayName: 'Preferred Language',
		name: 'preferred_locale',
		type: 'options',
		options: LANGUAGES,
		default: 'en',
		description: 'The language that the guest prefers',
		in: ['dashboard'],
	},
	{
		displayName: 'Preferred Location IDs',
		name: 'preferred_location_ids',
		holds: 'locationIds',
		placeholder: 'e.g. 3021,3022',
		description: 'IDs of locations, separated by commas',
		in: ['dashboard'],
	},
	{
		displayName: 'Privacy Policy',
		name: 'privacy_policy',
		type: 'boolean',
		default: false,
		description: 'Whether the guest accepted your privacy policy',
		in: ['mobile', 'dashboard'],
	},
	{
		displayName: 'Secondary Email',
		name: 'secondary_email',
		placeholder: 'name@email.com',
		description: 'A second email address of the guest',
		in: ['mobile', 'dashboard'],
	},
	{
		displayName: 'Send SMS Opt-In',
		name: 'send_compliance_sms',
		signUpOnly: true,
		type: 'boolean',
		default: false,
		description:
			'Whether Punchh texts the guest to confirm the SMS opt-in. Requires Terms and Conditions.',
		in: ['mobile', 'sso', 'eclub'],
	},
	{
		displayName: 'Signup Channel',
		name: 'signup_channel',
		signUpOnly: true,
		placeholder: 'e.g. WebEmail',
		description:
			'Where the guest signed up. The default in Punchh is MobileEmail or, for the SSO API, OnlineOrder.',
		in: ['mobile', 'sso'],
	},
	{ displayName: 'State', name: 'state', description: 'State of the mailing address' },
	{
		displayName: 'Terms and Conditions',
		name: 'terms_and_conditions',
		type: 'boolean',
		default: false,
		description: 'Whether the guest accepted your terms',
	},
	{
		displayName: 'Test User',
		name: 'test_user',
		type: 'boolean',
		default: false,
		description: 'Whether the guest is one of your own test guests',
		in: ['dashboard'],
	},
	{
		displayName: 'Title',
		name: 'title',
		placeholder: 'e.g. Ms.',
		description: 'One of Mr., Miss, Mrs., Ms., Dr., Rev.',
		in: ['mobile', 'dashboard'],
	},
	{ displayName: 'ZIP Code', name: 'zip_code', description: 'ZIP code of the mailing address' },
];
