import { startSandbox } from '../../../../sandbox';
import { BrazeState, type Profile, type TriggeredSend } from '../../../../sandbox/braze/api/state';
import { BRAZE_KEY } from '../../../../sandbox/braze/seed';
import type { Activity, MessageInput } from '../../../../sandbox/braze/webhooks/types';
import { BrazeWebhooks } from '../../../../sandbox/braze/webhooks/webhooks';
import { Clock } from '../../../../sandbox/shared/clock';
import { fastForward } from '../../../../sandbox/shared/sending';
import { call } from '../../http';
import { startScripted, type Script, type ScriptedReceiver } from '../../scriptedReceiver';

const CAMPAIGN = 'campaign-1';

let receiver: ScriptedReceiver;
let clock: Clock;
let webhooks: BrazeWebhooks;
let users: Profile[];

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

function register(changes: Partial<MessageInput> = {}): void {
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

function send(count = 1, changes: Partial<TriggeredSend> = {}): void {
	const recipients = Array.from({ length: count }, (_user, index) => ({
		profile: users[index % users.length],
		properties: { number: index },
	}));
	webhooks.send({ kind: 'campaign', id: CAMPAIGN, dispatchId: 'd-1', recipients, ...changes });
}

/** Sends to one user and lets all retries happen. */
async function deliver(script: Script | ((number: number) => Script)): Promise<Activity> {
	receiver.script = ({ number }) => (typeof script === 'function' ? script(number) : script);
	register();
	send();
	await fastForward(clock, webhooks);
	return webhooks.log[0];
}

function gaps({ attempts }: Activity): number[] {
	return attempts.slice(1).map(({ at }, index) => (at - attempts[index].at) / 1_000);
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** A delay longer than the one before. */
const isGrowing = (delays: number[]) =>
	delays.every((delay, index) => index === 0 || delay > delays[index - 1]);

describe('retries', () => {
	test.each<[number, Activity['state'], number]>([
		[200, 'DELIVERED', 1],
		[201, 'DELIVERED', 1],
		[202, 'DELIVERED', 1],
		[204, 'DELIVERED', 1],
		[301, 'FAILED', 1],
		[302, 'FAILED', 1],
		[307, 'FAILED', 1],
		[400, 'FAILED', 1],
		[401, 'FAILED', 1],
		[403, 'FAILED', 1],
		[404, 'FAILED', 1],
		[405, 'FAILED', 1],
		[408, 'FAILED', 6],
		[410, 'FAILED', 1],
		[429, 'FAILED', 6],
		[500, 'FAILED', 6],
		[502, 'FAILED', 6],
		[503, 'FAILED', 6],
		[529, 'FAILED', 6],
	])('a receiver that always answers %i: %s after %i requests', async (status, state, requests) => {
		const activity = await deliver({ status, headers: { location: '/elsewhere' }, body: 'why' });
		expect(activity.state).toBe(state);
		expect(activity.attempts).toHaveLength(requests);
		expect(receiver.received).toHaveLength(requests);
		for (const attempt of activity.attempts) expect(attempt.status).toBe(status);
		if (status !== 204) expect(activity.attempts[0].answer).toBe('why');
		const delays = gaps(activity);
		expect(isGrowing(delays)).toBe(true);
		expect(sum(delays)).toBeLessThanOrEqual(30 * 60);
		const announced = activity.attempts.map(({ nextDelaySeconds }) => nextDelaySeconds);
		expect(announced).toEqual([...delays, undefined]);
	});

	test.each<[string, Script]>([['a connection that breaks', 'cut']])(
		'%s is 599, and tried five times more within 24 hours',
		async (_name, script) => {
			const activity = await deliver(script);
			expect(activity.attempts).toHaveLength(6);
			expect(activity.attempts[0]).toMatchObject({ status: 599, error: 'ECONNRESET', answer: '' });
			expect(sum(gaps(activity))).toBeGreaterThan(30 * 60);
			expect(sum(gaps(activity))).toBeLessThanOrEqual(24 * 3_600);
		},
	);

	test('a receiver has 90 seconds', async () => {
		receiver.script = () => 'silence';
		register();
		send();
		await receiver.until(1);
		clock.advance(89_999);
		expect(webhooks.log[0].state).toBe('SENDING');
		clock.advance(1);
		await webhooks.quiet();
		expect(webhooks.log[0].attempts).toMatchObject([
			{ status: 599, error: 'No answer within 90 s' },
		]);
	});

	test.each<[string, number, Record<string, string>, number]>([
		['longer than the own delay', 429, { 'retry-after': '600' }, 600],
		['on 503', 503, { 'retry-after': '600' }, 600],
		['on 408', 408, { 'retry-after': '600' }, 600],
		['shorter', 429, { 'retry-after': '1' }, 60],
		['nonsense', 429, { 'retry-after': 'soon' }, 60],
	])('Retry-After is honoured: %s', async (_name, status, headers, seconds) => {
		const activity = await deliver((number) => (number === 1 ? { status, headers } : 200));
		expect(activity.state).toBe('DELIVERED');
		expect(gaps(activity)).toEqual([seconds]);
	});

	test.each(['retry-after', 'x-ratelimit-reset'])('a time in %s is honoured', async (header) => {
		const then = Math.ceil(Date.now() / 1_000) + 900;
		const value = header === 'retry-after' ? new Date(then * 1_000).toUTCString() : `${then}`;
		const activity = await deliver((number) =>
			number === 1 ? { status: 429, headers: { [header]: value } } : 200,
		);
		const [delay] = gaps(activity);
		expect(delay).toBeGreaterThan(800);
		expect(delay).toBeLessThanOrEqual(901);
	});

	test('Retry-After makes no 401 retriable', async () => {
		const activity = await deliver({ status: 401, headers: { 'retry-after': '1' } });
		expect(activity).toMatchObject({ state: 'FAILED', attempts: [{ status: 401 }] });
	});
});

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

describe('unhealthy hosts', () => {
	const MINUTE = 60_000;

	/** Sends to so many users and waits for the first attempt of each. */
	async function burst(count: number): Promise<void> {
		send(count);
		await webhooks.quiet();
	}

	/** Statuses of the first attempts of the newest so many messages. */
	const newest = (count: number) =>
		webhooks.log.slice(-count).map(({ attempts }) => attempts[0].status);

	beforeEach(() => {
		webhooks.knobs.connections = 1;
		webhooks.knobs.unhealthyThreshold = 5;
		register();
	});

	test.each([408, 429, 502, 503, 504, 529])(
		'%i counts: one too many in a minute',
		async (status) => {
			receiver.script = () => status;
			await burst(8);
			expect(newest(8)).toEqual([...Array(6).fill(status), 598, 598]);
			expect(receiver.received).toHaveLength(6);
			expect(webhooks.log[7].attempts[0].error).toContain('unhealthy');
		},
	);

	test.each([500, 404, 200])('%i does not count', async (status) => {
		receiver.script = () => status;
		await burst(12);
		expect(newest(12)).toEqual(Array(12).fill(status));
	});

	test.each([
		[true, [...Array(6).fill(599), 598, 598]],
		[false, Array(8).fill(599)],
	])('no answer counts: %p', async (unhealthyByNoAnswer, statuses) => {
		webhooks.knobs.unhealthyByNoAnswer = unhealthyByNoAnswer;
		receiver.script = () => 'cut';
		await burst(8);
		expect(newest(8)).toEqual(statuses);
	});

	test('after a minute it is called again', async () => {
		receiver.script = () => 503;
		await burst(7);
		clock.advance(MINUTE - 1);
		receiver.script = () => 200;
		await burst(1);
		expect(newest(1)).toEqual([598]);
		clock.advance(1);
		await webhooks.quiet();
		await burst(1);
		expect(newest(1)).toEqual([200]);
		await fastForward(clock, webhooks);
		expect(webhooks.log.map(({ state }) => state)).toEqual(Array(9).fill('DELIVERED'));
	});

	test('still bad: it is left alone for another minute', async () => {
		receiver.script = () => 503;
		await burst(7);
		clock.advance(MINUTE);
		await webhooks.quiet();
		await burst(1);
		expect(newest(1)).toEqual([598]);
	});

	test('failures over more than a minute do not count together', async () => {
		receiver.script = () => 429;
		webhooks.knobs.unhealthyThreshold = 2;
		for (let count = 0; count < 4; count++) {
			await burst(1);
			clock.advance(45_000);
			await webhooks.quiet();
			webhooks.log.length = 0;
		}
		expect(receiver.received.length).toBeGreaterThan(4);
	});

	test('other hosts are called', async () => {
		receiver.script = () => 503;
		await burst(7);
		register({ id: 'other', url: `${receiver.origin.replace('127.0.0.1', 'localhost')}/other` });
		send(1, { id: 'other' });
		await webhooks.quiet();
		expect(newest(1)).toEqual([503]);
	});
});

describe('bad input', () => {
	test.each<[Partial<MessageInput>, RegExp]>([
		[{ method: 'PATCH' as 'POST' }, /^Braze does not send PATCH requests$/],
		[{ keyValues: {} }, /^A message has a raw body or key-value pairs, not both$/],
		[{ url: '{% if %}' }, /^The Liquid of the URL cannot be read: /],
		[{ headers: { 'X-A': '{{ x | no_such }}' } }, /^The Liquid of the header X-A cannot be read: /],
		[{ body: '{% no_such %}' }, /^The Liquid of the body cannot be read: /],
	])('%j', (changes, message) => {
		expect(() => register(changes)).toThrow(message);
		expect(webhooks.messages).toEqual([]);
	});

	test('a message that does not exist', () => {
		expect(() => webhooks.remove('none')).toThrow('There is no message none');
	});
});

test('the log keeps the newest', async () => {
	webhooks.knobs.keep = 2;
	register();
	send(5);
	await webhooks.idle();
	expect(webhooks.log.map(({ id }) => id)).toEqual([4, 5]);
});

test('removed messages are not sent, reset ones neither', async () => {
	register();
	webhooks.remove(webhooks.messages[0].messageApiId);
	send();
	register();
	receiver.script = () => 500;
	send();
	await webhooks.quiet();
	webhooks.reset();
	expect([webhooks.log, webhooks.messages, webhooks.pending]).toEqual([[], [], 0]);
	expect(clock.nextDue).toBeUndefined();
});
