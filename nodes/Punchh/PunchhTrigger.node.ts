import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { authenticate, readRawBody } from './trigger/authenticate';
import { punchhWebhookApiTest } from './trigger/credentialTest';
import { CHECK_WEBHOOK, properties, triggerPanel } from './trigger/description';
import { readEnvelope } from './trigger/envelope';
import { manualRegistration } from './trigger/manualRegistration';
import { respond } from './trigger/respond';

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
			'You can now activate the webhook in Punchh. It checks the Production URL of the Punchh Trigger before it sends events.',
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
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'punchh',
				responseMode: 'onReceived',
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

	/** Answers the GET check, verifies, reads, filters and emits. Every path ends in an answer. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === CHECK_WEBHOOK) return respond.call(this, 200, 'Ready');

		const rawBody = await readRawBody.call(this);
		if (rawBody === undefined) return respond.call(this, 400, 'The body cannot be read');

		const refusal = await authenticate.call(this, rawBody);
		if (refusal !== undefined) {
			this.logger.warn(`Punchh Trigger refused a call: ${refusal}`, {
				workflowId: this.getWorkflow().id,
				node: this.getNode().name,
			});
			// Punchh sends again after a 503, not after a 401: a credential can be mended meanwhile.
			return refusal === 'credential not readable'
				? respond.call(this, 503, 'Not ready')
				: respond.call(this, 401, 'Unauthorized');
		}

		const read = readEnvelope(rawBody, Date.now());
		if ('problem' in read) return respond.call(this, 400, read.problem);

		const wanted = this.getNodeParameter('events') as string[];
		if (!wanted.includes(read.item.event)) return respond.call(this, 200, 'Event not selected');

		return { workflowData: [[{ json: read.item }]] };
	}
}
