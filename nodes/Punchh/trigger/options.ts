import type { INodeProperties } from 'n8n-workflow';

import { maxBodyOption } from '../../shared/webhook/body';
import { reportRefusedOption } from '../../shared/webhook/memory/refusalReports';
import { PUNCHH_TRIGGER_POLICY } from './policy';

const { defaultMaxAgeHours } = PUNCHH_TRIGGER_POLICY;

/** Settings of the Punchh Trigger that most users do not need. */
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
					description: 'Punchh sends these only for guests, and only if it is configured to',
				},
				{ name: 'Update', value: 'update' },
			],
			default: [],
			description:
				'Which actions start the workflow. An event with any other value, as check-ins may have, always does.',
		},
		{
			displayName: 'Drop Duplicates',
			name: 'dropDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether to drop events that n8n has already taken, because Punchh sends some more than once. Events are recognized by content_id and timestamp for eight days: the last 100,000 of them, and the last 1,000 even after a restart and in other n8n processes, a few seconds after they were taken. One without a content_id is recognized if it comes again exactly as it was. If a later node in the workflow also keeps static data, a restart forgets them.',
		},
		{
			displayName: 'Drop Events Older Than (Hours)',
			name: 'maxAgeHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: defaultMaxAgeHours,
			description:
				'Older events are answered and dropped, with a line in the log of n8n. This limits how long someone can replay a recorded call, because a signature contains no time. Without this option the limit is a week (168), which is less than the eight days for which Drop Duplicates recognizes an event: keep it below 192. If more than 100,000 events come in that time, or 1,000 and a restart, only a lower limit helps. Punchh itself retries for up to 3.8 hours, and half a day or longer if it held events back while the webhook was suspended: with a value below 24, or after a longer outage, real events are dropped. 0 allows any age.',
		},
		{
			displayName: 'Further Kinds',
			name: 'furtherKinds',
			type: 'string',
			default: '',
			placeholder: 'e.g. gift_card_expired, tier_campaign',
			description:
				'Kinds of notifications or other events that are not in the lists yet, as spelled in event_type or event_name, separated by commas. They are added to the chosen ones.',
		},
		{
			displayName: 'Keep Links and Codes',
			name: 'keepSecrets',
			type: 'boolean',
			default: false,
			description:
				"Whether items keep what lets somebody else act as the guest or says where the guest was: password and confirmation links, passcodes, tokens, gift card numbers, IP addresses, user agents. Otherwise *** replaces them. Coupon codes, redemption codes and links to wallet passes always stay. n8n stores what an item has, and everyone who may see the workflow's executions can use it.",
		},
		maxBodyOption,
		{
			displayName: 'Public Base URL',
			name: 'publicBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://hooks.example.com/n8n',
			description:
				'The base URL registered in Punchh, if a proxy in front of n8n makes signatures fail. Not needed if n8n shows the right Production URL.',
		},
		reportRefusedOption,
		{
			displayName: 'Strictness',
			name: 'strictness',
			type: 'multiOptions',
			options: [
				{
					name: 'GET Check',
					value: 'check',
					description: "Punchh's check of the URL needs the same proof as events",
				},
				{
					name: 'Signature',
					value: 'signature',
					description:
						'Only "hmac" followed by lowercase hex over path, query and body; scheme names in lowercase',
				},
			],
			default: [],
			description:
				"What to accept only in its strictest form. Punchh's documentation does not specify the exact form of signatures, so by default every plausible one is accepted.",
		},
	],
};
