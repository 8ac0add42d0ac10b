import { randomUUID } from 'node:crypto';
import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/operation';
import { punchhRequest, type PunchhCall } from '../../transport/punchhRequest';
import { emailField, externalSourceField, externalSourceIdField } from '../fields';
import { requiredText } from '../parameters';

/** The sign-up calls; both take the same guest. */
const SIGN_UP_CALLS: Record<string, Pick<PunchhCall, 'api' | 'method' | 'path'>> = {
	mobile: { api: 'mobile', method: 'POST', path: '/api2/mobile/users' },
	sso: { api: 'sso', method: 'POST', path: '/api/auth/customers.json' },
};

/** Optional fields of a guest; `name` is Punchh's own name of the field. */
const additionalFields: INodeProperties[] = [
	{
		displayName: 'Anniversary',
		name: 'anniversary',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2015-06-20',
		description: 'Date as YYYY-MM-DD',
	},
	{
		displayName: 'Birthday',
		name: 'birthday',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1991-06-23',
		description: 'Date as YYYY-MM-DD. Punchh keeps the first one that it is given.',
	},
	{ displayName: 'City', name: 'city', type: 'string', default: '' },
	{
		displayName: 'Device ID',
		name: 'deviceId',
		type: 'string',
		default: '',
		description:
			"ID of the guest's device, for the mobile API. Left empty, each guest gets a new one.",
	},
	externalSourceField,
	externalSourceIdField,
	{
		displayName: 'Gender',
		name: 'gender',
		type: 'string',
		default: '',
		placeholder: 'e.g. female',
	},
	{
		displayName: 'Invite Code',
		name: 'invite_code',
		type: 'string',
		default: '',
		description: 'The referral code of the guest who invited this one',
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
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5550142001',
		description: 'Digits only',
	},
	{
		displayName: 'Send SMS Opt-In',
		name: 'send_compliance_sms',
		type: 'boolean',
		default: false,
		description:
			'Whether Punchh asks the guest by SMS to confirm SMS messages. Needs Terms and Conditions.',
	},
	{
		displayName: 'Signup Channel',
		name: 'signup_channel',
		type: 'string',
		default: '',
		placeholder: 'e.g. WebEmail',
		description:
			'Where the guest signed up. Punchh assumes MobileEmail or, for the SSO API, OnlineOrder.',
	},
	{ displayName: 'State', name: 'state', type: 'string', default: '' },
	{
		displayName: 'Terms and Conditions',
		name: 'terms_and_conditions',
		type: 'boolean',
		default: false,
		description: 'Whether the guest accepted your terms',
	},
	{ displayName: 'ZIP Code', name: 'zip_code', type: 'string', default: '' },
];

const properties: INodeProperties[] = [
	{
		displayName: 'API',
		name: 'signUpApi',
		type: 'options',
		options: [
			{ name: 'Mobile API', value: 'mobile', description: 'As an app would (signed with SHA-256)' },
			{
				name: 'Online Ordering SSO API',
				value: 'sso',
				description: 'As a web shop would (signed with SHA-1)',
			},
		],
		default: 'mobile',
		description: 'The API that signs the guest up. Your client must be enabled for it.',
	},
	{ ...emailField, description: 'The email address of the new guest' },
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'At least 8 characters. It is sent to Punchh and appears in no output.',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Mara',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Lind',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Your business may require some of them, such as the phone number',
		options: additionalFields,
	},
];

/**
 * Guest > Sign Up: makes a new guest.
 * PAR developer portal, Mobile API "Sign Up" and Online Ordering SSO API "Sign Up".
 *
 * Not repeated when the outcome is open: a second try would be refused as "already taken".
 */
export const signUp: ItemOperation = {
	properties: updateDisplayOptions(
		{ show: { resource: ['guest'], operation: ['signUp'] } },
		properties,
	),

	async execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
		const api = this.getNodeParameter('signUpApi', itemIndex) as string;
		const { deviceId, ...fields } = readAdditionalFields.call(this, itemIndex);
		const password = requiredText.call(this, 'password', 'Password', itemIndex);
		const user: IDataObject = {
			email: requiredText.call(this, 'email', 'Email', itemIndex),
			password,
			password_confirmation: password,
			first_name: requiredText.call(this, 'firstName', 'First Name', itemIndex),
			last_name: requiredText.call(this, 'lastName', 'Last Name', itemIndex),
			...fields,
		};
		const answer = await punchhRequest.call(
			this,
			{
				...SIGN_UP_CALLS[api],
				body: { user },
				// Punchh limits the guests of one device; a server would soon be over that limit.
				headers: { 'punchh-app-device-id': (deviceId as string | undefined) ?? randomUUID() },
				repeatSafe: false,
				secrets: [password],
			},
			itemIndex,
		);
		return withExternalId(api === 'mobile' ? (answer.user as IDataObject) : answer, fields);
	},
};

/** The chosen fields that have a value; an external ID goes with its source only. */
function readAdditionalFields(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = this.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	const fields = Object.fromEntries(
		Object.entries(given).filter(
			([, value]) => value !== '' && value !== null && value !== undefined,
		),
	);
	if (fields.external_source_id === undefined) delete fields.external_source;
	else fields.external_source ??= externalSourceField.default as string;
	return fields;
}

/** Punchh does not repeat the external ID in its answer, so the output says what was set. */
function withExternalId(guest: IDataObject, fields: IDataObject): IDataObject {
	if (fields.external_source_id === undefined) return guest;
	return {
		...guest,
		external_source: fields.external_source,
		external_source_id: fields.external_source_id,
	};
}
