import type { INodeProperties } from 'n8n-workflow';

import { ATTRIBUTE_KINDS, KEY_KINDS, kindOptions } from './attributeKinds';

const KEYED = ['objectKey', 'objectsRemove', 'objectsUpdate'];

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. first_name',
	description:
		'A standard field as Braze spells it (first_name, email_subscribe, home_city, ...) or the name of a custom attribute',
};

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: kindOptions(Object.keys(ATTRIBUTE_KINDS)),
	default: 'asGiven',
	description: 'What to turn the value into, or what to do with the attribute',
};

const keyField: INodeProperties = {
	displayName: 'Object Key',
	name: 'key',
	type: 'string',
	default: '',
	placeholder: 'e.g. home.city',
	displayOptions: { show: { type: KEYED } },
	description:
		'The key to set, with dots for nested keys; for an object array, the key that tells its objects apart',
};

const keyValueField: INodeProperties = {
	displayName: 'Object Key Value',
	name: 'keyValue',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4001',
	displayOptions: { show: { type: ['objectsRemove', 'objectsUpdate'] } },
	description:
		'The value of that key in the objects to change or remove. What is typed is text: for a number, use an expression.',
};

const keyTypeField: INodeProperties = {
	displayName: 'Value Type',
	name: 'keyType',
	type: 'options',
	options: kindOptions(KEY_KINDS),
	default: 'asGiven',
	displayOptions: { show: { type: ['objectKey'] } },
	description: 'What to turn the value into before it is sent',
};

const valueField: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	displayOptions: { hide: { type: ['objectsRemove', 'remove'] } },
	description:
		'An empty value is left out, unless Empty Values says otherwise. Separate the elements of a list with commas.',
};

/** What to write to the profile, one row for each attribute. */
export const attributesField: INodeProperties = {
	displayName: 'Attributes',
	name: 'attributes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Attribute',
	default: {},
	description: 'What to write to the profile: standard fields and custom attributes',
	options: [
		{
			displayName: 'Attribute',
			name: 'attribute',
			// The type comes first, because it decides which other fields are shown.
			values: [nameField, typeField, keyField, keyValueField, keyTypeField, valueField],
		},
	],
};

/** The subscription groups that a user joins or leaves. */
export const subscriptionGroupsField: INodeProperties = {
	displayName: 'Subscription Groups',
	name: 'subscriptionGroups',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Subscription Group',
	default: {},
	description:
		'Email and SMS subscription groups to subscribe the user to or unsubscribe the user from. This also changes other users with the same email address or, in an SMS group, phone number.',
	options: [
		{
			displayName: 'Subscription Group',
			name: 'group',
			values: [
				{
					displayName: 'Subscription Group ID',
					name: 'groupId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8',
					description: 'Shown in Braze under Audience > Subscription Groups',
				},
				{
					displayName: 'State',
					name: 'state',
					type: 'options',
					options: [
						{ name: 'Subscribed', value: 'subscribed' },
						{ name: 'Unsubscribed', value: 'unsubscribed' },
					],
					default: 'subscribed',
					description: 'The state of the user in the group',
				},
				{
					displayName: 'Use Double Opt-In',
					name: 'doubleOptIn',
					type: 'boolean',
					default: false,
					description: 'Whether to start the double opt-in workflow of an SMS subscription group',
				},
			],
		},
	],
};
