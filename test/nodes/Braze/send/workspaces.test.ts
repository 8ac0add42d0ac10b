import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import { ID, parametersOf } from '../../../fixtures/braze/operation';
import { BRAZE_OPERATIONS } from '../../../fixtures/braze/operations';
import {
	HOST,
	OTHER_HOST,
	STUB_CREDENTIALS_OF_ITEMS,
	stubBraze,
	type StubAnswer,
	type StubRequest,
} from '../../../harness/brazeStub';
import { sample, trackEvents } from '../../../harness/punchhEvents';
import { runNode } from '../../../harness/runNode';
import { fastClock } from '../../../harness/time';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());
fastClock(100);

/** Brands with a workspace each; two of them are on one server. */
const BRANDS: Record<string, { server: string; key: string }> = {
	north: { server: HOST, key: 'key-of-north' },
	south: { server: OTHER_HOST, key: 'key-of-south' },
	west: { server: OTHER_HOST, key: 'key-of-west' },
};

const of = (brand: string, json: IDataObject = {}): IDataObject => ({ ...json, ...BRANDS[brand] });

/** Whose workspace a request goes to; undefined if its key does not belong to its server. */
const brandOf = ({ server, headers }: StubRequest) =>
	Object.keys(BRANDS).find(
		(brand) =>
			BRANDS[brand].server === server && `Bearer ${BRANDS[brand].key}` === headers.authorization,
	);

const textOf = ({ path, query, body }: StubRequest) =>
	`${path} ${String(query)} ${JSON.stringify(body)}`;

const SUCCESS: StubAnswer = [201, { message: 'success' }];

const run = async (items: IDataObject[], parameters: INodeParameters) =>
	await runNode({
		node: 'braze',
		credentials: STUB_CREDENTIALS_OF_ITEMS,
		parameters,
		items,
		onError: 'continueErrorOutput',
	});

const track: INodeParameters = {
	resource: 'user',
	operation: 'track',
	specifyObjects: 'json',
	objects: '={{ $json.objects }}',
};

const named = (name: string, id = 'CRM-1') => ({
	objects: { attributes: [{ external_id: id, first_name: name }] },
});

const verdicts = ({ items, errors }: Awaited<ReturnType<typeof run>>) => {
	const found: unknown[] = [];
	for (const { json, pairedItem } of [...items, ...errors]) {
		const details = json.details as IDataObject | undefined;
		found[(pairedItem as { item: number }).item] = json.verdict ?? details?.verdict;
	}
	return found;
};

const ROWS = BRAZE_OPERATIONS.map((row) => ({ name: `${row.resource} ${row.operation}`, ...row }));

describe('each item goes to the workspace that its credential names', () => {
	test.each(ROWS)('$name', async (operation) => {
		const [status, body] = operation.answer;
		const requests = stubBraze(({ body: { external_ids: ids }, query }) => {
			const asked = (ids as string[]) ?? query.getAll('external_id[]');
			return [status, operation.bodyFor?.(asked) ?? body];
		});
		const brands = ['north', 'south', 'west', 'north', 'south'];
		const items = brands.map((brand, number) => of(brand, { id: `${brand}${number}` }));
		await run(items, parametersOf(operation));

		const seen = requests.map((request) => {
			const others = Object.keys(BRANDS).filter((brand) => brand !== brandOf(request));
			expect(textOf(request)).not.toMatch(new RegExp(others.join('|')));
			return brandOf(request);
		});
		expect([...new Set(seen)].sort()).toEqual(['north', 'south', 'west']);
	});

	test('User > Track: one user in each workspace, in the order of the items', async () => {
		const requests = stubBraze(() => SUCCESS);
		const brands = Object.keys(BRANDS);
		const items = Array.from({ length: 240 }, (_, number) => {
			const brand = brands[number % brands.length];
			return of(brand, named(`${brand} ${number}`));
		});
		expect(verdicts(await run(items, track))).toEqual(Array(240).fill('accepted'));
		expect(requests).toHaveLength(6);
		for (const brand of brands) {
			const sent = requests.filter((request) => brandOf(request) === brand);
			const names = sent.flatMap(({ body }) =>
				(body.attributes as IDataObject[]).map(({ first_name: name }) => name),
			);
			const own = items.flatMap(({ key, objects }) =>
				key === BRANDS[brand].key ? (objects as { attributes: IDataObject[] }).attributes : [],
			);
			expect(names).toEqual(own.map(({ first_name: name }) => name));
		}
	});

	test('attributes are merged within a workspace only', async () => {
		const requests = stubBraze(() => SUCCESS);
		const items = ['north', 'south', 'north'].map((brand, number) =>
			of(brand, named(`${brand} ${number}`)),
		);
		await run(items, { ...track, options: { mergeAttributes: true } });
		expect(requests.map((request) => [brandOf(request), request.body.attributes])).toEqual([
			['north', [{ external_id: 'CRM-1', first_name: 'north 2' }]],
			['south', [{ external_id: 'CRM-1', first_name: 'south 1' }]],
		]);
	});

	test('a dry run shows the requests of each workspace, each under a number of its own', async () => {
		const items = ['north', 'south', 'north'].map((brand) => of(brand, named(brand)));
		const { items: shown } = await run(items, { ...track, options: { dryRun: true } });
		expect(shown.map(({ json }) => json.requests)).toEqual([[1], [2], [1]]);
		expect(shown.map(({ json }) => JSON.stringify(json.bodies))).toEqual([
			expect.stringMatching(/north.*north/),
			expect.stringMatching(/south/),
			'[]',
		]);
	});

	test('the same server and key, written in two ways, are one workspace', async () => {
		const requests = stubBraze(() => SUCCESS);
		const { server, key } = BRANDS.north;
		await run(
			[
				of('north', named('a')),
				{ ...named('b'), server: ` ${server.toUpperCase()}/ `, key: `${key} ` },
			],
			track,
		);
		expect(requests).toHaveLength(1);
	});
});

describe('Punchh Event > Track', () => {
	const guest = (brand: string, more: IDataObject = {}): IDataObject => ({
		...sample('guest-create', { external_source_id: 'CRM-1', first_name: brand }),
		...more,
		...BRANDS[brand],
	});
	const events = async (items: IDataObject[]) =>
		await trackEvents({
			items,
			parameters: {},
			options: { passOnDeletions: true, callingCode: 'US' },
			credentials: STUB_CREDENTIALS_OF_ITEMS,
		});

	test('a guest who is deleted in one workspace stays in the other', async () => {
		const requests = stubBraze(({ path }) => {
			if (path === '/users/export/ids') return [403, {}];
			return path === '/users/delete' ? [500, {}] : SUCCESS;
		});
		const deleted = { action: 'delete' };
		const items = [
			guest('north'),
			guest('south'),
			guest('north', deleted),
			guest('north'),
			guest('south'),
		];
		const result = await events(items);
		expect(verdicts(result)).toEqual(['skipped', 'accepted', 'unknown', 'failed', 'accepted']);
		const paths = requests.map((request) => `${brandOf(request)} ${request.path}`);
		const asked = ['north /users/delete', 'north /users/export/ids', 'south /users/track'];
		expect([...new Set(paths)].sort()).toEqual(asked);
	});

	test('a guest of each brand under one user ID is no guest with two names', async () => {
		stubBraze(() => SUCCESS);
		const { items } = await events([
			guest('north'),
			{
				...guest('south'),
				...sample('guest-create', { external_source_id: 'CRM-2' }),
				...BRANDS.south,
			},
		]);
		expect(items.map(({ json }) => json.warnings)).toEqual([undefined, undefined]);
	});
});

describe('what one workspace refuses concerns no other', () => {
	const pair = (count: number) =>
		Array.from({ length: count }, (_, number) =>
			of(number % 2 === 0 ? 'south' : 'west', named('a', `CRM-${number}`)),
		);

	test('a key', async () => {
		const requests = stubBraze((request) =>
			brandOf(request) === 'south' ? [401, { message: 'Invalid API key' }] : SUCCESS,
		);
		const found = verdicts(await run(pair(400), track));
		expect(found).toEqual(pair(400).map((_, number) => (number % 2 === 0 ? 'failed' : 'accepted')));
		expect(requests.filter((request) => brandOf(request) === 'south')).toHaveLength(1);
	});

	test.each([
		[
			'an address that leads nowhere',
			{ server: 'users' },
			/'REST Endpoint'.*full name of a server/,
		],
		['an item that has no address', { server: undefined }, /'REST Endpoint'.*is empty/],
		['an item that has no key', { key: undefined }, /'REST API Key' in the credential is empty/],
	])('%s: its items have failed, by name', async (_what, odd, reason) => {
		const requests = stubBraze(() => SUCCESS);
		const items = [of('north', named('a')), { ...of('north', named('b')), ...odd }];
		const result = await run(items, track);
		expect(verdicts(result)).toEqual(['accepted', 'failed']);
		expect(result.errors[0].json.error).toMatch(reason);
		expect(requests).toHaveLength(1);

		const lists = await run(items, {
			resource: 'email',
			operation: 'addToBlocklist',
			email: `${ID}x@example.com`,
		});
		expect(verdicts(lists)).toEqual(['accepted', 'failed']);
	});

	test('an error names the item and neither key', async () => {
		stubBraze(() => SUCCESS);
		const { error } = await runNode({
			node: 'braze',
			credentials: STUB_CREDENTIALS_OF_ITEMS,
			parameters: track,
			items: [of('north', named('a')), { ...of('south', named('b')), server: 'users' }],
		});
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(JSON.stringify(error)).not.toContain('key-of-');
	});
});
