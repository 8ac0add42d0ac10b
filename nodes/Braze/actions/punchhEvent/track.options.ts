import type { INodeProperties } from 'n8n-workflow';

/** The options of Punchh Event > Track for the mapping. */
export const mappingOptions: INodeProperties[] = [
	{
		displayName: 'Country of Phone Numbers',
		name: 'callingCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. US',
		description:
			'The country of phone numbers without a calling code, which is how Punchh mostly stores them: its two-letter code or calling code. If empty, only numbers that begin with + are sent.',
	},
	{
		displayName: 'Currency of Purchases',
		name: 'currency',
		type: 'string',
		default: 'USD',
		description: 'Three-letter ISO 4217 code. Punchh does not say which currency a receipt is in.',
	},
	{
		displayName: 'Email Subscription Group ID',
		name: 'emailGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8',
		description:
			"The Braze subscription group that follows the guest's email opt-in. This also changes other users with the same email address.",
	},
	{
		displayName: 'Event Name',
		name: 'eventName',
		type: 'string',
		default: '',
		placeholder: 'e.g. checkins_loyalty',
		description: 'The name of the custom event in Braze, instead of the name from the preset',
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
				description: 'The time of the Punchh event. A repeated event keeps its time.',
			},
			{
				name: 'When It Is Sent',
				value: 'sent',
				description: "The time at which the node runs, as Punchh's adapter does",
			},
		],
		default: 'preset',
		description: 'Which time custom events and purchases get in Braze',
	},
	{
		displayName: 'Leave Out',
		name: 'dropFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. bar_code, menu_items',
		description: 'Names of attributes and properties in Braze that are not sent',
	},
	{
		displayName: 'Pass On Deletions',
		name: 'passOnDeletions',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to permanently delete a guest in Braze who was deleted in Punchh. Waits up to a minute for what was recorded just before. The key needs the users.delete permission. Takes no expression.',
	},
	{
		displayName: "Profiles of Punchh's Adapter",
		name: 'adapterProfiles',
		type: 'boolean',
		default: false,
		description:
			"Whether guests have profiles whose external ID is the Punchh user ID, as with Punchh's adapter. Linking keeps them, and merges them into the profile with the external ID once that is known. Leave it off if such a number can be somebody else's external ID.",
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
				description: 'With the name of the menu item as the product',
			},
			{
				name: 'One for the Receipt',
				value: 'receipt',
				description: 'With the total of the receipt and the product Receipt',
			},
		],
		default: 'none',
		description: 'Whether to also record a new loyalty check-in as purchases',
	},
	{
		displayName: 'SMS Subscription Group ID',
		name: 'smsGroupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6d3f2a90-1b7c-4e55-9a63-0f7d2c91e4b8',
		description:
			"The Braze subscription group that follows the guest's SMS opt-in. This also changes other users with the same phone number.",
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
				description: 'Does not change email_subscribe and push_subscribe',
			},
			{
				name: 'Only Unsubscribes',
				value: 'unsubscribed',
				description:
					'Keeps a more specific state in Braze, such as opted_in. A guest who agrees again stays unsubscribed there.',
			},
			{
				name: 'Subscribed and Unsubscribed',
				value: 'all',
				description: "A guest who agrees again is subscribed again, as with Punchh's adapter",
			},
		],
		default: 'preset',
		description: 'Which states to write to email_subscribe and push_subscribe',
	},
	{
		displayName: 'Two Guests With One Identifier',
		name: 'sharedIdentifiers',
		type: 'options',
		options: [
			{
				name: 'Refuse the Second',
				value: 'refuse',
				description: 'Its item fails, and nothing of it is sent',
			},
			{
				name: 'Warn',
				value: 'warn',
				description: 'Both are recorded in one profile, which cannot be undone',
			},
		],
		default: 'refuse',
		description:
			'What to do if two guests have the same identifier, e.g. a family with one email address, even in different runs. After a restart of n8n, only linked guests are told apart, by what Braze has.',
	},
	{
		displayName: 'Update Existing Only',
		name: 'updateExistingOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to skip guests that Braze does not know. Braze still reports their objects as accepted.',
	},
	{
		displayName: 'Values That Cannot Be Sent',
		name: 'unreadable',
		type: 'options',
		options: [
			{
				name: 'As the Preset Says',
				value: 'preset',
				description: 'Recommended: remove the old value. Adapter: keep it.',
			},
			{
				name: 'Keep the Old Value',
				value: 'keep',
				description: 'Although it has changed in Punchh',
			},
			{
				name: 'Remove the Old Value',
				value: 'remove',
				description: 'The guest has given it up',
			},
		],
		default: 'preset',
		description:
			"What to do in Braze when a guest's value has changed and Braze would not understand the new one, e.g. a phone number without a country. The item's output warns of it.",
	},
];
