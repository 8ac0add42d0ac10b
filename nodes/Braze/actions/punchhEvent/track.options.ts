import type { INodeProperties } from 'n8n-workflow';

/** The options of Punchh Event > Track that say how to map. */
export const mappingOptions: INodeProperties[] = [
	{
		displayName: 'Calling Code',
		name: 'callingCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description:
			'The country calling code of phone numbers that have none, as Punchh mostly keeps them. Left empty, only numbers with a code are sent.',
	},
	{
		displayName: 'Currency of Purchases',
		name: 'currency',
		type: 'string',
		default: 'USD',
		description:
			'Three-letter code as in ISO 4217. Punchh does not tell the currency of a receipt.',
	},
	{
		displayName: 'Email Subscription Group ID',
		name: 'emailGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8',
		description:
			"The Braze subscription group that follows the guest's email opt-in. Other users with the same email address are changed as well.",
	},
	{
		displayName: 'Event Name',
		name: 'eventName',
		type: 'string',
		default: '',
		placeholder: 'e.g. loyalty_checkin',
		description: 'The name of the custom event in Braze instead of that of the preset',
	},
	{
		displayName: 'Event Time',
		name: 'eventTime',
		type: 'options',
		options: [
			{
				name: 'As the Preset Says',
				value: 'preset',
				description: 'Recommended: when it happened. Adapter: when it is sent.',
			},
			{
				name: 'When It Happened',
				value: 'occurred',
				description: "The time of Punchh's event. A repeated event keeps its time.",
			},
			{
				name: 'When It Is Sent',
				value: 'sent',
				description: "The time at which the node runs, as Punchh's adapter has it",
			},
		],
		default: 'preset',
		description: 'What Braze takes for the time of custom events and purchases',
	},
	{
		displayName: 'Leave Out',
		name: 'dropFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. bar_code, menu_items',
		description: 'Names of attributes and properties, as Braze has them, that are not sent',
	},
	{
		displayName: 'Pass On Deletions',
		name: 'passOnDeletions',
		type: 'boolean',
		default: false,
		description:
			'Whether a guest who was deleted in Punchh is deleted in Braze, too, for good. The key needs the users.delete permission.',
	},
	{
		displayName: 'Purchases',
		name: 'purchases',
		type: 'options',
		options: [
			{ name: 'None', value: 'none', description: 'Check-ins are custom events only' },
			{
				name: 'One for Each Menu Item',
				value: 'items',
				description: 'The name of the menu item is the product',
			},
			{
				name: 'One for the Receipt',
				value: 'receipt',
				description: 'The amount of the receipt, with the product Receipt',
			},
		],
		default: 'none',
		description: 'Whether a new loyalty check-in is recorded as purchases, too',
	},
	{
		displayName: 'SMS Subscription Group ID',
		name: 'smsGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8',
		description: "The Braze subscription group that follows the guest's SMS opt-in",
	},
	{
		displayName: 'Subscription States',
		name: 'subscriptions',
		type: 'options',
		options: [
			{
				name: 'As the Preset Says',
				value: 'preset',
				description: 'Recommended: only unsubscribes. Adapter: both.',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Leaves email_subscribe and push_subscribe alone',
			},
			{
				name: 'Only Unsubscribes',
				value: 'unsubscribed',
				description: 'Keeps Braze from losing a finer state such as opted_in',
			},
			{
				name: 'Subscribed and Unsubscribed',
				value: 'all',
				description: "As Punchh's adapter has it",
			},
		],
		default: 'preset',
		description: 'Which states are written to email_subscribe and push_subscribe',
	},
	{
		displayName: 'Update Existing Only',
		name: 'updateExistingOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out guests that Braze does not know. Braze reports such objects as accepted all the same.',
	},
];
