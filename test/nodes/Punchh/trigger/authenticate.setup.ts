import type { IDataObject } from 'n8n-workflow';
import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

export const PATH = '/webhook/1/punchh';
export const QUERY = '?brand=1';
export const BODY = JSON.stringify(readSample('reward-signup-campaign'));

export const { user, password, token, secret, clientKey }: Record<string, string> = WEBHOOK_SECRETS;

type Method = 'GET' | 'POST';

export let trigger: ServedTrigger;
export const serve = async (credential: IDataObject | undefined, options: IDataObject = {}) => {
	const parameters = {
		authentication: 'credential',
		events: ['reward'],
		options: { dropDuplicates: false, ...options },
	};
	trigger = await serveTrigger(
		parameters as never,
		credential === undefined ? {} : { punchhWebhookApi: credential },
	);
};
export const call = async (
	authorization: string | undefined,
	{ body = BODY, method = 'POST' as Method, key = clientKey as string | null } = {},
) => {
	const headers = {
		'Content-Type': 'application/json',
		...(authorization === undefined ? {} : { authorization }),
		...(key === null ? {} : { 'x-pch-key': key }),
	};
	const answer = await fetch(trigger.url + QUERY, {
		method,
		headers,
		body: method === 'POST' ? body : undefined,
	});
	return { status: answer.status, body: (await answer.json()) as IDataObject };
};
export const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;
