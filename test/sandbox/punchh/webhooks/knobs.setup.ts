import { EVENT_TYPES } from '../../../../sandbox/punchh/webhooks/events';
import type { PunchhWebhookKnobs } from '../../../../sandbox/punchh/webhooks/knobs';
import type { WebhookInput } from '../../../../sandbox/punchh/webhooks/types';
import { PunchhWebhooks } from '../../../../sandbox/punchh/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { startScripted, type ScriptedReceiver } from '../../scriptedReceiver';

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

/** Registers an active webhook for everything, with the knobs set. */
export async function prepare(
	knobs: Partial<PunchhWebhookKnobs> = {},
	input: Partial<WebhookInput> = {},
): Promise<void> {
	await webhooks.register({
		name: 'n8n',
		baseUrl: receiver.origin,
		endPoint: 'webhook/punchh?brand=1',
		events: [...EVENT_TYPES],
		active: true,
		...input,
	});
	receiver.received.length = 0;
	Object.assign(webhooks.knobs, knobs);
}

export const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));
