import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import nock from 'nock';

import { stubBraze, STUB_CREDENTIALS } from '../harness/brazeStub';
import { runNode } from '../harness/runNode';

afterEach(() => nock.cleanAll());

const NODES = join(__dirname, '../../nodes');

/** What an expression may return where a path needs a name. */
const NO_NAMES = [
	'.',
	'..',
	'...',
	' . ',
	'/',
	'a/b',
	'../campaigns',
	'a\\b',
	'..\\b',
	'%2e',
	'a?b',
	'a#b',
	'a\nb',
	'a\u0000',
	'a\u200bb',
	'\ud800',
];

describe.each(['upsert', 'update', 'delete'])('Catalog Item > %s', (operation) => {
	const run = async (names: string[]) =>
		await runNode({
			node: 'braze',
			credentials: STUB_CREDENTIALS,
			parameters: {
				resource: 'catalogItem',
				operation,
				catalog: { __rl: true, mode: 'name', value: '={{ $json.catalog }}' },
				itemId: 'items',
				confirmDeletion: true,
			},
			items: names.map((catalog) => ({ catalog })),
			onError: 'continueErrorOutput',
		});

	test('sends nothing for what is no name, and says so for each item', async () => {
		const requests = stubBraze(() => [202, { message: 'success' }]);
		const { errors } = await run(NO_NAMES);
		expect(errors).toHaveLength(NO_NAMES.length);
		for (const { json } of errors) expect(json.error).toBe("'Catalog' is not a name");
		const { errors: empty } = await run(['', '  ']);
		expect(empty.map(({ json }) => json.error)).toEqual(Array(2).fill("'Catalog' is empty"));
		expect(requests).toEqual([]);
	});

	test('sends names as they are', async () => {
		const requests = stubBraze(() => [202, { message: 'success' }]);
		await run(['stores', 'my stores', 'v1.2', '.hidden', 'Läden']);
		expect(requests.map(({ path }) => path)).toEqual([
			'/catalogs/stores/items',
			'/catalogs/my%20stores/items',
			'/catalogs/v1.2/items',
			'/catalogs/.hidden/items',
			'/catalogs/L%C3%A4den/items',
		]);
	});
});

test('no other path has a value in it, and only one place encodes them', () => {
	const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/^(Braze|Punchh)\/(actions|methods|send|transport)\/.*\.ts$|^shared\/(http|operations)\//.test(
			file,
		),
	);
	const found = (pattern: RegExp) =>
		files.flatMap((file) =>
			[...readFileSync(join(NODES, file), 'utf8').matchAll(pattern)].map(
				([, value]) => `${file}: ${value}`,
			),
		);
	expect(found(/path: `[^`]*?\$\{([^}]+)\}/g)).toEqual([
		'Braze/actions/catalogItem/catalogItem.operations.ts: entries[0].frame.catalog as string',
		'Punchh/actions/segmentMember/bulk.ts: MEMBERS_PATH',
	]);
	expect(found(/(encodeURI\w*)\(/g)).toEqual(['shared/operations/item.ts: encodeURIComponent']);
});
