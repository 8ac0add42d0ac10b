import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { Braze } from '../../../../nodes/Braze/Braze.node';
import { brazeOperations } from '../../../../nodes/Braze/actions';
import { EMAIL, ID, parametersOf, type BrazeOperation } from '../../../fixtures/braze/operation';
import { BRAZE_OPERATIONS } from '../../../fixtures/braze/operations';
import {
	STUB_CREDENTIALS,
	STUB_KEY,
	stubBraze,
	type StubAnswer,
	type StubRequest,
} from '../../../harness/brazeStub';
import { runNode, type NodeRun } from '../../../harness/runNode';
import { fastClock } from '../../../harness/time';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());
fastClock(100);

const run = async (
	parameters: INodeParameters,
	items: IDataObject[],
	more: Partial<NodeRun> = {},
) => await runNode({ node: 'braze', credentials: STUB_CREDENTIALS, parameters, items, ...more });

const routed = { onError: 'continueErrorOutput' as const };

const ROWS = BRAZE_OPERATIONS.map((row) => ({ name: `${row.resource} ${row.operation}`, ...row }));

test('every operation has a row, but those that record', () => {
	const all = Object.entries(brazeOperations.resources).flatMap(
		([resource, { operations: table }]) =>
			Object.keys(table).map((operation) => `${resource} ${operation}`),
	);
	const recording = ['user linkPunchhGuest', 'user track', 'punchhEvent track'];
	expect(ROWS.map(({ name }) => name).sort()).toEqual(
		all.filter((name) => !recording.includes(name)).sort(),
	);
});

/** The entries of a request, wherever its endpoint has them. */
function entriesOf({ list, method }: BrazeOperation, { body, query }: StubRequest): unknown[] {
	if (method === 'GET') return query.getAll(list);
	return list
		.split('.')
		.reduce((value, key) => (value as IDataObject)[key], body as unknown) as unknown[];
}

/** What an endpoint answers for the users that it was asked for. */
function echo(
	{ answer: [status, body], bodyFor }: BrazeOperation,
	request: StubRequest,
): StubAnswer {
	const ids = (request.body.external_ids as string[]) ?? request.query.getAll('external_id[]');
	return [status, bodyFor === undefined ? body : bodyFor(ids)];
}

const readsOnly = (name: string) => /export|get/i.test(name);

describe.each(ROWS)('$name', (operation) => {
	const { name, permission, method, path, entry, answer, output } = operation;
	const parameters = parametersOf(operation);

	test('sends what Braze documents and hands on what it answers', async () => {
		const requests = stubBraze(() => answer);
		const result = await run(parameters, [{ id: 'a' }]);
		expect(result.error).toBeUndefined();
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method, path });
		expect(requests[0].headers.authorization).toBe(`Bearer ${STUB_KEY}`);
		expect(entriesOf(operation, requests[0])).toEqual([entry]);
		expect(result.items).toEqual([{ json: output, pairedItem: { item: 0 } }]);
	});

	test('120 items need 3 requests, and each item gets its own result', async () => {
		const requests = stubBraze((request) => echo(operation, request));
		const items = Array.from({ length: 120 }, (_, index) => ({ id: `u${index}` }));
		const result = await run(parameters, items);
		expect(result.error).toBeUndefined();
		expect(requests.map((request) => entriesOf(operation, request).length)).toEqual([50, 50, 20]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const texts = requests.flatMap((request) => entriesOf(operation, request));
		items.forEach(({ id }, index) => expect(JSON.stringify(texts[index])).toContain(id));
		if (readsOnly(name)) {
			items.forEach(({ id }, index) => expect(result.items[index].json.external_id).toBe(id));
		}
	});

	test('a wrong key: told with the cause, asked once, the key nowhere', async () => {
		const requests = stubBraze(() => [401, { message: `Invalid API key: ${STUB_KEY}` }]);
		const items = Array.from({ length: 60 }, (_, index) => ({ id: `u${index}` }));
		const result = await run(parameters, items, routed);
		expect(requests).toHaveLength(1);
		expect(result.errors).toHaveLength(60);
		expect(result.errors[59].json).toMatchObject({
			error: 'Invalid API key: *** (status 401)',
			details: {
				verdict: 'failed',
				description: expect.stringContaining("'REST API Key' and 'Instance'"),
			},
		});
		expect(JSON.stringify(result.run)).not.toContain(STUB_KEY);

		const { error } = await run(parameters, [{ id: 'a' }]);
		expect(error?.message).toBe('Invalid API key: *** (status 401)');
		expect(JSON.stringify({ ...error, stack: error?.stack })).not.toContain(STUB_KEY);
	});

	// Braze's page on errors has a missing permission under both.
	test.each([401, 403])('a key without permission (%d): it is named', async (status) => {
		stubBraze(() => [status, { message: 'Access Denied' }]);
		const { errors } = await run(parameters, [{ id: 'a' }], routed);
		expect(errors[0].json.error).toBe(`Access Denied (status ${status})`);
		expect(errors[0].json.details).toMatchObject({
			verdict: 'failed',
			description: expect.stringContaining(`'${permission}'`),
		});
	});

	test('an empty value: its item is named, the others are sent', async () => {
		const requests = stubBraze((request) => echo(operation, request));
		const result = await run(empty(parameters), [{ id: 'a' }, {}, { id: 'c' }], routed);
		expect(entriesOf(operation, requests[0])).toHaveLength(2);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0].pairedItem).toEqual({ item: 1 });
		expect(result.errors[0].json.error).toMatch(/^'.+' is empty$/);
		expect(result.errors[0].json.details).toMatchObject({ verdict: 'rejected' });
	});

	test.each(textsOf(parameters))('%s that is no text: its item is named', async (_, text) => {
		const requests = stubBraze((request) => echo(operation, request));
		const items = [{ id: 'a' }, { id: 'b', odd: { no: 'text' } }, { id: 'c', odd: ['a'] }];
		const result = await run({ ...parameters, ...text }, items, routed);
		expect(result.errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		for (const { json } of result.errors) {
			expect(json.error).toMatch(/^'.+' must be text or a number$/);
			expect(json.details).toMatchObject({ verdict: 'rejected' });
		}
		expect(entriesOf(operation, requests[0])).toHaveLength(1);
		expect(requests).toHaveLength(1);
	});

	test.each(textsOf(parameters))('%s that was rounded: its item is named', async (_, text) => {
		const requests = stubBraze((request) => echo(operation, request));
		const items = [{ id: 'a' }, { id: 'b', odd: 2 ** 53 + 2 }];
		const result = await run({ ...parameters, ...text }, items, routed);
		expect(result.errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(result.errors[0].json.error).toMatch(/^'.+' is a number with too many digits$/);
		expect(requests).toHaveLength(1);
	});

	test('one bad entry does not take the others with it', async () => {
		const requests = stubBraze((request) =>
			JSON.stringify(entriesOf(operation, request)).includes('bad')
				? [400, { message: 'Something is wrong' }]
				: echo(operation, request),
		);
		const ids = Array.from({ length: 20 }, (_, index) => ({
			id: index === 13 ? 'bad' : `u${index}`,
		}));
		const result = await run(parameters, ids, routed);
		expect(result.items).toHaveLength(19);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0]).toMatchObject({
			json: { error: 'Something is wrong (status 400)', details: { verdict: 'rejected' } },
			pairedItem: { item: 13 },
		});
		expect(requests.length).toBeLessThan(20);
	});

	const [verb, verdict, requestsMade] = operation.isRepeated
		? (['is sent again', undefined, 2] as const)
		: (['is not sent again, and nobody knows', 'unknown', 1] as const);
	test(`after a 503 it ${verb}`, async () => {
		const requests = stubBraze((request, index) =>
			index === 0 ? [503, ''] : echo(operation, request),
		);
		const { items, errors } = await run(parameters, [{ id: 'a' }], routed);
		expect(requests).toHaveLength(requestsMade);
		expect(items).toHaveLength(operation.isRepeated ? 1 : 0);
		expect((errors[0]?.json.details as IDataObject | undefined)?.verdict).toBe(verdict);
	});

	test('an answer in HTML leaves the outcome open', async () => {
		stubBraze(() => [200, '<html>Sign in to the Wi-Fi</html>']);
		const { errors } = await run(parameters, [{ id: 'a' }], routed);
		expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
	});

	test('continuing on failure keeps each item on its place', async () => {
		stubBraze(() => [403, { message: 'Access Denied' }]);
		const result = await run(parameters, [{ id: 'a' }, { id: 'b' }], {
			onError: 'continueRegularOutput',
		});
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(result.items[1].json.error).toBe('Access Denied (status 403)');
	});
});

/** Each text parameter, with a value that is none for items that have an `odd` one. */
function textsOf(parameters: INodeParameters): Array<[string, INodeParameters]> {
	const texts = new Braze().description.properties.filter(({ type }) => type === 'string');
	return Object.entries(parameters)
		.filter(([name]) => texts.some((text) => text.name === name))
		.map(([name, value]) => {
			const usual = JSON.stringify(String(value).replace(/^=/, ''));
			return [
				name,
				{ [name]: `={{ $json.odd ?? ${usual.replace(ID.slice(1), '" + $json.id + "')} }}` },
			];
		});
}

/** The parameters with every text that is built around the ID empty where there is no ID. */
function empty(parameters: INodeParameters): INodeParameters {
	const ifThere = (value: string) =>
		value === EMAIL ? "={{ $json.id ? $json.id + '@example.com' : '' }}" : ID;
	const isAroundId = (value: unknown): value is string =>
		typeof value === 'string' && /^=[^{]*\{\{ \$json\.id \}\}[^{]*$/.test(value);
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			isAroundId(value) ? ifThere(value) : value,
		]),
	);
}
