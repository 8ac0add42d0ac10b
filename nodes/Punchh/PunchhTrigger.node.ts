import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { deliver } from '../shared/webhook/deliver';
import { manualRegistration } from '../shared/webhook/manualRegistration';
import { claimsToBeOwn } from '../shared/webhook/ownCall';
import { readRawBody } from '../shared/webhook/readRawBody';
import { refuse } from '../shared/webhook/refuse';
import { respond } from '../shared/webhook/respond';
import { storeSeen } from '../shared/webhook/seenStorage';
import { stateOf } from '../shared/webhook/state';
import { authenticate } from './trigger/authenticate';
import { dropTooOld, isTooOld } from './trigger/age';
import { answerCheck } from './trigger/check';
import { punchhWebhookApiTest } from './trigger/credentialTest';
import { acknowledgedAsChosen, CHECK_WEBHOOK, triggerPanel } from './trigger/description';
import { readEnvelope } from './events/envelope';
import { eventKey } from './events/item';
import { isWanted } from './trigger/filter';
import { properties } from './trigger/parameters';
import { readCallSettings, readEventSettings } from './trigger/settings';
import { REFUSALS } from './trigger/verifyRequest';

/**
 * Punchh gives up after 15 s and then sends again three times only; after a 503 seven times.
 */
const ANSWER_WITHIN_MS = 14_000;

export class PunchhTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Punchh Trigger',
		name: 'punchhTrigger',
		icon: { light: 'file:punchh.svg', dark: 'file:punchh.dark.svg' },
		group: ['trigger'],
		// In version 1 n8n evaluates an expression on every call, which costs more than all the rest.
		version: 2,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in Punchh',
		eventTriggerDescription: 'Waiting for Punchh to send an event',
		activationMessage:
			"You can now tick Active for the webhook in Punchh, which then checks the URL. It is the Production URL under 'Webhook URLs' in the Punchh Trigger.",
		triggerPanel,
		builderHint: {
			searchHint:
				'Receives Punchh loyalty events (guests, check-ins, redemptions, rewards, notifications). The webhook is registered by hand in Punchh; there is no API key and no event ID to fill in.',
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
		// One address: events come as POST, the check as GET.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'punchh',
				...acknowledgedAsChosen,
				// Punchh reads the status only.
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
		properties,
	};

	methods = { credentialTest: { punchhWebhookApiTest } };

	webhookMethods = manualRegistration;

	/** Every path ends in an answer, also one that nobody foresaw: Punchh sends again after a 503. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			return await receive.call(this);
		} catch (error) {
			return refuse.call(this, stateOf.call(this), 503, 'failed', (error as Error).message);
		}
	}
}

/** Answers the GET check, verifies, reads, filters, drops what was seen, groups and emits. */
async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const state = stateOf.call(this);
	if (claimsToBeOwn.call(this)) return storeSeen.call(this, state);
	const callSettings = readCallSettings.call(this);
	if (this.getWebhookName() === CHECK_WEBHOOK) {
		return await answerCheck.call(this, state, callSettings);
	}
	state.summary.countReceived();

	const rawBody = await readRawBody.call(this);
	if (rawBody === undefined) return refuse.call(this, state, 400, 'body not readable');

	const refusal = await authenticate.call(this, state, rawBody, callSettings);
	if (refusal !== undefined) {
		const { status, hint } = REFUSALS[refusal];
		return refuse.call(this, state, status, refusal, hint);
	}

	const read = readEnvelope(rawBody, Date.now());
	if ('problem' in read) return refuse.call(this, state, 400, read.problem);

	const settings = readEventSettings.call(this);
	if (!isWanted(read.item, settings.filter)) {
		state.summary.countNotSelected();
		return respond(this.getResponseObject(), 200, 'Not selected');
	}
	if (isTooOld(read.item, settings.maxAgeMs)) return dropTooOld.call(this, state, read.item);
	// The editor waits for one event, whether it came before or not.
	if (this.getMode() === 'manual') return { workflowData: [[{ json: read.item }]] };
	const key = settings.dropDuplicates ? eventKey(read.item) : undefined;
	const event = { ...read, key, bytes: rawBody.length, answerWithinMs: ANSWER_WITHIN_MS };
	return await deliver.call(this, state, event, settings.group);
}
