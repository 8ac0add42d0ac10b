import { startSandbox, type Sandbox } from '../../../../sandbox';
import { callBraze, type Json } from '../../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const ITEMS = '/catalogs/menu_items/items';
const ask = async (method: string, path: string, body?: unknown) =>
	await callBraze(sandbox.brazeUrl, method, path, body);
const items = () => sandbox.braze.workspace.catalogs.get('menu_items')!.items;
const error = (id: string) => ({
	errors: [
		{
			id,
			message: expect.any(String),
			parameters: expect.any(Array),
			parameter_values: expect.any(Array),
		},
	],
	message: 'Invalid Request',
});

const FIELDS = [
	{ name: 'id', type: 'string' },
	{ name: 'City', type: 'string' },
	{ name: 'Rating', type: 'number' },
];
const CATALOG = { name: 'restaurants', description: 'My Restaurants', fields: FIELDS };

describe('catalogs', () => {
	test('are made, listed and deleted', async () => {
		const shown = { ...CATALOG, num_items: 0, updated_at: expect.any(String) };
		const made = await ask('POST', '/catalogs', { catalogs: [CATALOG] });
		expect([made.status, made.body]).toEqual([201, { catalogs: [shown], message: 'success' }]);
		const listed = await ask('GET', '/catalogs');
		expect([listed.status, listed.body]).toEqual([
			200,
			{
				catalogs: [expect.objectContaining({ name: 'menu_items', num_items: 2 }), shown],
				message: 'success',
			},
		]);
		const deleted = await ask('DELETE', '/catalogs/restaurants');
		expect([deleted.status, deleted.body]).toEqual([200, { message: 'success' }]);
		const again = await ask('DELETE', '/catalogs/restaurants');
		expect([again.status, again.body]).toEqual([404, error('catalog-not-found')]);
	});

	test('a name that is taken is named', async () => {
		const { body } = await ask('POST', '/catalogs', {
			catalogs: [{ ...CATALOG, name: 'menu_items' }],
		});
		expect(body).toEqual({
			errors: [
				{
					id: 'catalog-name-already-exists',
					message: 'A catalog with that name already exists',
					parameters: ['name'],
					parameter_values: ['menu_items'],
				},
			],
			message: 'Invalid Request',
		});
	});

	const field = (...more: unknown[]) => [{ ...CATALOG, fields: [FIELDS[0], ...more] }];
	test.each<[string, unknown]>([
		['catalog-array-invalid', CATALOG],
		['catalog-array-invalid', ['text']],
		['too-many-catalog-atoms', [CATALOG, CATALOG]],
		['invalid-catalog-name', [{ ...CATALOG, name: 'my restaurants' }]],
		['catalog-name-too-large', [{ ...CATALOG, name: 'x'.repeat(251) }]],
		['description-too-long', [{ ...CATALOG, description: 'x'.repeat(251) }]],
		['invalid-fields', [{ ...CATALOG, fields: 'id' }]],
		['too-many-fields', field(...Array(500).fill(FIELDS[1]))],
		['id-not-first-column', [{ ...CATALOG, fields: FIELDS.slice(1) }]],
		['id-not-first-column', [{ ...CATALOG, fields: [{ name: 'id', type: 'number' }] }]],
		['invalid-field-names', field({ name: 'a b', type: 'string' })],
		['field-names-too-large', field({ name: 'x'.repeat(251), type: 'string' })],
		['field-names-not-unique', field(FIELDS[1], FIELDS[1])],
		['invalid-field-types', field({ name: 'a', type: 'integer' })],
		['invalid-field-types', field({ name: 'a', type: 'toString' })],
	])('refused: %s', async (id, catalogs) => {
		const answer = await ask('POST', '/catalogs', { catalogs });
		expect([answer.status, answer.body]).toEqual([400, error(id)]);
		expect(sandbox.braze.workspace.catalogs.size).toBe(1);
	});
});

describe('several items', () => {
	const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

	test.each<[string, Json[], Record<string, Json | undefined>]>([
		['POST', [{ id: 'pie', price: '4.5' }], { pie: { id: 'pie', price: 4.5 } }],
		[
			'PATCH',
			[
				{ id: 'tea', price: 5 },
				{ id: 'pie', price: 4 },
			],
			{ tea: { id: 'tea', name: 'Green Tea', price: 5, available: true }, pie: undefined },
		],
		[
			'PUT',
			[{ id: 'tea', price: 5 }, { id: 'pie' }],
			{ tea: { id: 'tea', price: 5 }, pie: { id: 'pie' } },
		],
		['DELETE', [{ id: 'tea' }, { id: 'pie' }], { tea: undefined }],
		[
			'POST',
			[{ id: 'tea', price: 9 }],
			{ tea: { id: 'tea', name: 'Green Tea', price: 3.5, available: true } },
		],
	])('%s %j', async (method, given, wanted) => {
		const answer = await ask(method, ITEMS, { items: given });
		expect([answer.status, answer.body]).toEqual([202, { message: 'success' }]);
		for (const [id, item] of Object.entries(wanted)) expect(items().get(id)).toEqual(item);
		expect(items().get('bun')).toMatchObject({ name: 'Cinnamon Bun' });
	});

	test.each<[string, unknown]>([
		['item-array-invalid', { id: 'a' }],
		['item-array-invalid', ['a']],
		[
			'request-includes-too-many-items',
			Array.from({ length: 51 }, (_value, id) => ({ id: `${id}` })),
		],
		['items-missing-ids', [{ id: 'a' }, { name: 'b' }]],
		['ids-not-strings', [{ id: 5 }]],
		['ids-not-unique', [{ id: 'a' }, { id: 'a' }]],
		['ids-too-large', [{ id: 'x'.repeat(251) }]],
		['invalid-ids', [{ id: 'a b' }]],
		['invalid-fields', [{ id: 'a', colour: 'red' }]],
		['invalid-fields', [{ id: 'a', __proto: 'red' }]],
		['items-too-large', [{ id: 'a', name: 'x'.repeat(5_001) }]],
		['unable-to-coerce-value', [{ id: 'a', price: 'cheap' }]],
		['unable-to-coerce-value', [{ id: 'a', available: 'perhaps' }]],
		['invalid-keys-in-value-object', [{ id: 'a', extra: { 'a.b': 1 } }]],
		['too-deep-nesting-in-value-object', [{ id: 'a', extra: nested(52) }]],
	])('refused: %s', async (id, given) => {
		const { fields } = sandbox.braze.workspace.catalogs.get('menu_items')!;
		fields.push({ name: 'extra', type: 'object' });
		for (const method of ['POST', 'PATCH', 'PUT']) {
			const answer = await ask(method, ITEMS, { items: given });
			expect([answer.status, answer.body]).toEqual([400, error(id)]);
		}
		expect([...items().keys()]).toEqual(['tea', 'bun']);
	});

	test.each(['POST', 'PATCH', 'PUT', 'DELETE'])('%s in an unknown catalog', async (method) => {
		const answer = await ask(method, '/catalogs/nothing/items', { items: [{ id: 'a' }] });
		expect([answer.status, answer.body]).toEqual([404, error('catalog-not-found')]);
	});
});

test.each([
	['several items', ITEMS, { id: 'tea' }, 202],
	['one item', `${ITEMS}/tea`, {}, 200],
])('$add and $remove change an array: %s', async (_about, path, id, status) => {
	const { fields } = sandbox.braze.workspace.catalogs.get('menu_items')!;
	fields.push({ name: 'tags', type: 'array' });
	items().set('tea', { id: 'tea', tags: ['hot', 'green'] });
	const change = { $add: ['new'], $remove: ['hot'] };
	const patch = async (name: string) =>
		await ask('PATCH', path, { items: [{ ...id, [name]: change }] });
	expect((await patch('tags')).status).toBe(status);
	expect(items().get('tea')).toEqual({ id: 'tea', tags: ['green', 'new'] });
	expect((await patch('name')).body).toEqual(error('unable-to-coerce-value'));
	const put = await ask('PUT', path, { items: [{ ...id, tags: change }] });
	expect(put.body).toEqual(error('unable-to-coerce-value'));
});

describe('one item', () => {
	const body = { items: [{ price: 9 }] };

	test.each<[string, string, unknown, number, Json | undefined]>([
		['POST', 'pie', body, 201, { id: 'pie', price: 9 }],
		['PATCH', 'tea', body, 200, { id: 'tea', name: 'Green Tea', price: 9, available: true }],
		['PUT', 'tea', body, 200, { id: 'tea', price: 9 }],
		['PUT', 'pie', body, 200, { id: 'pie', price: 9 }],
		['PUT', 'x'.repeat(250), body, 200, { id: 'x'.repeat(250), price: 9 }],
		['DELETE', 'tea', undefined, 200, undefined],
	])('%s %s', async (method, id, given, status, wanted) => {
		const answer = await ask(method, `${ITEMS}/${id}`, given);
		expect([answer.status, answer.body]).toEqual([status, { message: 'success' }]);
		expect(items().get(id)).toEqual(wanted);
	});

	test('is shown, and all are', async () => {
		const one = await ask('GET', `${ITEMS}/tea`);
		const tea = { id: 'tea', name: 'Green Tea', price: 3.5, available: true };
		expect([one.status, one.body]).toEqual([200, { items: [tea], message: 'success' }]);
		expect((await ask('GET', ITEMS)).body).toMatchObject({ items: [tea, { id: 'bun' }] });
	});

	test.each<[string, string, unknown, number, string]>([
		['POST', 'tea', body, 400, 'item-already-exists'],
		['PATCH', 'pie', body, 404, 'item-not-found'],
		['DELETE', 'pie', undefined, 404, 'item-not-found'],
		['GET', 'pie', undefined, 404, 'item-not-found'],
		['PUT', 'a%20b', body, 400, 'invalid-ids'],
		['PUT', 'x'.repeat(251), body, 400, 'ids-too-large'],
		['PUT', 'tea', { items: [] }, 400, 'item-array-invalid'],
		['PUT', 'tea', { items: [{}, {}] }, 400, 'item-array-invalid'],
		['PUT', 'tea', { items: [{ colour: 'red' }] }, 400, 'invalid-fields'],
	])('%s %s with %j: %i %s', async (method, id, given, status, wanted) => {
		const answer = await ask(method, `${ITEMS}/${id}`, given);
		expect([answer.status, answer.body]).toEqual([status, error(wanted)]);
	});
});
