import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { IDENTIFIER_NAMES } from '../../punchhEvents/guestIdentity';

const VALUE_KINDS = [
	{ name: 'As It Is', value: 'asIs', description: 'Keeps the type from Punchh' },
	{
		name: 'Date and Time',
		value: 'date',
		description: 'As ISO 8601, however Punchh wrote it',
	},
	{ name: 'List', value: 'list', description: 'Turns text with commas into a list' },
	{ name: 'Number', value: 'number', description: 'Turns numeric text into a number' },
	{ name: 'Text', value: 'text', description: 'Turns numbers and objects into text' },
];

/** A row of 'Identify Guest By'. */
const IDENTIFIER_ROW: INodePropertyCollection = {
	displayName: 'Identifier',
	name: 'identifier',
	values: [
		{
			displayName: 'Identifier',
			name: 'by',
			type: 'options',
			options: Object.entries(IDENTIFIER_NAMES).map(([value, texts]) => ({ value, ...texts })),
			default: 'external_id',
			description: 'An identifier of the guest in Braze',
		},
	],
};

/** The parameters of Punchh Event > Track. */
export const trackPunchhEventProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description:
			'The Punchh event: an unchanged item from the Punchh Trigger, or the body that Punchh sent',
	},
	{
		displayName: 'Map As',
		name: 'preset',
		type: 'options',
		options: [
			{
				name: 'Recommended',
				value: 'recommended',
				description:
					"All kinds of events with the time when they happened, their content ID and action, and Braze's standard profile fields",
			},
			{
				name: "Same as Punchh's Adapter",
				value: 'adapter',
				description:
					"The attributes, names and properties of Punchh's built-in Braze adapter, so that campaigns need no changes",
			},
		],
		default: 'recommended',
		description: 'What to send for an event. Event names are the same in both.',
	},
	{
		displayName:
			"Turn off Punchh's own adapter for these events before you publish this workflow: Braze does not drop duplicates and would count every event twice.",
		name: 'adapterNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Identify Guest By',
		name: 'identifiers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Identifier',
		default: { identifier: [{ by: 'linked' }] },
		description:
			'How Braze finds the profile of the guest: by the first of these that the event has. Unknown guests get a new profile. Linking needs a key with the permissions users.identify, users.alias.new and users.merge. By Punchh user ID, a workspace can only have the guests of one Punchh business, unless no ID is used twice.',
		displayOptions: { show: { preset: ['recommended'] } },
		options: [IDENTIFIER_ROW],
	},
	{
		displayName: 'Identify Guest By',
		name: 'identifiers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Identifier',
		default: { identifier: [{ by: 'external_id' }, { by: 'punchh_user_id' }] },
		description:
			'How Braze finds the profile of the guest: by the first of these that the event has. As with the adapter, a guest gets two profiles if only some events have the external ID.',
		displayOptions: { show: { preset: ['adapter'] } },
		options: [IDENTIFIER_ROW],
	},
	{
		displayName: 'Attributes to Send',
		name: 'attributesToSend',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'The whole profile with every event. Each attribute costs a data point.',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Only custom events; guest events are skipped',
			},
			{
				name: 'Only Changed',
				value: 'changed',
				description:
					'All attributes of a new guest; for a changed guest, those that changed and the account balance. Other events write none.',
			},
		],
		default: 'changed',
		description: "Which attributes to write to the guest's profile",
	},
	{
		displayName: 'Extra Fields',
		name: 'extraFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description: 'Punchh fields to send in addition, or under a different name than in the preset',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Punchh Field',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. user.account_balance.total_visits',
						description:
							'The field of the payload, the guest or the envelope, with dots for nested fields',
					},
					{
						displayName: 'Send As',
						name: 'target',
						type: 'options',
						options: [
							{ name: 'Attribute', value: 'attribute', description: 'On the profile of the guest' },
							{ name: 'Property', value: 'property', description: 'Of the custom event' },
						],
						default: 'property',
						description: 'Where the value goes in Braze',
					},
					{
						displayName: 'Braze Name',
						name: 'to',
						type: 'string',
						default: '',
						placeholder: 'e.g. store_number',
						description: 'The name in Braze; if empty, the name in Punchh',
					},
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						options: VALUE_KINDS,
						default: 'asIs',
						description: 'What to turn the value into',
					},
				],
			},
		],
	},
];
