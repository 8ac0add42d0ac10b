import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The value for a source that is entered as text. */
export const OTHER_SOURCE = 'other';

/**
 * The external systems that Punchh knows for every business; others are enabled on request.
 * PAR developer portal, Mobile API "Sign Up".
 */
const EXTERNAL_SOURCES: INodePropertyOptions[] = [
	{ name: 'Auth0', value: 'auth0' },
	{ name: 'AWS Cognito', value: 'aws_cognito' },
	{ name: 'Azure', value: 'azure' },
	{ name: 'Customer ID', value: 'customer_id' },
	{ name: 'External Identity Provider', value: 'ext_idp' },
	{ name: 'mParticle', value: 'mparticle' },
	{ name: 'Other', value: OTHER_SOURCE, description: 'One that Punchh enabled for your business' },
	{ name: 'Salesforce', value: 'salesforce' },
];

/** The system that an external ID comes from; Punchh stores the two together. */
export const externalSourceField: INodeProperties = {
	displayName: 'External Source',
	name: 'external_source',
	type: 'options',
	options: EXTERNAL_SOURCES,
	default: 'customer_id',
	description: 'The system that the ID comes from, as Punchh names it',
};

export const otherSourceField: INodeProperties = {
	displayName: 'External Source Name',
	name: 'otherSource',
	type: 'string',
	default: '',
	placeholder: 'e.g. loyalty_hub',
	description:
		"The source as Punchh enabled it for you, case-sensitive. Only for the source 'Other'.",
	displayOptions: { show: { external_source: [OTHER_SOURCE] } },
};

export const externalSourceIdField: INodeProperties = {
	displayName: 'External Source ID',
	name: 'external_source_id',
	type: 'string',
	default: '',
	placeholder: 'e.g. CRM-000917',
	description:
		'The ID of the guest in that system, which is the external ID in Braze. Only one guest can have this source and ID.',
};

export const userIdField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 730415',
	description:
		"The Punchh ID of the guest; 'guest.user_id' in events of the Punchh Trigger, 'properties.punchh_user_id' in messages of the Braze Trigger. What Braze calls user_id is the external ID.",
};

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'name@email.com',
	description: 'The current email address of the guest in Punchh',
};

export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5550142001',
	description: 'The phone number of the guest in Punchh, digits only',
};

export const passwordField: INodeProperties = {
	displayName: 'Password',
	name: 'password',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description: 'At least 8 characters. It is sent to Punchh and never appears in the output.',
};

export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];
