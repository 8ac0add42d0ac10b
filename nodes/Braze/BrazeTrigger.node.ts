import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { refuse, refuseAs } from '../shared/webhook/answer/refuse';
import { respond } from '../shared/webhook/answer/respond';
import { readBody } from '../shared/webhook/body';
import type { NamedCredentials } from '../shared/webhook/credential';
import { deliver } from '../shared/webhook/deliver';
import type { TriggerMemory } from '../shared/webhook/memory/triggerMemory';
import { registeredByHand, serve } from '../shared/webhook/serve';
import { authenticateBrazeCall } from './trigger/authenticate';
import { brazeWebhookApiTest } from './trigger/credentialTest';
import { asChosen, brazeTriggerPanel } from './trigger/description';
import { messageKey } from './trigger/messageKey';
import { brazeTriggerProperties } from './trigger/parameters';
import { BRAZE_TRIGGER_POLICY } from './trigger/policy';
import { readMessage, toBrazeItem } from './trigger/readMessage';
import { readMessageSettings } from './trigger/settings';
import { REFUSALS } from './trigger/verifyCall';

export class BrazeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze Trigger',
		name: 'brazeTrigger',
		icon: { light: 'file:braze.svg', dark: 'file:braze.dark.svg' },
		group: ['trigger'],
		// In version 1 n8n evaluates an expression on every call, which costs more than everything else.
		version: 2,
		subtitle: '={{ $parameter["httpMethod"] }}',
		// n8n shows it for the Braze node as well, where both are one entry of the panel.
		description:
			'Record attributes, events and purchases in Braze, manage users and subscriptions, and send campaigns and Canvases; starts the workflow when a campaign or Canvas sends a webhook message',
		eventTriggerDescription:
			'Waiting at the Test URL. Braze sends to the Production URL: use Test Send in Braze with the Test URL',
		activationMessage:
			'You can now launch the campaign or Canvas in Braze with the Production URL of the Braze Trigger.',
		triggerPanel: brazeTriggerPanel,
		builderHint: {
			searchHint:
				'Receives webhook messages from Braze campaigns and Canvas steps, one for each user. The webhook is entered manually in Braze: URL, body and headers; there is no API key and no list of events.',
		},
		defaults: { name: 'Braze Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'brazeWebhookApi',
				required: true,
				testedBy: 'brazeWebhookApiTest',
				displayOptions: { show: { authentication: ['credential'] } },
			},
		],
		// Braze only reads the status.
		webhooks: [{ name: 'default', path: 'braze', ...asChosen, responseData: 'noData' }],
		properties: brazeTriggerProperties,
	};

	methods = { credentialTest: { brazeWebhookApiTest } };

	webhookMethods = registeredByHand;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await serve.call(this, receive);
	}
}

/** Verifies, reads, drops loops and duplicates, groups and emits. */
async function receive(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	credentials: NamedCredentials,
): Promise<IWebhookResponseData> {
	memory.counts.countReceived();

	const settings = readMessageSettings.call(this);
	const takeBody = async () => await readBody.call(this, settings.maxBytes);
	const refusal = await authenticateBrazeCall.call(this, memory, credentials, takeBody);
	const rawBody = refusal ?? (await takeBody());
	if (typeof rawBody === 'string') return refuseAs.call(this, memory, REFUSALS, rawBody);

	const contentType = String(this.getHeaderData()['content-type'] ?? '').toLowerCase();
	const query = this.getQueryData() as Record<string, string>;
	const message = readMessage({ rawBody, contentType, query });
	if ('problem' in message && settings.refuseBroken) {
		return refuse.call(this, memory, 400, 'body not valid', message.problem);
	}
	const item = toBrazeItem(message);
	if (settings.ignoreSentBy !== '' && item.properties.sent_by === settings.ignoreSentBy) {
		memory.counts.countNotSelected();
		return respond(this.getResponseObject(), 200, 'Ignored');
	}
	// The editor waits for one message, whether or not it has come before.
	if (this.getMode() === 'manual') return { workflowData: [[{ json: item }]] };
	const key = settings.dropDuplicates ? messageKey(item, message.signature) : undefined;
	const event = {
		item,
		key,
		bytes: rawBody.length,
		answerWithinMs: BRAZE_TRIGGER_POLICY.answerWithinMs,
	};
	return await deliver.call(this, memory, event, settings.group);
}
