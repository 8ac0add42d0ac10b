import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { publishTrigger, rawCall, type OwnTrigger } from '../ground';
import type { Ground, Probe } from '../probe';

const SECRET = randomBytes(20).toString('hex');

const MESSAGE = {
	event: 'Win back',
	external_id: '',
	email: 'mara.lind@example.com',
	message_id: 'm-1',
	dispatch_id: 'd-1',
	properties: { punchh_user_id: '730415' },
};

const seconds = (ageMs = 0) => Math.floor((Date.now() - ageMs) / 1_000);

/** As the template with a signature renders it in Braze. */
function sign(message: object, at = seconds(), secret = SECRET): string {
	const text = JSON.stringify(message);
	const signature = createHmac('sha256', secret).update(`${at}.${text}`).digest('hex');
	return `t=${at},v1=${signature}\n${text}`;
}

const GENUINE = sign(MESSAGE);
const line = (signed: string) => signed.slice(0, signed.indexOf('\n') + 1);
const HOUR_MS = 3_600_000;

/** Copies that somebody can make who has overheard the genuine message, or knows no secret. */
const FORGED: Record<string, string> = {
	'no signature': JSON.stringify(MESSAGE),
	'a guessed secret': sign(MESSAGE, seconds(), 'YOUR-SECRET'),
	'an empty secret': sign(MESSAGE, seconds(), ''),
	'an identifier that was empty':
		line(GENUINE) + JSON.stringify({ ...MESSAGE, external_id: 'CRM-2' }),
	'another property':
		line(GENUINE) + JSON.stringify({ ...MESSAGE, properties: { punchh_user_id: '1' } }),
	'an alias of a name': line(GENUINE) + JSON.stringify({ ...MESSAGE, user_id: 'CRM-2' }),
	'another ID of the sending': line(GENUINE) + JSON.stringify({ ...MESSAGE, dispatch_id: 'd-2' }),
	'something after it': `${GENUINE} {"external_id":"CRM-2"}`,
	'something before it': ` {"external_id":"CRM-2"}\n${GENUINE}`,
	'a later time': GENUINE.replace(/t=\d+/, `t=${seconds() + 1}`),
	'two days old': sign(MESSAGE, seconds(48 * HOUR_MS)),
	'from tomorrow': sign(MESSAGE, seconds(-24 * HOUR_MS)),
};

const post = async ({ url }: OwnTrigger, body: string) =>
	(await rawCall(url, 'POST', { 'Content-Type': 'text/plain' }, body)).status;

const publish = async (ground: Ground) =>
	await publishTrigger(
		ground,
		'brazeTrigger',
		{},
		{ type: 'brazeWebhookApi', data: { scheme: 'hmac', secret: SECRET } },
	);

const forgeries = Object.entries(FORGED).map(
	([what, body]): Probe => ({
		what: `a signed message, changed: ${what}`,
		async try(ground) {
			const trigger = await publish(ground);
			const forged = await post(trigger, body);
			// It must not stand in for the genuine one either, or make a duplicate of it.
			const genuine = await post(trigger, GENUINE);
			const [{ status }] = await ground.client.waitForEnds(trigger.id, 1);
			const started = await ground.executions(trigger.id);
			return {
				holds: forged === 401 && genuine === 200 && started === 1 && status === 'success',
				saw: `${forged}, the genuine one ${genuine}, ${started} executions`,
			};
		},
	}),
);

/** Who has overheard a message can only send it again, and that starts nothing. */
export const probes: Probe[] = [
	...forgeries,
	{
		what: 'a signed message, sent again five times',
		async try(ground) {
			const trigger = await publish(ground);
			const statuses: number[] = [];
			for (let copy = 0; copy < 6; copy++) statuses.push(await post(trigger, GENUINE));
			await sleep(1_000);
			const started = await ground.executions(trigger.id);
			return { holds: started === 1, saw: `${statuses.join(' ')}, ${started} executions` };
		},
	},
];
