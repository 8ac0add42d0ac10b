import type { INodeParameters } from 'n8n-workflow';

import { BRAZE_WEBHOOK_HEADER } from '../../../../sandbox/braze/seed';
import { WEBHOOK_SECRETS } from '../../../../sandbox/punchh/seed';
import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import { clock, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

const HOUR_MS = 3_600_000;
const CREDENTIALS = {
	punchhWebhookApi: { scheme: 'hmacSha256', ...WEBHOOK_SECRETS },
	brazeWebhookApi: { scheme: 'header', ...BRAZE_WEBHOOK_HEADER },
};
const ON: INodeParameters = { reportRefused: true };
const guestEvent = readSample('guest-create');
const WRONG = { ...WEBHOOK_SECRETS, secret: 'guessed' };

let trigger: ServedTrigger;
const serve = async (options: INodeParameters, given: Parameters<typeof serveTrigger>[2] = {}) => {
	const parameters = { authentication: 'credential', events: ['guest'], options };
	trigger = await serveTrigger(parameters, CREDENTIALS, given);
};
afterEach(async () => await trigger.close());

const forge = async () => (await sendEvent(trigger.url, 'hmacSha256', guestEvent, WRONG)).status;
const reports = () => trigger.executions.map(([{ json }]) => json);

test('without the option no refused call starts anything', async () => {
	await serve({});
	expect(await forge()).toBe(401);
	expect(trigger.executions).toEqual([]);
});

test('the first refused call is told in an item of its own, with the cause and what to check', async () => {
	await serve(ON);
	expect(await forge()).toBe(401);
	expect(trigger.executions).toHaveLength(1);
	expect(reports()).toEqual([
		{
			refused_calls: {
				total: 1,
				since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				causes: [
					{ cause: 'wrong proof', calls: 1, check: expect.stringContaining('different secret') },
				],
			},
		},
	]);
});

test('a flood starts no more than one execution in an hour, which counts it', async () => {
	await serve(ON);
	for (let call = 0; call < 20; call++) await forge();
	expect(trigger.executions).toHaveLength(1);
	clock.advance(HOUR_MS - 30_000);
	await forge();
	expect(trigger.executions).toHaveLength(1);
	clock.advance(30_000);
	await fetch(trigger.url, { method: 'POST', body: '{}' });
	expect(reports()[1]).toEqual({
		refused_calls: expect.objectContaining({
			total: 21,
			causes: [
				expect.objectContaining({ cause: 'wrong proof', calls: 20 }),
				expect.objectContaining({ cause: 'no proof', calls: 1 }),
			],
		}),
	});
});

test('nor does a restart, or another process', async () => {
	const staticData = {};
	await serve(ON, { staticData });
	await forge();
	await trigger.close();
	await serve(ON, { staticData });
	await forge();
	expect(trigger.executions).toEqual([]);
	clock.advance(HOUR_MS);
	await forge();
	expect(reports()).toMatchObject([{ refused_calls: { total: 2 } }]);
});

test('it has nothing that the caller has written', async () => {
	await serve(ON);
	await fetch(`${trigger.url}?q=MARKED`, {
		method: 'POST',
		headers: { authorization: 'hmac MARKED', 'x-pch-key': 'MARKED', 'user-agent': 'MARKED' },
		body: '{"MARKED":"MARKED"}',
	});
	expect(reports()).toHaveLength(1);
	expect(JSON.stringify(reports())).not.toContain('MARKED');
});

test('the call has its answer before n8n is given anything', async () => {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await serve(ON, { handle: async () => await held.then(() => ({ status: 200, saves: true })) });
	expect(await forge()).toBe(401);
	expect(trigger.executions).toHaveLength(1);
	release();
});

test('an event that is taken afterwards comes alone, as ever', async () => {
	await serve(ON);
	await forge();
	expect((await sendEvent(trigger.url, 'hmacSha256', guestEvent)).status).toBe(200);
	expect(trigger.executions[1]).toHaveLength(1);
	expect(trigger.executions[1][0].json).toMatchObject({ event: 'guest' });
	expect(trigger.executions[1][0].json).not.toHaveProperty('refused_calls');
});

test('the editor, which listens for one call only, is told of each', async () => {
	await serve(ON, { mode: 'manual' });
	await forge();
	clock.advance(60_000);
	await forge();
	expect(reports()).toMatchObject([
		{ refused_calls: { total: 1 } },
		{ refused_calls: { total: 1 } },
	]);
});

test('options that n8n cannot read want no report', async () => {
	await serve({ reportRefused: '={{ $("Nowhere").item.json.on }}' });
	expect(await forge()).toBe(503);
	expect(trigger.executions).toEqual([]);
});

test('the Braze Trigger reports in the same way', async () => {
	await serve(ON, { node: 'brazeTrigger' });
	const { status } = await fetch(trigger.url, { method: 'POST', body: '{}' });
	expect(status).toBe(401);
	expect(reports()).toMatchObject([
		{ refused_calls: { total: 1, causes: [{ cause: 'no proof', calls: 1 }] } },
	]);
});
