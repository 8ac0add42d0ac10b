import {
	fromParameter,
	webhookDescriptionFields,
	type INodeTypeDescription,
	type IWebhookDescription,
} from 'n8n-workflow';

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
	'In Punchh open <b>Settings &gt; Webhooks Manager</b> (newer: <b>Data Sharing &gt; Outbound Webhooks</b>).',
	'On <b>Configuration</b> register the part of the <b>Production URL</b> up to the host as a base URL.',
	'On <b>Webhooks</b> create a webhook: choose that base URL, enter the rest of the URL as <b>Webhook End Point</b>, and under <b>Authentication</b> what the credential here says.',
	'Tick the same events as here, then <b>publish this workflow</b> before you tick <b>Active</b>: Punchh checks the URL with a GET request and stays inactive until n8n answers.',
];

/** How to see output at once, without Punchh. */
const SAMPLES_HELP =
	'To see sample output at once, click <b>Execute step</b> and open the <b>Test URL</b> in a browser with <b>?sample=guest</b> behind it (or loyalty_checkin, gift_checkin, redemption, reward, transactional_notification, marketing_notification).';

/** What the panel of the trigger says before the first event has come. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events from Punchh',
	executionsHelp: {
		inactive: `Punchh has no API to register webhooks, so it takes a few steps there once:<br><br>${STEPS.map((step, index) => `${index + 1}. ${step}`).join('<br>')}<br><br>${SAMPLES_HELP}`,
		active: `The workflow runs for the events that Punchh sends. See the runs in the <a data-key="executions">list of executions</a>.<br><br>${SAMPLES_HELP}`,
	},
	activationHint:
		'Once you have finished building, publish the workflow, then activate the webhook in Punchh.',
};
