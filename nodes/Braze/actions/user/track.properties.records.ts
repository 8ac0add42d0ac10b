import type { INodeProperties } from 'n8n-workflow';

import { kindOptions, PROPERTY_KINDS } from './attributeKinds';

/** When an event or purchase happened. */
const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'dateTime',
	default: '',
	description:
		"When it happened. Without a zone, the Time Zone option applies, or else the workflow's timezone; if empty, the time at which the node runs. For an event from the Punchh Trigger, use its 'occurred_at'.",
};

/** What is known of an event or purchase, one row for each property. */
const propertyRowsField: INodeProperties = {
	displayName: 'Properties',
	name: 'propertyRows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Property',
	default: {},
	description:
		"What else is known about it, for filters and messages in Braze. Names must not start with '$'; Braze reserves 'time' and 'event_name'.",
	options: [
		{
			displayName: 'Property',
			name: 'property',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. store_number',
					description: 'The name of the property in Braze',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: kindOptions(PROPERTY_KINDS),
					default: 'asGiven',
					description:
						'What to turn the value into. Braze compares numbers and dates only as such.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 202',
					description: 'The value of the property. An empty value is left out.',
				},
			],
		},
	],
};

/** All properties at once, e.g. from an expression. */
const propertiesField: INodeProperties = {
	displayName: 'Properties (JSON)',
	name: 'properties',
	type: 'json',
	default: '{}',
	description:
		'The other way to enter properties: as a JSON object, e.g. { "store_number": "202", "points": 25 }, or an expression that returns one. If a name is in both, its row under Properties counts.',
};

const appIdField: INodeProperties = {
	displayName: 'App ID',
	name: 'app_id',
	type: 'string',
	default: '',
	description: 'The App Identifier API key from the Braze dashboard, to attribute it to one app',
};

/** Custom events to record, one row for each. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Event',
	default: {},
	description: 'Custom events that the user performed',
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
					placeholder: 'e.g. checkins_loyalty',
					description: 'The name of the custom event in Braze',
				},
				timeField,
				propertyRowsField,
				propertiesField,
				appIdField,
			],
		},
	],
};

/** Purchases to record, one row for each. */
export const purchasesField: INodeProperties = {
	displayName: 'Purchases',
	name: 'purchases',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Purchase',
	default: {},
	description: 'Purchases that the user made',
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
					// A number would need a default, and a forgotten price would be sent with that value.
					type: 'string',
					default: '',
					placeholder: 'e.g. 4.75',
					description: 'Price per unit in the main unit of the currency, such as 4.75',
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: 'USD',
					description: 'Three-letter ISO 4217 code',
				},
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 100 },
					default: 1,
					description: 'How many units, from 1 to 100. Braze counts each as a purchase.',
				},
				timeField,
				propertyRowsField,
				propertiesField,
				appIdField,
			],
		},
	],
};
