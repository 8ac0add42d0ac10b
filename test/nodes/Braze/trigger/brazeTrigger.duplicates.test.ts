import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MESSAGE, OPEN, post, serve, trigger } from './brazeTrigger.setup';

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

	describe.each(['email', 'phone'])('a user with nothing but %s', (name) => {
		const only = (change: IDataObject = {}) => ({ external_id: '', [name]: 'only', ...change });

		test('is recognised', async () => {
			expect(await executionsAfter(messages(3, () => only()))).toBe(1);
		});

		test.each<[string, (index: number) => IDataObject]>([
			['another one', (index) => only({ [name]: `only-${index}` })],
			['another dispatch_id', (index) => only({ dispatch_id: `d${index}` })],
			['another message_id', (index) => only({ message_id: `m${index}` })],
			['somebody else who shares it', (index) => only({ first_name: `n${index}` })],
			['a preview', () => only({ dispatch_id: 'dispatch_id_for_unsent_campaign' })],
		])('%s is another message', async (_what, change) => {
			expect(await executionsAfter(messages(2, change))).toBe(2);
		});
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
