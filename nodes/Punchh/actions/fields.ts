import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The foreign systems that every Punchh business knows; others are enabled on request. */
const EXTERNAL_SOURCES: INodePropertyOptions[] = [
	{ name: 'Auth0', value: 'auth0' },
	{ name: 'AWS Cognito', value: 'aws_cognito' },
	{ name: 'Azure', value: 'azure' },
	{ name: 'Customer ID', value: 'customer_id' },
	{ name: 'External Identity Provider', value: 'ext_idp' },
	{ name: 'mParticle', value: 'mparticle' },
	{ name: 'Salesforce', value: 'salesforce' },
];

/** The system that an external ID comes from; Punchh stores the two together. */
export const externalSourceField: INodeProperties = {
	displayName: 'External Source',
	name: 'external_source',
	type: 'options',
	options: EXTERNAL_SOURCES,
	default: 'customer_id',
	description:
		'The system that the ID comes from, as Punchh names it. One that Punchh enabled for you can be given by an expression.',
};

export const externalSourceIdField: INodeProperties = {
	displayName: 'External Source ID',
	name: 'external_source_id',
	type: 'string',
	default: '',
	placeholder: 'e.g. CRM-000917',
	description:
		'The ID of the guest in that system, which is the external ID in Braze. Source and ID together must belong to one guest only.',
};

export const userIdField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 730415',
	description: "The Punchh ID of the guest; 'guest.user_id' in events of the Punchh Trigger",
};

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'name@email.com',
	description: 'The email address that the guest has in Punchh now',
};
