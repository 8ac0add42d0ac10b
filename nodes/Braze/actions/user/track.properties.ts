import type { INodeProperties } from 'n8n-workflow';

import { IDENTIFIERS } from './identifiers';
import { attributesField, subscriptionGroupsField } from './track.properties.attributes';
import { eventsField, purchasesField } from './track.properties.records';

const withFields = { show: { specifyObjects: ['fields'] } };

/** The same, as seen from inside the options. */
const whenFields = { show: { '/specifyObjects': ['fields'] } };

const identifierFields: INodeProperties[] = IDENTIFIERS.flatMap(({ value, fields }) =>
	fields.map((field) => ({
		...field,
		type: 'string' as const,
		required: true,
		default: '',
		displayOptions: { show: { specifyObjects: ['fields'], identifyBy: [value] } },
	})),
);

/** Other ways to identify the user, for items that lack the chosen one. */
const fallbacksField: INodeProperties = {
	displayName: 'Fall Back To',
	name: 'fallbacks',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Identifier',
	default: {},
	description: 'Identifiers to use instead, in this order, if the one above is empty for an item',
	displayOptions: withFields,
	options: [
		{
			displayName: 'Identifier',
			name: 'identifier',
			values: [
				{
					displayName: 'Identify User By',
					name: 'identifyBy',
					type: 'options',
					options: IDENTIFIERS.map(({ name, value, description }) => ({
						name,
						value,
						description,
					})),
					default: 'external_id',
					description: 'The identifier by which Braze finds the profile',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. name@email.com',
					description: 'The identifier of the user; for an alias, its name',
				},
				{
					displayName: 'Alias Label',
					name: 'aliasLabel',
					type: 'string',
					default: '',
					placeholder: 'e.g. punchh_user_id',
					displayOptions: { show: { identifyBy: ['user_alias'] } },
					description: 'The kind of alias',
				},
			],
		},
	],
};

/** The parameters of User > Track. */
export const trackUserProperties: INodeProperties[] = [
	{
		displayName: 'Specify Objects',
		name: 'specifyObjects',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'One user for each item, with attributes, events and purchases',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'The body of /users/track, with as many objects and users as you like',
			},
		],
		default: 'fields',
		description: 'How to specify what to record',
	},
	{
		displayName: 'Identify User By',
		name: 'identifyBy',
		type: 'options',
		options: IDENTIFIERS.map(({ name, value, description }) => ({ name, value, description })),
		default: 'external_id',
		description:
			'The identifier by which Braze finds the profile. An unknown one creates a new profile, unless Update Existing Only is on.',
		displayOptions: withFields,
	},
	...identifierFields,
	fallbacksField,
	{ ...attributesField, displayOptions: withFields },
	{ ...subscriptionGroupsField, displayOptions: withFields },
	{ ...eventsField, displayOptions: withFields },
	{ ...purchasesField, displayOptions: withFields },
	{
		displayName: 'Objects',
		name: 'objects',
		type: 'json',
		typeOptions: { rows: 10 },
		required: true,
		default:
			'{\n  "attributes": [\n    { "external_id": "730415", "first_name": "Mara" }\n  ],\n  "events": [],\n  "purchases": []\n}',
		description:
			"An object with any of the arrays 'attributes', 'events' and 'purchases', as Braze documents it for /users/track. Each object in them names its user, usually with external_id. Events need name and time; purchases need product_id, currency, price and time; times are ISO 8601 with a zone; everything else about an event goes into its properties.",
		displayOptions: { show: { specifyObjects: ['json'] } },
	},
];

/** Its options, in addition to those for sending. */
export const trackUserOptions: INodeProperties[] = [
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{
				name: 'Leave Out',
				value: 'leaveOut',
				description: 'The profile keeps what it has',
			},
			{
				name: 'Remove Attribute',
				value: 'remove',
				description: 'Removes the attribute from the profile',
			},
		],
		default: 'leaveOut',
		displayOptions: whenFields,
		description: 'What to do with an attribute whose value is empty or null',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		displayOptions: whenFields,
		description:
			"The zone of times without one, such as the local time of a store, by its IANA or Rails name: Eastern Time (US & Canada). If empty, the workflow's timezone.",
	},
	{
		displayName: 'Update Existing Only',
		name: 'updateExistingOnly',
		type: 'boolean',
		default: false,
		displayOptions: whenFields,
		description:
			'Whether to skip users that Braze does not know. Braze still reports their objects as accepted.',
	},
];
