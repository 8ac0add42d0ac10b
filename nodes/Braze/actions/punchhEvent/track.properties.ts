import type { INodeProperties } from 'n8n-workflow';

import { IDENTIFIER_NAMES } from '../../punchhEvents/guestIdentity';

const VALUE_KINDS = [
	{ name: 'As It Is', value: 'asIs', description: 'The type that Punchh gave it' },
	{
		name: 'Date and Time',
		value: 'date',
		description: 'As ISO 8601, whichever way Punchh wrote it',
	},
	{ name: 'List', value: 'list', description: 'Text with commas becomes a list' },
	{ name: 'Number', value: 'number', description: 'Text that is a number becomes one' },
	{ name: 'Text', value: 'text', description: 'Numbers and objects become text' },
];

/** The parameters of Punchh Event > Track. */
export const trackPunchhEventProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description:
			'The event of Punchh: an item of the Punchh Trigger as it is, or the body that Punchh sent',
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
					"All kinds of events with the time at which they happened, their content ID and action, and Braze's standard profile fields",
			},
			{
				name: "Same as Punchh's Adapter",
				value: 'adapter',
				description:
					"The attributes, names and properties of Punchh's built-in Braze adapter, so that campaigns need no change",
			},
		],
		default: 'recommended',
		description: 'What is sent for an event. Event names are the same in both.',
	},
	{
		displayName:
			"Switch Punchh's own adapter off for these events before you publish this workflow: Braze drops no duplicates, and would count every event twice.",
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
		default: { identifier: [{ by: 'external_id' }, { by: 'punchh_user_id' }] },
		description:
			'By what Braze finds the profile of the guest: the first of these that the event has. Where only some events carry the external ID, choose one identifier that all have, or a guest gets two profiles. An unknown guest makes a new profile.',
		options: [
			{
				displayName: 'Identifier',
				name: 'identifier',
				values: [
					{
						displayName: 'Identifier',
						name: 'by',
						type: 'options',
						options: Object.entries(IDENTIFIER_NAMES).map(([value, texts]) => ({
							value,
							...texts,
						})),
						default: 'external_id',
						description: 'An identifier of the guest in Braze',
					},
				],
			},
		],
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
				description: 'Custom events only; events of guests are skipped',
			},
			{
				name: 'Only Changed',
				value: 'changed',
				description:
					'A new guest with all attributes, a changed one with those that changed and the account balance. Other events bring none.',
			},
		],
		default: 'changed',
		description: "Which attributes are written to the guest's profile",
	},
	{
		displayName: 'Extra Fields',
		name: 'extraFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description: "Fields of Punchh to send as well, or under another name than the preset's",
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
							'The field of the payload, of the guest or of the envelope, with dots for fields within fields',
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
						description: 'The name in Braze; left empty, the name in Punchh',
					},
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						options: VALUE_KINDS,
						default: 'asIs',
						description: 'What the value is turned into',
					},
				],
			},
		],
	},
];
