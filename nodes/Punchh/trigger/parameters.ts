import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { groupParameters } from '../../shared/webhook/group/parameters';
import { FAMILIES } from '../events/families';
import { KINDS, type EventWithKinds } from '../events/kinds';
import { punchhTriggerOptions } from './options';
import { KIND_PARAMETERS } from './settings';

/** The parameters of the Punchh Trigger. */
export const punchhTriggerProperties: INodeProperties[] = [
	{
		displayName:
			'In Punchh, the <b>Base URL</b> is the Production URL up to the host, and the <b>Webhook End Point</b> is the rest. Publish this workflow before you tick <b>Active</b> there. <a href="https://github.com/n8n-nodes-punchh-braze/n8n-nodes-punchh-braze/blob/main/docs/punchh-trigger.md#set-it-up">All steps</a>',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'Credential',
				value: 'credential',
				description: 'Basic, Bearer or HMAC, as chosen in Punchh',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Anyone who knows the URL can send events',
			},
		],
		default: 'credential',
		description: 'How Punchh proves that an event comes from it',
	},
	{
		displayName: 'Without authentication, anyone who learns the URL can make up guests and rewards',
		name: 'noAuthenticationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions(),
		required: true,
		default: [],
		description:
			'Which events start the workflow. Others that Punchh sends here are answered and dropped.',
	},
	{
		displayName: 'Transactional Notifications',
		name: KIND_PARAMETERS.transactional_notification,
		type: 'multiOptions',
		options: kindOptions('transactional_notification'),
		default: [],
		hint: 'All kinds, unless you choose some',
		displayOptions: { show: { events: ['transactional_notification'] } },
		description: 'Which kinds of transactional notification start the workflow',
	},
	{
		displayName: 'Marketing Notifications',
		name: KIND_PARAMETERS.marketing_notification,
		type: 'multiOptions',
		options: kindOptions('marketing_notification'),
		default: [],
		hint: 'All kinds, unless you choose some',
		displayOptions: { show: { events: ['marketing_notification'] } },
		description: 'Which kinds of marketing notification start the workflow',
	},
	{
		displayName: 'Other Events',
		name: KIND_PARAMETERS.other,
		type: 'multiOptions',
		options: kindOptions('other'),
		default: [],
		hint: 'All, also new ones, unless you choose some',
		displayOptions: { show: { events: ['other'] } },
		description: 'Which other events start the workflow',
	},
	{
		displayName: 'Acknowledge',
		name: 'acknowledge',
		type: 'options',
		options: [
			{
				name: 'When Stored',
				value: 'onReceived',
				description:
					'Punchh gets its 200 as soon as n8n has stored the execution. What fails afterwards is for the executions list and the error workflow, and Punchh does not send the event again.',
			},
			{
				name: 'When the Workflow Has Succeeded',
				value: 'lastNode',
				description:
					'A workflow that fails answers 500, so Punchh sends the event again, up to 7 times in 3.8 hours. The workflow has to finish within 15 seconds. After 1,000 events whose retries are used up Punchh suspends the webhook.',
			},
		],
		default: 'onReceived',
		description: 'When Punchh is told that an event has arrived',
	},
	{
		displayName:
			'A workflow that is slow or keeps failing makes Punchh send events again, and in the end suspend the webhook. Keep it short and safe to repeat.',
		name: 'acknowledgeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { acknowledge: ['lastNode'] } },
	},
	...groupParameters,
	punchhTriggerOptions,
];

function eventOptions(): INodePropertyOptions[] {
	return Object.entries(FAMILIES).map(([value, { name, description }]) => ({
		name,
		value,
		description,
	}));
}

function kindOptions(event: EventWithKinds): INodePropertyOptions[] {
	return Object.entries(KINDS[event])
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
