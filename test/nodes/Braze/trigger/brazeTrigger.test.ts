import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sign } from '../../../../nodes/Braze/trigger/verifyCall';
import { BRAZE_WEBHOOK_HEADER } from '../../../../sandbox/braze/seed';
import {
	onlyItem,
	serveTrigger,
	type ServedTrigger,
	type Surroundings,
} from '../../../harness/serveTrigger';

let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

const OPEN = { authentication: 'none' };
const SECURED = { authentication: 'credential' };
const HEADER = { scheme: 'header', ...BRAZE_WEBHOOK_HEADER };
const PROOF = { [BRAZE_WEBHOOK_HEADER.headerName]: BRAZE_WEBHOOK_HEADER.headerSecret };

const serve = async (
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

const MESSAGE = {
	event: 'Win-Back step 2',
	canvas_id: 'canvas-1',
	message_id: 'message-1',
	dispatch_id: 'dispatch-1',
	external_id: 'CRM-000917',
	properties: { punchh_user_id: '730415' },
};

const post = async (body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
	await fetch(trigger.url, {
		method,
		headers: { 'Content-Type': 'text/plain', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

describe('a message becomes an item', () => {
	const expected = {
		event: 'Win-Back step 2',
		external_id: 'CRM-000917',
		canvas_id: 'canvas-1',
		properties: { punchh_user_id: '730415' },
		body: MESSAGE,
	};

	test.each([
		['POST', 'text/plain'],
		['POST', 'application/json'],
		['PUT', 'application/json; charset=utf-8'],
		['DELETE', 'application/x-odd'],
	])('%s as %s', async (method, type) => {
		await serve(OPEN);
		const { status } = await post(MESSAGE, { 'Content-Type': type }, method);
		expect(status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject(expected);
	});

	test('GET with the message in the query', async () => {
		const { url } = await serve(OPEN);
		const { status } = await fetch(`${url}?external_id=a&event=Win-Back&punchh_user_id=730415`);
		expect(status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({
			event: 'Win-Back',
			external_id: 'a',
			properties: { punchh_user_id: '730415' },
		});
	});

	test('broken JSON is flagged, the text kept', async () => {
		await serve(OPEN);
		const text = '{"first_name": "Mara "M" Lind"}';
		expect((await post(text)).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({
			body: text,
			parse_error: expect.stringContaining('not valid JSON'),
		});
	});

	test('broken JSON is refused where that is chosen', async () => {
		await serve({ ...OPEN, options: { brokenBodies: 'refuse' } });
		expect((await post('{"a":')).status).toBe(400);
		expect(trigger.executions).toEqual([]);
		expect((await post(MESSAGE)).status).toBe(200);
	});

	test('an empty call is an item that says nothing', async () => {
		await serve(OPEN);
		expect((await post('')).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({ external_id: null, properties: {}, body: {} });
	});
});

describe('authentication', () => {
	const basic = { scheme: 'basic', user: 'braze', password: 'pass' };
	const hmac = {
		scheme: 'hmac',
		secret: 'shh',
		signedFields: 'dispatch_id, external_id',
		windowMinutes: 60,
	};
	const signature = (seconds: number, secret = 'shh') =>
		`t=${seconds},v1=${sign(secret, `${seconds}|${MESSAGE.dispatch_id}|${MESSAGE.external_id}`)}`;
	const now = () => Math.floor(Date.now() / 1_000);

	const PROOFS: Array<
		[string, IDataObject, () => Record<string, string>, () => Record<string, string>]
	> = [
		['header', HEADER, () => PROOF, () => ({ [BRAZE_WEBHOOK_HEADER.headerName]: 'guess' })],
		[
			'Basic',
			basic,
			() => ({ Authorization: `Basic ${btoa('braze:pass')}` }),
			() => ({ Authorization: `Basic ${btoa('braze:guess')}` }),
		],
		[
			'signature',
			hmac,
			() => ({ 'X-Braze-Signature': signature(now()) }),
			() => ({ 'X-Braze-Signature': signature(now(), 'guess') }),
		],
		[
			'old signature',
			hmac,
			() => ({ 'X-Braze-Signature': signature(now() - 3_500) }),
			() => ({ 'X-Braze-Signature': signature(now() - 3_700) }),
		],
	];

	test.each(PROOFS)('%s: the right proof passes', async (_name, credential, right) => {
		await serve(SECURED, credential);
		expect((await post(MESSAGE, right())).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test.each(PROOFS)(
		'%s: a wrong one is refused for good',
		async (_name, credential, _right, wrong) => {
			await serve(SECURED, credential);
			const response = await post(MESSAGE, wrong());
			expect(response.status).toBe(401);
			expect(await response.json()).toEqual({ message: 'Unauthorized' });
			expect(trigger.executions).toEqual([]);
		},
	);

	test.each(PROOFS)('%s: none is refused', async (_name, credential) => {
		await serve(SECURED, credential);
		expect((await post(MESSAGE)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test('a signature does not pass another user', async () => {
		await serve(SECURED, hmac);
		const headers = { 'X-Braze-Signature': signature(now()) };
		expect((await post({ ...MESSAGE, external_id: 'other' }, headers)).status).toBe(401);
	});

	test('without a credential everything is refused', async () => {
		await serve(SECURED);
		expect((await post(MESSAGE, PROOF)).status).toBe(401);
	});

	test('a credential that cannot be read: Braze shall send again', async () => {
		await serve(SECURED, {
			get scheme(): string {
				throw new Error('The credential was deleted');
			},
		});
		expect((await post(MESSAGE, PROOF)).status).toBe(503);
		expect(trigger.executions).toEqual([]);
	});

	test('a secret that is a number, as an expression may give it', async () => {
		await serve(SECURED, { ...hmac, secret: 70415 });
		const proof = (secret: string) => ({ 'X-Braze-Signature': signature(now(), secret) });
		expect((await post(MESSAGE, proof('70415'))).status).toBe(200);
		expect((await post(MESSAGE, proof('70416'))).status).toBe(401);
		expect(trigger.log.join()).not.toContain('70415');
	});

	test('broken JSON needs its proof too', async () => {
		await serve(SECURED, HEADER);
		expect((await post('{"a":')).status).toBe(401);
		expect((await post('{"a":', PROOF)).status).toBe(200);
	});
});

describe('duplicates', () => {
	const messages = (count: number, change: (index: number) => IDataObject) =>
		Array.from({ length: count }, (_, index) => ({ ...MESSAGE, ...change(index) }));

	const executionsAfter = async (given: IDataObject[], parameters: INodeParameters = OPEN) => {
		await serve(parameters);
		for (const message of given) expect((await post(message)).status).toBe(200);
		return trigger.executions.length;
	};

	test('a message that comes twice starts one execution', async () => {
		expect(await executionsAfter(messages(3, () => ({})))).toBe(1);
	});

	test('many at once, too', async () => {
		await serve(OPEN);
		const answers = await Promise.all(messages(10, () => ({})).map(async (one) => await post(one)));
		expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
		expect(trigger.executions).toHaveLength(1);
	});

	test.each(['dispatch_id', 'external_id', 'message_id'])(
		'another %s is another message',
		async (name) => {
			expect(await executionsAfter(messages(2, (index) => ({ [name]: `x${index}` })))).toBe(2);
		},
	);

	test.each([
		['an empty dispatch_id', { dispatch_id: '' }],
		['the dispatch_id of previews', { dispatch_id: 'dispatch_id_for_unsent_campaign' }],
		['no message_id', { message_id: null }],
		['no user', { external_id: '' }],
	])('%s: nothing is recognised', async (_what, change) => {
		expect(await executionsAfter(messages(2, () => change))).toBe(2);
	});

	test('a user without external ID is recognised by braze_id', async () => {
		const anonymous = (braze_id: string) => ({ external_id: '', braze_id });
		const given = messages(3, (index) => anonymous(index === 2 ? 'c' : 'b'));
		expect(await executionsAfter(given)).toBe(2);
	});

	test('off switch', async () => {
		const off = { ...OPEN, options: { dropDuplicates: false } };
		expect(
			await executionsAfter(
				messages(2, () => ({})),
				off,
			),
		).toBe(2);
	});

	test('what n8n could not store comes in again', async () => {
		let stored = 0;
		await serve(OPEN, undefined, {
			handle: async () => ({ status: stored++ === 0 ? 500 : 200, saves: true }),
		});
		expect((await post(MESSAGE)).status).toBe(500);
		expect((await post(MESSAGE)).status).toBe(200);
		expect((await post(MESSAGE)).status).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});

	test('is remembered over a restart', async () => {
		const staticData = {};
		await serve(OPEN, undefined, { staticData });
		await post(MESSAGE);
		await trigger.stored();
		await trigger.close();
		await serve(OPEN, undefined, { staticData });
		expect((await post(MESSAGE)).status).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	test('while the editor listens, everything comes through', async () => {
		await serve(OPEN, undefined, { mode: 'manual' });
		await post(MESSAGE);
		await post(MESSAGE);
		expect(trigger.executions).toHaveLength(2);
	});
});

test('messages that arrive together share an execution where that is chosen', async () => {
	await serve({ ...OPEN, groupEvents: true, maxEvents: 5, maxWait: 2_000 });
	const users = Array.from({ length: 5 }, (_, index) => ({ ...MESSAGE, external_id: `u${index}` }));
	const answers = await Promise.all(users.map(async (user) => await post(user)));
	expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
	expect(trigger.executions).toHaveLength(1);
	expect(trigger.executions[0].map(({ json }) => json.external_id).sort()).toEqual(
		users.map((user) => user.external_id),
	);
});

describe('loops', () => {
	const guarded = { ...OPEN, options: { ignoreSentBy: 'n8n' } };

	test.each<[string, unknown, number]>([
		['what n8n itself has caused is answered and dropped', 'n8n', 0],
		['what others have caused comes through', 'pos', 1],
		['so does what does not say', undefined, 1],
	])('%s', async (_what, sent_by, executions) => {
		await serve(guarded);
		const response = await post({ ...MESSAGE, properties: { sent_by } });
		expect(response.status).toBe(200);
		expect(trigger.executions).toHaveLength(executions);
	});

	test('without the option everything comes through', async () => {
		await serve(OPEN);
		await post({ ...MESSAGE, properties: { sent_by: 'n8n' } });
		expect(trigger.executions).toHaveLength(1);
	});
});
