import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { WEBHOOK_SECRETS } from '../../../sandbox/punchh/seed';
import { EVENT_TYPES, freshEvent, type Envelope } from '../../../sandbox/punchh/webhooks/events';
import { authHeaders } from '../../../sandbox/punchh/webhooks/send';
import { publishTrigger, rawCall } from '../ground';
import { expectStatus, type Ground, type Probe } from '../probe';

const { secret, clientKey } = WEBHOOK_SECRETS;
const DAY_MS = 24 * 3_600_000;

const publish = async (ground: Ground) =>
	await publishTrigger(
		ground,
		'punchhTrigger',
		{ events: [...EVENT_TYPES] },
		{ type: 'punchhWebhookApi', data: { scheme: 'hmacSha256', secret, clientKey } },
	);

const send = async (url: string, event: Envelope) => {
	const body = JSON.stringify(event);
	const headers = { 'Content-Type': 'application/json', ...authHeaders('hmacSha256', url, body) };
	return await rawCall(url, 'POST', headers, body);
};

/** Texts of the payload that let somebody act as the guest. */
const LINKS = /https?:\/\/[^"\\]*reset[^"\\]*/gi;

export const probes: Probe[] = [
	{
		what: 'the link to a new password, in what n8n stores',
		async try(ground) {
			const { id, url } = await publish(ground);
			const event = freshEvent('transactional-reset_password_instruction');
			const links = JSON.stringify(event).match(LINKS) ?? [];
			if (links.length === 0) throw new Error('The sample has no link any more');
			await send(url, event);
			const [{ data }] = await ground.client.waitForExecutions(id, 1);
			const stored = JSON.stringify(data);
			return {
				holds: links.every((link) => !stored.includes(link)),
				saw: stored.includes('***') ? 'blanked out' : 'in the execution',
			};
		},
	},
	{
		what: 'the same link under another spelling of its name, in text that is JSON',
		async try(ground) {
			const { id, url } = await publish(ground);
			const event = freshEvent('transactional-reset_password_instruction');
			const link = 'https://example.com/a-link-to-act';
			event.payload.metaData = JSON.stringify({ deeper: [{ loginLink: link }] });
			await send(url, event);
			const [{ data }] = await ground.client.waitForExecutions(id, 1);
			const isStored = JSON.stringify(data).includes(link);
			return { holds: !isStored, saw: isStored ? 'in the execution' : 'blanked out' };
		},
	},
	{
		what: 'an event without an ID, sent three times',
		async try(ground) {
			const { id, url } = await publish(ground);
			const event: Envelope = { ...freshEvent('guest-create'), content_id: '' };
			for (let copy = 0; copy < 3; copy++) await send(url, event);
			await sleep(1_000);
			const started = await ground.executions(id);
			return { holds: started === 1, saw: `${started} executions` };
		},
	},
	{
		what: 'a genuine event, recorded eight days ago',
		async try(ground) {
			const { id, url } = await publish(ground);
			const { status } = await send(
				url,
				freshEvent('guest-create', new Date(Date.now() - 8 * DAY_MS)),
			);
			await sleep(1_000);
			const started = await ground.executions(id);
			return { holds: started === 0, saw: `${status}, ${started} executions` };
		},
	},
	{
		what: 'a call that claims to be one of the trigger itself',
		async try(ground) {
			const { id, url } = await publish(ground);
			const headers = { 'x-trigger-own-call': 'guess', 'Content-Type': 'application/json' };
			const { status } = await rawCall(
				url,
				'POST',
				headers,
				JSON.stringify(freshEvent('guest-create')),
			);
			const started = await ground.executions(id);
			return {
				holds: [401, 409].includes(status) && started === 0,
				saw: `${status}, ${started} executions`,
			};
		},
	},
	{
		what: 'two hundred forged calls with odd texts, in the log',
		async try(ground) {
			const { url } = await publish(ground);
			const before = (await readFile(ground.n8n.log, 'utf8')).length;
			const beganAt = Date.now();
			for (let call = 0; call < 200; call++) {
				const headers = {
					authorization: `hmac ${'0'.repeat(64)}`,
					'x-pch-key': `a\tb\u009b2J ${'y'.repeat(3_000)}`,
					'Content-Type': 'application/json',
				};
				const { status } = await rawCall(url, 'POST', headers, '{"event_name":"a\\nb"}');
				if (status !== 401) return expectStatus(status, 401);
			}
			const seconds = (Date.now() - beganAt) / 1_000;
			const added = (await readFile(ground.n8n.log, 'utf8')).slice(before);
			const lines = added.split('\n').filter((line) => line.trim() !== '');
			const isClean = !/[\u0080-\u009f]|y{500}/.test(added);
			return {
				holds: lines.length <= 3 + seconds / 10 && isClean,
				saw: `${lines.length} lines in ${Math.round(seconds)} s${isClean ? '' : ', with what the caller wrote'}`,
			};
		},
	},
];
