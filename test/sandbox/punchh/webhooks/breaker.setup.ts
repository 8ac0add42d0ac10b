import { setTimeout as sleep } from 'node:timers/promises';
import { freshEventOf } from '../../../../sandbox/punchh/webhooks/events';
import type { Webhook, WebhookInput } from '../../../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { startScripted, type Script, type ScriptedReceiver } from '../../scriptedReceiver';

export const MINUTE = 60_000;

export let receiver: ScriptedReceiver;
export let clock: Clock;
export let webhooks: PunchhWebhooks;

beforeEach(async () => {
	receiver = await startScripted();
	clock = new Clock(0);
	webhooks = new PunchhWebhooks(clock);
});
afterEach(async () => {
	webhooks.close();
	await receiver.close();
});

export async function register(changes: Partial<WebhookInput> = {}): Promise<Webhook> {
	return await webhooks.register({
		name: 'n8n',
		baseUrl: receiver.origin,
		endPoint: '/webhook/punchh',
		events: ['guest', 'reward'],
		active: true,
		...changes,
	});
}

/** Answers checks and events differently. */
export function answer(scripts: { check: Script; event: Script }): void {
	receiver.script = ({ method }) => (method === 'GET' ? scripts.check : scripts.event);
}

export async function publish(count: number): Promise<void> {
	for (let index = 0; index < count; index++) webhooks.publish(freshEventOf('guest'));
	await webhooks.quiet();
}

/** Lets time pass to the next check and waits for its answer. */
export async function nextCheck(): Promise<void> {
	const count = webhooks.checks.length;
	clock.jump();
	while (webhooks.checks.length === count) await sleep(2);
	await sleep(2);
}

export const states = () => webhooks.deliveries.map(({ state }) => state);
export const posts = () => receiver.received.filter(({ method }) => method === 'POST');
