import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { byName } from '../../shared/byName';
import { ACKNOWLEDGE_NOTE } from '../../shared/webhook/acknowledge';
import { groupParameters } from '../../shared/webhook/group/parameters';
import { FAMILIES } from '../events/families';
import { KINDS, type EventWithKinds } from '../events/kinds';
import { punchhTriggerOptions } from './options';
import { KIND_PARAMETERS } from './settings';

/** The parameters of the Punchh Trigger. */
export const punchhTriggerProperties: INodeProperties[] = [
	{
		displayName:
			'In Punchh, the <b>Base URL</b> is the Production URL up to the host, without a slash at the end, and the <b>Webhook End Point</b> is the rest. Publish this workflow before you tick <b>Active</b> there. <b>Execute step</b> waits at the <b>Test URL</b> instead: open it with <b>?sample=guest</b> at the end for a sample. <a href="https://github.com/n8n-nodes-punchh-braze/n8n-nodes-punchh-braze/blob/main/docs/punchh-trigger.md#set-it-up">All steps</a>',
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
		description: 'How Punchh proves that it sent an event',
	},
	{
		displayName: 'Without authentication, anyone who learns the URL can invent guests and rewards',
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
			'Which events start the workflow. Any others that Punchh sends here are answered and dropped.',
	},
	{
		displayName: 'Transactional Notifications',
		name: KIND_PARAMETERS.transactional_notification,
		type: 'multiOptions',
		options: kindOptions('transactional_notification'),
		default: [],
		hint: 'All kinds, unless you choose some',
		displayOptions: { show: { events: ['transactional_notification'] } },
		description: 'Which kinds of transactional notifications start the workflow',
	},
	{
		displayName: 'Marketing Notifications',
		name: KIND_PARAMETERS.marketing_notification,
		type: 'multiOptions',
		options: kindOptions('marketing_notification'),
		default: [],
		hint: 'All kinds, unless you choose some',
		displayOptions: { show: { events: ['marketing_notification'] } },
		description: 'Which kinds of marketing notifications start the workflow',
	},
	{
		displayName: 'Other Events',
		name: KIND_PARAMETERS.other,
		type: 'multiOptions',
		options: kindOptions('other'),
		default: [],
		hint: 'All, including new ones, unless you choose some',
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
					'Punchh gets a 200 as soon as n8n has stored the execution. Later failures show up in the executions list and trigger the error workflow, but Punchh does not send the event again. In queue mode, a worker that dies loses its events: choose the other.',
			},
			{
				name: 'When the Workflow Has Succeeded',
				value: 'lastNode',
				description:
					'If the workflow fails, Punchh gets a 500 and sends the event again, up to 7 times in 3.8 hours. One that takes longer than 12 seconds is answered with a 503, and runs only once: when the event comes again, the trigger knows how it ended. With a Wait node, n8n answers when the wait begins. After 1,000 events without a successful retry, Punchh suspends the webhook.',
			},
		],
		default: 'onReceived',
		description: `When to tell Punchh that an event has arrived${ACKNOWLEDGE_NOTE}`,
	},
	{
		displayName:
			'If the workflow keeps failing, Punchh sends events again and eventually suspends the webhook. Keep the workflow short and safe to repeat.',
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
		// n8n would call it "On guest", which says nothing.
		action: `On ${name.toLowerCase()}: ${withinSentence(description)}`,
		description,
	}));
}

/** A description after a colon: only names keep their capital letter. */
function withinSentence(description: string): string {
	return description.startsWith('Punchh')
		? description
		: `${description[0].toLowerCase()}${description.slice(1)}`;
}

function kindOptions(event: EventWithKinds): INodePropertyOptions[] {
	return byName(
		Object.entries(KINDS[event]).map(([value, name]) => ({ name, value })),
		({ name }) => name,
	);
}
