import nock from 'nock';

import { STUB_CREDENTIALS, STUB_KEY, stubBraze } from '../../../harness/brazeStub';
import { searchList } from '../../../harness/searchList';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const search = async (method: string, filter?: string, token?: string) =>
	await searchList('braze', method, STUB_CREDENTIALS, filter, token);

/** A workspace with so many campaigns, a hundred on a page. */
const pages = (key: string, count: number) => {
	const entries = Array.from({ length: count }, (_, index) => ({
		id: `id-${index}`,
		name: `Name ${index}`,
		tags: [],
	}));
	return stubBraze(({ query }) => {
		const from = Number(query.get('page')) * 100;
		return [200, { message: 'success', [key]: entries.slice(from, from + 100) }];
	});
};

describe.each([
	['searchCampaigns', 'campaigns', '/campaigns/list', 'campaigns.list'],
	['searchCanvases', 'canvases', '/canvas/list', 'canvas.list'],
])('%s', (method, key, path, permission) => {
	test('comes in pages of a hundred', async () => {
		const requests = pages(key, 150);
		const first = await search(method);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'Name 0', value: 'id-0' });
		expect(requests[0].path).toBe(path);

		const second = await search(method, undefined, first.paginationToken as string);
		expect(second.results).toHaveLength(50);
		expect(second.paginationToken).toBeUndefined();
	});

	test('finds by name and by ID on later pages', async () => {
		pages(key, 350);
		expect((await search(method, 'name 342')).results).toEqual([
			{ name: 'Name 342', value: 'id-342' },
		]);
		expect((await search(method, 'ID-7')).results.map(({ value }) => value)).toContain('id-70');
	});

	test('goes on where it stopped looking', async () => {
		const requests = pages(key, 1_250);
		const first = await search(method, 'name 1234');
		expect(first).toEqual({ results: [], paginationToken: '10' });
		expect(requests).toHaveLength(10);
		const { results } = await search(method, 'name 1234', first.paginationToken as string);
		expect(results).toHaveLength(1);
	});

	test('a wrong key and a missing permission are named, the key is not shown', async () => {
		stubBraze(() => [401, { message: `Invalid API key: ${STUB_KEY}` }]);
		const wrong = await search(method).catch((error: Error) => error);
		expect((wrong as Error).message).toBe('Invalid API key: *** (status 401)');
		nock.cleanAll();
		stubBraze(() => [403, { message: 'Access Denied' }]);
		await expect(search(method)).rejects.toMatchObject({
			message: 'Access Denied (status 403)',
			description: expect.stringContaining(permission),
		});
	});

	test.each([
		['a page', '<html>'],
		['no list', { message: 'success' }],
		['a list that is none', { [key]: 'x' }],
	])('%s instead of the list', async (_what, body) => {
		stubBraze(() => [200, body]);
		await expect(search(method)).rejects.toThrow(/status 200/);
	});
});

test('searchCatalogs reads one list, by name', async () => {
	const requests = stubBraze(() => [
		200,
		{ message: 'success', catalogs: [{ name: 'stores' }, { name: 'menu' }] },
	]);
	expect((await search('searchCatalogs', 'st')).results).toEqual([
		{ name: 'stores', value: 'stores' },
	]);
	expect(requests.map(({ path }) => path)).toEqual(['/catalogs']);
});
