import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { EVENT_OPTIONS } from './events';

/** Name of the webhook that takes Punchh's GET check; the events come on `default`. */
export const CHECK_WEBHOOK = 'setup';

/** The steps in Punchh that no API can do for the user. */
const STEPS = [
	'In Punchh open <b>Settings &gt; Webhooks Manager</b> (newer: <b>Data Sharing &gt; Outbound Webhooks</b>).',
	'On <b>Configuration</b> register the part of the <b>Production URL</b> up to the host as a base URL.',
	'On <b>Webhooks</b> create a webhook: choose that base URL, enter the rest of the URL as <b>Webhook End Point</b>, and under <b>Authentication</b> what the credential here says.',
	'Tick the same events as here, then <b>publish this workflow</b> before you tick <b>Active</b>: Punchh checks the URL with a GET request and stays inactive until n8n answers.',
];

/** What the panel of the trigger says before the first event has come. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events from Punchh',
	executionsHelp: {
		inactive: `Punchh has no API to register webhooks, so it takes a few steps there once:<br><br>${STEPS.map((step, index) => `${index + 1}. ${step}`).join('<br>')}<br><br>To try it without publishing, click <b>Execute step</b> and send a sample to the Test URL.`,
		active:
			'The workflow runs for each event that Punchh sends. See the runs in the <a data-key="executions">list of executions</a>.',
	},
	activationHint:
		'Once you have finished building, publish the workflow, then activate the webhook in Punchh.',
};

/** The parameters of the Punchh Trigger. */
export const properties: INodeProperties[] = [
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
		options: EVENT_OPTIONS,
		required: true,
		default: [],
		description:
			'Which events start the workflow. Others that Punchh sends here are answered and dropped.',
	},
];
