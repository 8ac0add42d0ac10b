import {
	fromParameter,
	webhookDescriptionFields,
	type INodeTypeDescription,
	type IWebhookDescription,
} from 'n8n-workflow';

import { SAMPLES } from '../events/samples';

/** Name of the webhook that takes Punchh's GET check; the events come on `default`. */
export const CHECK_WEBHOOK = 'setup';

/**
 * When n8n answers: as 'Acknowledge' says. Newer versions of n8n read the parameter by themselves;
 * older ones evaluate the expression, on every call.
 */
export const acknowledgedAsChosen: Pick<IWebhookDescription, 'responseMode'> =
	typeof webhookDescriptionFields === 'function'
		? webhookDescriptionFields({ responseMode: fromParameter('acknowledge', 'onReceived') })
		: { responseMode: '={{$parameter["acknowledge"] || "onReceived"}}' };

/** The steps in Punchh that no API can do for the user. */
const STEPS = [
	'In Punchh open <b>Settings &gt; Webhooks Manager</b> (newer: <b>Data Sharing &gt; Outbound Webhooks</b>). Not there? Switch on <b>Cockpit &gt; Dashboard &gt; Major Features &gt; Enable Webhooks Management</b>.',
	'Register a <b>Base URL</b>, which is the <b>Production URL</b> from here up to the host, e.g. https://n8n.example.com, and an <b>Admin Email</b> for notices.',
	'On <b>Webhooks</b> create a webhook with that Base URL. Its <b>Webhook End Point</b> is the rest of the Production URL, e.g. /webhook/1a2b3c/punchh.',
	'Choose the <b>Authentication</b> that the credential here has, and enter the same secret, token or password.',
	'Tick the events that are chosen here; notifications are ticked kind by kind.',
	'<b>Publish this workflow</b>, and only then tick <b>Active</b> in Punchh and save. Punchh checks the URL with a GET request and leaves the webhook inactive unless n8n answers.',
];

/** How to see output at once, without Punchh. */
const SAMPLES_HELP = `<b>Sample output without Punchh:</b> click <b>Execute step</b>, then open the <b>Test URL</b> in a browser with <b>?sample=guest</b> behind it. Other samples: ${Object.keys(
	SAMPLES,
)
	.filter((event) => event !== 'guest')
	.join(', ')}.`;

/** Where the counts are, as n8n has no place for them. */
const COUNTS_HELP =
	'<b>How many events came, were refused or came twice:</b> a GET of the Production URL is answered with the counts when it carries the same proof as events do.';

/** What the panel of the trigger says before the first event has come. */
export const punchhTriggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events from Punchh',
	executionsHelp: {
		inactive: `Punchh has no API to register webhooks, so it takes a few steps there once:<br><br>${STEPS.map((step, index) => `${index + 1}. ${step}`).join('<br>')}<br><br>${SAMPLES_HELP}`,
		active: `The workflow runs for the events that Punchh sends. See the runs in the <a data-key="executions">list of executions</a>.<br><br>${COUNTS_HELP}<br><br>${SAMPLES_HELP}`,
	},
	activationHint:
		'Once you have finished building, publish the workflow, then tick Active for the webhook in Punchh.',
};
