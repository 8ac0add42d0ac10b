import type { INodeProperties } from 'n8n-workflow';

/** When an event or purchase happened. */
const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'time',
	type: 'dateTime',
	default: '',
	description:
		"When it happened. Without a zone, the Time Zone option applies, or else the workflow's timezone; if empty, the time at which the node runs. For an event from the Punchh Trigger, use its 'occurred_at'.",
};

const propertiesField: INodeProperties = {
	displayName: 'Properties',
	name: 'properties',
	type: 'json',
	default: '{}',
	description:
		"Properties as a JSON object. Names must not start with '$'; Braze reserves 'time' and 'event_name'.",
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
					placeholder: 'e.g. loyalty_checkin',
					description: 'The name of the custom event in Braze',
				},
				timeField,
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
				propertiesField,
				appIdField,
			],
		},
	],
};
