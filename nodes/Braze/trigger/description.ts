import {
	fromParameter,
	webhookDescriptionFields,
	type INodeTypeDescription,
	type IWebhookDescription,
} from 'n8n-workflow';

import { readsWebhookParameters } from '../../shared/n8nOffers';
import { acknowledgedByOlderN8n } from '../../shared/webhook/acknowledge';
import { HEADER_HELP } from './templates';

/**
 * Method and time of the answer, as chosen. Newer versions of n8n read the parameters by themselves;
 * older ones evaluate the expressions, on every call.
 */
export const asChosen: Pick<IWebhookDescription, 'httpMethod' | 'responseMode'> =
	readsWebhookParameters
		? webhookDescriptionFields({
				httpMethod: fromParameter('httpMethod', 'POST'),
				responseMode: fromParameter('acknowledge', 'onReceived'),
			})
		: {
				httpMethod: '={{$parameter["httpMethod"] || "POST"}}',
				responseMode: acknowledgedByOlderN8n,
			};

/** The steps in Braze that no API can do for the user. */
const STEPS = [
	'<b>Publish this workflow</b> first: Braze drops a message for good if the URL answers 404.',
	'In Braze, create a <b>webhook campaign</b>, or add a <b>message step</b> with the channel webhook to a Canvas.',
	'Enter the <b>Production URL</b> and the <b>HTTP Method</b> chosen here. Braze only reaches ports 80 and 443.',
	'Choose <b>Raw text</b> and paste the <b>Body to Copy Into Braze</b> from here.',
	`Add the request headers: <b>Content-Type</b> with <b>text/plain</b>, and ${Object.values(HEADER_HELP).join('; or ')}.`,
	'Keep the workflow published, even while you change it, and keep the part after the trigger small.',
];

/** What the editor waits for, which n8n does not say. */
const TEST_HELP =
	'<b>Execute step</b> waits for one message at the <b>Test URL</b>; campaigns and Canvases send to the Production URL, so nothing comes by itself. Use <b>Test Send</b> in Braze with the Test URL.';

/** What the trigger panel says before the first message has come. */
export const brazeTriggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive messages from Braze',
	executionsHelp: {
		inactive: `Braze has no API to register webhooks, so you have to do a few steps there once:<br><br>${STEPS.map((step, index) => `${index + 1}. ${step}`).join('<br>')}`,
		active:
			'The workflow runs for each message that Braze sends. See the runs in the <a data-key="executions">list of executions</a>.',
	},
	activationHint: {
		inactive: `${TEST_HELP}<br><br>When you have finished building, publish the workflow, then launch the campaign or Canvas in Braze.`,
		active: TEST_HELP,
	},
};
