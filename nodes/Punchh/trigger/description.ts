import {
	fromParameter,
	webhookDescriptionFields,
	type INodeTypeDescription,
	type IWebhookDescription,
} from 'n8n-workflow';

import { readsWebhookParameters } from '../../shared/n8nOffers';
import { acknowledgedByOlderN8n } from '../../shared/webhook/acknowledge';
import { FAMILIES } from '../events/families';
import { SAMPLES } from '../events/samples';

/** Name of the webhook that takes Punchh's GET check; the events come on `default`. */
export const CHECK_WEBHOOK = 'setup';

/**
 * When n8n answers, as 'Acknowledge' says. Newer versions of n8n read the parameter themselves; older
 * ones evaluate the expression on every call.
 */
export const acknowledgedAsChosen: Pick<IWebhookDescription, 'responseMode'> =
	readsWebhookParameters
		? webhookDescriptionFields({ responseMode: fromParameter('acknowledge', 'onReceived') })
		: { responseMode: acknowledgedByOlderN8n };

const EVENT_NAMES = Object.fromEntries(
	Object.entries(FAMILIES).map(([event, { name }]) => [event, name]),
);

/** The chosen events by their names instead of n8n's values, e.g. "Guest, Loyalty Check-In". */
export const eventsSubtitle = `={{ $parameter["events"].map((event) => (${JSON.stringify(EVENT_NAMES)})[event]).join(", ") }}`;

/** The steps in Punchh that no API can do for the user. */
const STEPS = [
	'In Punchh, open <b>Settings &gt; Webhooks Manager</b> (newer: <b>Data Sharing &gt; Outbound Webhooks</b>). Not there? Turn on <b>Cockpit &gt; Dashboard &gt; Major Features &gt; Enable Webhooks Management</b>.',
	'Register a <b>Base URL</b>, which is the <b>Production URL</b> shown here up to the host, without a slash at the end, e.g. https://n8n.example.com, and an <b>Admin Email</b> for notices.',
	'On <b>Webhooks</b> create a webhook with that Base URL. Its <b>Webhook End Point</b> is the rest of the Production URL, e.g. /webhook/1a2b3c/punchh.',
	'Choose the same <b>Authentication</b> as in the credential here, and enter the same secret, token or password.',
	'Tick the events that are chosen here; each kind of notification has its own checkbox.',
	'<b>Publish this workflow</b>, and only then tick <b>Active</b> in Punchh and save. Punchh checks the URL with a GET request and leaves the webhook inactive unless n8n answers.',
];

/** What the editor waits for, which n8n does not say. */
const TEST_HELP =
	'<b>Execute step</b> waits for one event at the <b>Test URL</b>; Punchh sends to the Production URL, so nothing comes by itself. For a sample, open the Test URL in a browser with <b>?sample=guest</b> at the end.';

/** How to see output at once, without Punchh. */
const SAMPLES_HELP = `<b>Sample output without Punchh:</b> click <b>Execute step</b>, then open the <b>Test URL</b> in a browser with <b>?sample=guest</b> at the end. Other samples: ${Object.keys(
	SAMPLES,
)
	.filter((event) => event !== 'guest')
	.join(', ')}.`;

/** Where to find the counts, because n8n has no place for them. */
const COUNTS_HELP =
	'<b>How many events came, were refused or came twice:</b> send a GET to the Production URL with the same proof as events have, and the answer has the counts.';

/** What the trigger panel says before the first event has come. */
export const punchhTriggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events from Punchh',
	executionsHelp: {
		inactive: `Punchh has no API to register webhooks, so you have to do a few steps there once:<br><br>${STEPS.map((step, index) => `${index + 1}. ${step}`).join('<br>')}<br><br>${SAMPLES_HELP}`,
		active: `The workflow runs for the events that Punchh sends. See the runs in the <a data-key="executions">list of executions</a>.<br><br>${COUNTS_HELP}<br><br>${SAMPLES_HELP}`,
	},
	activationHint: {
		inactive: `${TEST_HELP}<br><br>When you have finished building, publish the workflow, then tick Active for the webhook in Punchh.`,
		active: TEST_HELP,
	},
};
