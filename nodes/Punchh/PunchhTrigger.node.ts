import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { nowMs } from '../shared/time';
import { refuse, refuseAs } from '../shared/webhook/answer/refuse';
import { respondDropped } from '../shared/webhook/answer/respond';
import { readBody } from '../shared/webhook/body';
import type { NamedCredentials } from '../shared/webhook/credential';
import { deliver } from '../shared/webhook/deliver';
import type { TriggerMemory } from '../shared/webhook/memory/triggerMemory';
import { registeredByHand, serve } from '../shared/webhook/serve';
import { authenticatePunchhCall } from './trigger/authenticate';
import { dropTooOld, isTooOld } from './trigger/age';
import { answerCheck } from './trigger/check';
import { punchhWebhookApiTest } from './trigger/credentialTest';
import {
	acknowledgedAsChosen,
	CHECK_WEBHOOK,
	eventsSubtitle,
	punchhTriggerPanel,
} from './trigger/description';
import { blankOut } from './events/blankOut';
import { readEnvelope } from './events/envelope';
import { eventKey, type PunchhItem } from './events/item';
import { whyNotSelected } from './trigger/filter';
import { punchhTriggerProperties } from './trigger/parameters';
import { PUNCHH_TRIGGER_POLICY } from './trigger/policy';
import { readCallSettings, readEventSettings, type CallSettings } from './trigger/settings';
import { REFUSALS } from './trigger/verifyRequest';

export class PunchhTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Punchh Trigger',
		name: 'punchhTrigger',
		icon: { light: 'file:punchh.svg', dark: 'file:punchh.dark.svg' },
		group: ['trigger'],
		// In version 1 n8n evaluates an expression on every call, which costs more than everything else.
		version: 2,
		subtitle: eventsSubtitle,
		// n8n shows it for the Punchh node as well, where both are one entry of the panel.
		description:
			'Sign up, look up and update loyalty guests in Punchh, send them gifts, and manage custom segments; starts the workflow when something happens in Punchh',
		eventTriggerDescription:
			'Waiting at the Test URL. Punchh sends to the Production URL: for a sample, open the Test URL with ?sample=guest at the end',
		activationMessage:
			"You can now tick Active for the webhook in Punchh, which then checks the URL. It is the Production URL under 'Webhook URLs' in the Punchh Trigger.",
		triggerPanel: punchhTriggerPanel,
		builderHint: {
			searchHint:
				'Receives Punchh loyalty events (guests, check-ins, redemptions, rewards, notifications). The webhook is registered manually in Punchh; there is no API key and no event ID to fill in.',
		},
		defaults: { name: 'Punchh Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'punchhWebhookApi',
				required: true,
				testedBy: 'punchhWebhookApiTest',
				displayOptions: { show: { authentication: ['credential'] } },
			},
		],
		// One address: events come as POST, Punchh's check as GET.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'punchh',
				...acknowledgedAsChosen,
				// Punchh decides by the status only.
				responseData: 'noData',
			},
			{
				name: CHECK_WEBHOOK,
				httpMethod: 'GET',
				path: 'punchh',
				responseMode: 'onReceived',
				ndvHideUrl: true,
			},
		],
		properties: punchhTriggerProperties,
	};

	methods = { credentialTest: { punchhWebhookApiTest } };

	webhookMethods = registeredByHand;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await serve.call(this, receive);
	}
}

/** Answers the GET check, verifies and reads. */
async function receive(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	credentials: NamedCredentials,
): Promise<IWebhookResponseData> {
	const settings = readCallSettings.call(this);
	if (this.getWebhookName() === CHECK_WEBHOOK) {
		return await answerCheck.call(this, memory, settings);
	}
	memory.counts.countReceived();

	const takeBody = async () => await readBody.call(this, settings.maxBytes);
	const refusal = await authenticatePunchhCall.call(this, memory, credentials, takeBody, settings);
	const rawBody = refusal ?? (await takeBody());
	if (typeof rawBody === 'string') return refuseAs.call(this, memory, REFUSALS, rawBody);

	const read = readEnvelope(rawBody, nowMs());
	if ('problem' in read) return refuse.call(this, memory, 400, read.problem);
	return await take.call(this, memory, { ...read, rawBody }, settings);
}

/** Filters, drops what is too old or has come before, groups and emits. */
async function take(
	this: IWebhookFunctions,
	memory: TriggerMemory,
	{ item, rawBody }: { item: PunchhItem; rawBody: Buffer },
	callSettings: CallSettings,
): Promise<IWebhookResponseData> {
	const settings = readEventSettings.call(this, callSettings);
	const notSelected = whyNotSelected(item, settings.filter);
	if (notSelected !== undefined) {
		memory.counts.countNotSelected();
		return respondDropped(this.getResponseObject(), 'Not selected', notSelected);
	}
	if (!callSettings.keepSecrets) blankOut(item);
	// The editor waits for one event, however old, and whether or not it has come before.
	if (this.getMode() === 'manual') return { workflowData: [[{ json: item }]] };
	if (isTooOld(item, settings.maxAgeMs)) return dropTooOld.call(this, memory, item);
	// What cannot be identified is at least not taken again exactly as it was.
	const key = settings.dropDuplicates ? (eventKey(item) ?? rawBody.toString('latin1')) : undefined;
	const { answerWithinMs } = PUNCHH_TRIGGER_POLICY;
	const event = { item, key, bytes: rawBody.length, answerWithinMs };
	return await deliver.call(this, memory, event, settings.group);
}
