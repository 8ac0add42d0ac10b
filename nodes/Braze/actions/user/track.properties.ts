import type { INodeProperties } from 'n8n-workflow';

import { IDENTIFIERS } from './identifiers';

const withFields = { show: { specifyObjects: ['fields'] } };

const identifierFields: INodeProperties[] = IDENTIFIERS.flatMap(({ value, fields }) =>
	fields.map((field) => ({
		...field,
		type: 'string' as const,
		required: true,
		default: '',
		displayOptions: { show: { specifyObjects: ['fields'], identifyBy: [value] } },
	})),
);

/** When an event or purchase happened. */
const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'dateTime',
	default: '',
	description:
		"When it happened. Without a zone the workflow's timezone counts; left empty, the time at which the node runs. For an event of the Punchh Trigger use its 'occurred_at'.",
};

const propertiesField: INodeProperties = {
	displayName: 'Properties',
	name: 'properties',
	type: 'json',
	default: '{}',
	description:
		"Properties as a JSON object. Names must not begin with '$'; 'time' and 'event_name' are reserved by Braze.",
};

const appIdField: INodeProperties = {
	displayName: 'App ID',
	name: 'app_id',
	type: 'string',
	default: '',
	description: 'The App Identifier API key from the Braze dashboard, to count it for one app',
};

/** The parameters of User > Track. */
export const properties: INodeProperties[] = [
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
		description: 'How to say what to record',
	},
	{
		displayName: 'Identify User By',
		name: 'identifyBy',
		type: 'options',
		options: IDENTIFIERS.map(({ name, value, description }) => ({ name, value, description })),
		default: 'external_id',
		description:
			'The identifier by which Braze finds the profile. An unknown one makes a new profile, unless Update Existing Only is on.',
		displayOptions: withFields,
	},
	...identifierFields,
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Attribute',
		default: {},
		description: 'What to write to the profile: standard fields and custom attributes',
		displayOptions: withFields,
		options: [
			{
				displayName: 'Attribute',
				name: 'attribute',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. first_name',
						description:
							'A standard field as Braze spells it (first_name, email_subscribe, home_city, ...) or the name of a custom attribute',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{
								name: 'As Given',
								value: 'asGiven',
								description: 'Typed text is text; an expression keeps the type of its result',
							},
							{ name: 'Boolean', value: 'boolean' },
							{ name: 'JSON', value: 'json', description: 'An array or object' },
							{ name: 'Number', value: 'number' },
							{
								name: 'Remove',
								value: 'remove',
								description: 'Removes the attribute from the profile',
							},
						],
						default: 'asGiven',
						description: 'What the value is turned into before it is sent',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						displayOptions: { hide: { type: ['remove'] } },
						description: 'An empty value is left out, unless Empty Values says otherwise',
					},
				],
			},
		],
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Event',
		default: {},
		description: 'Custom events that the user performed',
		displayOptions: withFields,
		options: [
			{
				displayName: 'Event',
				name: 'event',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. loyalty_checkin',
						description: 'The name of the custom event in Braze',
					},
					timeField,
					propertiesField,
					appIdField,
				],
			},
		],
	},
	{
		displayName: 'Purchases',
		name: 'purchases',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Purchase',
		default: {},
		description: 'Purchases that the user made',
		displayOptions: withFields,
		options: [
			{
				displayName: 'Purchase',
				name: 'purchase',
				values: [
					{
						displayName: 'Product ID',
						name: 'product_id',
						type: 'string',
						default: '',
						placeholder: 'e.g. flat-white',
						description: 'What was bought: an item number, a name or a category',
					},
					{
						displayName: 'Price',
						name: 'price',
						type: 'number',
						typeOptions: { numberPrecision: 2 },
						default: 0,
						description: 'Price of one piece in the main unit of the currency',
					},
					{
						displayName: 'Currency',
						name: 'currency',
						type: 'string',
						default: 'USD',
						description: 'Three-letter code as in ISO 4217',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 100 },
						default: 1,
						description: 'How many pieces, from 1 to 100. Braze counts as many purchases.',
					},
					timeField,
					propertiesField,
					appIdField,
				],
			},
		],
	},
	{
		displayName: 'Objects',
		name: 'objects',
		type: 'json',
		typeOptions: { rows: 10 },
		required: true,
		default:
			'{\n  "attributes": [\n    { "external_id": "730415", "first_name": "Mara" }\n  ],\n  "events": [],\n  "purchases": []\n}',
		description:
			"An object with any of the arrays 'attributes', 'events' and 'purchases', each object with its own identifier, as Braze documents it for /users/track",
		displayOptions: { show: { specifyObjects: ['json'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: withFields,
		options: [
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
						description: 'The attribute is removed from the profile',
					},
				],
				default: 'leaveOut',
				description: 'What to do with an attribute whose value is empty or null',
			},
			{
				displayName: 'Update Existing Only',
				name: 'updateExistingOnly',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave out users that Braze does not know. Braze reports such objects as accepted all the same.',
			},
		],
	},
];
