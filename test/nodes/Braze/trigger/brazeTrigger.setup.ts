import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Surroundings } from '../../../harness/servedTrigger';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

export let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

export const OPEN = { authentication: 'none' };

export const serve = async (
	parameters: INodeParameters,
	credential?: IDataObject,
	surroundings: Surroundings = {},
) => {
	trigger = await serveTrigger(
		parameters,
		credential === undefined ? {} : { brazeWebhookApi: credential },
		{ node: 'brazeTrigger', ...surroundings },
	);
	return trigger;
};

export const MESSAGE = {
	event: 'Win-Back step 2',
	canvas_id: 'canvas-1',
	message_id: 'message-1',
	dispatch_id: 'dispatch-1',
	external_id: 'CRM-000917',
	properties: { punchh_user_id: '730415' },
};

export const post = async (body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
	await fetch(trigger.url, {
		method,
		headers: { 'Content-Type': 'text/plain', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
