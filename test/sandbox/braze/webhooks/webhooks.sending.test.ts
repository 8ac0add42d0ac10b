import { startSandbox } from '../../../../sandbox';
import { BRAZE_KEY } from '../../../../sandbox/braze/seed';
import type { MessageInput } from '../../../../sandbox/braze/webhooks/types';
import { fastForward } from '../../../../sandbox/shared/sending';
import { call } from '../../http';
import { clock, deliver, receiver, register, send, users, webhooks } from './webhooks.setup';

describe('what is sent', () => {
	test('one request for each user, with the headers of Braze', async () => {
		register({ headers: { 'Content-Type': 'application/json', Authorization: 'Bearer t' } });
		send(3);
		await webhooks.idle();
		const bodies = receiver.received.map(({ body }) => JSON.parse(body).external_id);
		expect(bodies.sort()).toEqual(['guest-1', 'guest-2', 'guest-3']);
		for (const { method, url, headers, body } of receiver.received) {
			expect({ method, url }).toEqual({ method: 'POST', url: '/webhook/braze' });
			expect(headers).toMatchObject({
				'user-agent': expect.stringMatching(/^Braze Sender [0-9a-f]{40}$/),
				'x-braze-sender-version': expect.any(String),
				'accept-encoding': 'gzip',
				'content-type': 'application/json',
				'content-length': String(Buffer.byteLength(body)),
				authorization: 'Bearer t',
			});
		}
		expect(JSON.stringify(webhooks.log)).not.toContain('Bearer t');
	});

	test('tags are filled in the URL, in headers and in the body', async () => {
		register({
			url: `${receiver.origin}/{{campaign.\${api_id}}}?user={{\${user_id} | url_encode}}`,
			headers: { 'X-Name': '{{${first_name}}}' },
			body: '{{api_trigger_properties.${number}}}',
		});
		send();
		await webhooks.idle();
		expect(receiver.received).toMatchObject([
			{ url: '/campaign-1?user=guest-1', headers: { 'x-name': 'No. 1' }, body: '0' },
		]);
	});

	test.each<[MessageInput['method'], string]>([
		['POST', 'text'],
		['PUT', 'text'],
		['DELETE', 'text'],
		['GET', ''],
	])('%s', async (method, body) => {
		register({ method, body: 'text' });
		send();
		await webhooks.idle();
		expect(receiver.received).toMatchObject([{ method, body }]);
	});

	test('key-value pairs become JSON whose values are texts', async () => {
		const keyValues = { user: '{{${user_id}}}', number: '{{api_trigger_properties.${number}}}' };
		register({ body: undefined, headers: {}, keyValues });
		users[0].external_id = 'a "quoted" id';
		send();
		await webhooks.idle();
		const [{ body, headers }] = receiver.received;
		expect(JSON.parse(body)).toEqual({ user: 'a "quoted" id', number: '0' });
		expect(headers['content-type']).toBe('application/json');
	});

	test.each<[string, string]>([
		['[1]', 'application/json'],
		['plain', 'text/plain'],
	])('without a header the type of %s is inferred', async (body, type) => {
		register({ headers: {}, body });
		send();
		await webhooks.idle();
		expect(receiver.received[0].headers['content-type']).toBe(type);
	});

	test.each<[string, Partial<MessageInput>, string]>([
		['aborted by the template', { body: "{% abort_message('no points') %}" }, 'no points'],
		['without a URL', { url: '{{${last_name}}}' }, 'No URL: '],
	])('nothing: %s', async (_name, changes, error) => {
		register(changes);
		send();
		await webhooks.idle();
		expect(receiver.received).toEqual([]);
		expect(webhooks.log).toMatchObject([{ state: 'ABORTED', error, attempts: [] }]);
	});

	test('only what belongs to the campaign or Canvas', async () => {
		register();
		register({ id: 'canvas-1', kind: 'canvas', name: 'Step', body: '{{campaign.${name}}}' });
		send(1, { kind: 'canvas' });
		send(1, { id: 'canvas-1' });
		expect(webhooks.log).toEqual([]);
		send(1, { kind: 'canvas', id: 'canvas-1' });
		await webhooks.idle();
		expect(receiver.received).toMatchObject([{ body: 'Step' }]);
	});

	test('a call of the API sends it', async () => {
		const sandbox = await startSandbox();
		const campaign = sandbox.braze.workspace.campaigns.find(
			({ is_api_campaign: isApi }) => isApi !== false,
		);
		const id = campaign?.id ?? '';
		sandbox.brazeWebhooks.register({
			id,
			kind: 'campaign',
			name: 'Win Back',
			url: `${receiver.origin}/webhook/braze`,
			body: '{{${user_id}}} {{api_trigger_properties.${store}}} {{campaign.${dispatch_id}}}',
		});
		sandbox.braze.store.create({ external_id: 'guest-9' });
		const answer = await call(
			'POST',
			`${sandbox.brazeUrl}/campaigns/trigger/send`,
			{ authorization: `Bearer ${BRAZE_KEY}` },
			{
				campaign_id: id,
				recipients: [{ external_user_id: 'guest-9', trigger_properties: { store: 202 } }],
			},
		);
		await sandbox.brazeWebhooks.idle();
		const { dispatch_id: dispatchId } = answer.body as { dispatch_id: string };
		expect(receiver.received).toMatchObject([{ body: `guest-9 202 ${dispatchId}` }]);
		await sandbox.close();
	});
});

describe('dispatch IDs', () => {
	test.each<['shared' | 'unique' | 'unsent', number, RegExp]>([
		['shared', 1, /^d-1$/],
		['unique', 3, /^[0-9a-f]{32}$/],
		['unsent', 1, /^dispatch_id_for_unsent_campaign$/],
	])('%s', async (dispatchId, different, form) => {
		webhooks.knobs.dispatchId = dispatchId;
		register({ body: '{{campaign.${dispatch_id}}}' });
		send(3);
		await webhooks.idle();
		const ids = receiver.received.map(({ body }) => body);
		expect(new Set(ids).size).toBe(different);
		for (const id of ids) expect(id).toMatch(form);
		expect(webhooks.log.map((activity) => activity.dispatchId).sort()).toEqual(ids.sort());
	});
});

describe('what goes wrong on purpose', () => {
	test('a lost answer: the same message is delivered twice', async () => {
		webhooks.knobs.loseReplies = 1;
		const activity = await deliver(200);
		expect(activity).toMatchObject({
			state: 'DELIVERED',
			attempts: [{ status: 599, error: 'The answer got lost' }, { status: 200 }],
		});
		const [first, second] = receiver.received;
		expect(second.body).toBe(first.body);
	});

	test('broken JSON', async () => {
		webhooks.knobs.brokenJson = 1;
		await deliver(200);
		expect(() => JSON.parse(receiver.received[0].body)).toThrow(SyntaxError);
	});

	test('users without an external ID', async () => {
		webhooks.knobs.emptyUserId = 1;
		await deliver(200);
		expect(JSON.parse(receiver.received[0].body)).toEqual({ external_id: '' });
	});

	test('the same seed gives the same run', async () => {
		const run = async (seed: number) => {
			webhooks.reset();
			Object.assign(webhooks.knobs, { seed, loseReplies: 0.3, brokenJson: 0.3, emptyUserId: 0.3 });
			register();
			send(30);
			await fastForward(clock, webhooks);
			return webhooks.log.map(({ body, attempts }) => [body, attempts.length]);
		};
		const first = await run(5);
		expect(await run(5)).toEqual(first);
		expect(await run(6)).not.toEqual(first);
	});
});
