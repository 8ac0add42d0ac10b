import type { INodeProperties } from 'n8n-workflow';

import { PUNCHH_TRIGGER_POLICY } from './policy';

const { defaultMaxAgeHours } = PUNCHH_TRIGGER_POLICY;

/** Settings of the Punchh Trigger that most users leave alone. */
export const punchhTriggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Actions',
			name: 'actions',
			type: 'multiOptions',
			options: [
				{ name: 'Create', value: 'create' },
				{
					name: 'Delete',
					value: 'delete',
					description: 'Punchh sends these for guests only, when it is told to',
				},
				{ name: 'Update', value: 'update' },
			],
			default: [],
			description:
				'Which actions start the workflow. An event with any other action, as check-ins may have, always does.',
		},
		{
			displayName: 'Drop Duplicates',
			name: 'dropDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether an event is dropped that was acknowledged before. Punchh sends some more than once. Events are recognised by content_id and timestamp for 26 hours: the last 100,000, and the last 1,000 of them also after a restart and in other processes of n8n, some seconds after their acknowledgement. Where a node behind keeps static data too, a restart forgets them.',
		},
		{
			displayName: 'Drop Events Older Than (Hours)',
			name: 'maxAgeHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: defaultMaxAgeHours,
			description:
				"Events that Punchh made longer ago are answered and dropped, with a line in n8n's log for each. This stops recorded calls that someone sends again after 26 hours, when they are no longer recognised. Punchh itself sends again for up to 3.8 hours, and for half a day or longer what it held back while the webhook was suspended: below 24 hours, or after a longer outage, real events are dropped. 0 lets all ages through, as without this option.",
		},
		{
			displayName: 'Further Kinds',
			name: 'furtherKinds',
			type: 'string',
			default: '',
			placeholder: 'e.g. gift_card_expired, tier_campaign',
			description:
				'Kinds of notification or other events that the lists do not have yet, as they stand in event_type or event_name, separated by commas. They come in addition to those chosen.',
		},
		{
			displayName: 'Public Base URL',
			name: 'publicBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://hooks.example.com/n8n',
			description:
				'The base URL registered in Punchh, where a proxy stands before n8n and signatures do not match. Not needed where n8n shows the right Production URL.',
		},
		{
			displayName: 'Strictness',
			name: 'strictness',
			type: 'multiOptions',
			options: [
				{
					name: 'GET Check',
					value: 'check',
					description: "Punchh's check of the URL must prove itself as events do",
				},
				{
					name: 'Signature',
					value: 'signature',
					description:
						'Only "hmac", then lower-case hex over path, query and body; scheme names in lower case',
				},
			],
			default: [],
			description:
				"What to accept only in its plainest form. Punchh's documents leave the form of signatures open, so by default every reading of them is accepted.",
		},
	],
};
