import { BrazeState, type Profile, type TriggeredSend } from '../../../../sandbox/braze/api/state';
import type { Activity, MessageInput } from '../../../../sandbox/braze/webhooks/types';
import { BrazeWebhooks } from '../../../../sandbox/braze/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { fastForward } from '../../../../sandbox/shared/sending';
import { startScripted, type Script, type ScriptedReceiver } from '../../scriptedReceiver';

const CAMPAIGN = 'campaign-1';

export let receiver: ScriptedReceiver;
export let clock: Clock;
export let webhooks: BrazeWebhooks;
export let users: Profile[];

beforeEach(async () => {
	receiver = await startScripted();
	clock = new Clock(0);
	webhooks = new BrazeWebhooks(clock);
	const braze = new BrazeState();
	users = [1, 2, 3].map((number) =>
		braze.store.create({
			external_id: `guest-${number}`,
			attributes: { first_name: `No. ${number}` },
		}),
	);
});
afterEach(async () => {
	webhooks.close();
	await receiver.close();
});

export function register(changes: Partial<MessageInput> = {}): void {
	webhooks.register({
		id: CAMPAIGN,
		kind: 'campaign',
		name: 'Win Back',
		url: `${receiver.origin}/webhook/braze`,
		headers: { 'Content-Type': 'application/json' },
		body: '{ "external_id": "{{${user_id} | json_escape}}" }',
		...changes,
	});
}

export function send(count = 1, changes: Partial<TriggeredSend> = {}): void {
	const recipients = Array.from({ length: count }, (_user, index) => ({
		profile: users[index % users.length],
		properties: { number: index },
	}));
	webhooks.send({ kind: 'campaign', id: CAMPAIGN, dispatchId: 'd-1', recipients, ...changes });
}

/** Sends to one user and lets all retries happen. */
export async function deliver(script: Script | ((number: number) => Script)): Promise<Activity> {
	receiver.script = ({ number }) => (typeof script === 'function' ? script(number) : script);
	register();
	send();
	await fastForward(clock, webhooks);
	return webhooks.log[0];
}
