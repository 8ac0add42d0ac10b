import type { IDataObject } from 'n8n-workflow';
import { stubBraze } from '../../../../harness/brazeStub';
import { SUCCESS, run } from './identifiers.setup';

describe('what answers tell about single items', () => {
	const rename = {
		resource: 'user',
		operation: 'renameExternalId',
		current_external_id: '={{ $json.id }}',
		new_external_id: '=new-{{ $json.id }}',
	};
	const ids = (...given: string[]) => given.map((id) => ({ id }));
	const verdicts = ({ items, errors }: Awaited<ReturnType<typeof run>>) =>
		[...items, ...errors]
			.sort((one, other) => itemOf(one.pairedItem) - itemOf(other.pairedItem))
			.map(({ json }) => json.verdict ?? (json.details as IDataObject).verdict);
	const itemOf = (paired: unknown) => (paired as { item: number }).item;

	test.each([
		['by ID, as lists', [['b', 'does not exist']]],
		['by ID, as texts', ["The external ID 'b' does not exist"]],
		['by ID, as objects', [{ id: 'b', error: 'does not exist' }]],
		['by index, as lists', [[1, 'does not exist']]],
		['by index, as objects', [{ index: 1, error: 'does not exist' }]],
		['by index, in words', ['Index 1: does not exist']],
		['by nothing, one for the one that is not listed', ['does not exist']],
	])('errors of a rename %s', async (_how, rename_errors) => {
		stubBraze(() => [201, { message: 'success', external_ids: ['new-a', 'new-c'], rename_errors }]);
		const result = await run(rename, ids('a', 'b', 'c'));
		expect(verdicts(result)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(result.errors[0].json.error).toContain('does not exist');
	});

	test.each([
		[
			'as numbers',
			[
				[2, 'is in use'],
				[0, 'does not exist'],
			],
		],
		['in words', ['index 2: is in use', 'index 0: does not exist']],
	])('each refused rename gets the error with its own index, %s', async (_how, rename_errors) => {
		stubBraze(() => [201, { message: 'success', external_ids: ['new-b'], rename_errors }]);
		const { errors } = await run(rename, ids('a', 'b', 'c'));
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/does not exist$/),
			expect.stringMatching(/is in use$/),
		]);
	});

	test('errors of a rename that name nobody and do not add up', async () => {
		stubBraze(() => [201, { message: 'success', external_ids: ['new-a'], rename_errors: ['odd'] }]);
		expect(verdicts(await run(rename, ids('a', 'b', 'c')))).toEqual([
			'accepted',
			'unknown',
			'unknown',
		]);
	});

	test('errors of a removal', async () => {
		stubBraze(() => [
			201,
			{ message: 'success', removed_ids: ['a'], removal_errors: [['b', 'is in use']] },
		]);
		const parameters = { ...rename, operation: 'removeExternalId', external_id: '={{ $json.id }}' };
		expect(verdicts(await run(parameters, ids('a', 'b')))).toEqual(['accepted', 'rejected']);
	});

	const remove = { resource: 'user', operation: 'delete', confirmDeletion: true };

	test('fewer users deleted than asked for: of none is it known', async () => {
		stubBraze(() => [200, { deleted: 1 }]);
		const result = await run(
			{ ...remove, findUserBy: 'external_id', external_id: '={{ $json.id }}' },
			ids('a', 'b'),
		);
		expect(verdicts(result)).toEqual(['unknown', 'unknown']);
		expect(result.errors[0].json.error).toBe(
			'Braze deleted 1 of 2 users of this request and does not say which',
		);
	});

	test('nobody deleted: nobody is said to be', async () => {
		stubBraze(() => [200, { deleted: 0 }]);
		const result = await run(
			{ ...remove, findUserBy: 'email', email: '={{ $json.id }}@example.com' },
			ids('a', 'b'),
		);
		expect(verdicts(result)).toEqual(['rejected', 'rejected']);
	});

	test('a deletion whose answer is lost is not repeated: the next try would find nobody', async () => {
		const requests = stubBraze((_request, index) =>
			index === 0 ? [503, ''] : [200, { deleted: 0 }],
		);
		const result = await run(
			{ ...remove, findUserBy: 'external_id', external_id: '={{ $json.id }}' },
			ids('a'),
		);
		expect(verdicts(result)).toEqual(['unknown']);
		expect(requests).toHaveLength(1);
	});

	test('without confirmation nothing is deleted', async () => {
		const requests = stubBraze(() => SUCCESS);
		const { errors } = await run({
			...remove,
			findUserBy: 'external_id',
			external_id: 'a',
			confirmDeletion: false,
		});
		expect(errors[0].json.error).toBe("'Confirm Deletion' is off");
		expect(requests).toEqual([]);
	});

	test('a user that Braze does not know is no profile', async () => {
		stubBraze(() => [
			201,
			{ message: 'success', users: [{ external_id: 'a' }], invalid_user_ids: ['b'] },
		]);
		const result = await run(
			{
				resource: 'user',
				operation: 'export',
				findUserBy: 'external_id',
				external_id: '={{ $json.id }}',
			},
			ids('a', 'b', 'a'),
		);
		expect(result.items.map(({ pairedItem }) => itemOf(pairedItem))).toEqual([0, 2]);
		expect(result.errors[0].json.error).toBe('Braze has no such user');
	});

	test('an email that several profiles have yields all of them', async () => {
		const users = [{ external_id: 'a' }, { external_id: 'b' }];
		stubBraze(() => [201, { message: 'success', users }]);
		const { items } = await run({
			resource: 'user',
			operation: 'export',
			findUserBy: 'email',
			email: 'a@example.com',
		});
		expect(items).toEqual(users.map((json) => ({ json, pairedItem: { item: 0 } })));
	});

	test('an error of a catalog names its item; the others are written', async () => {
		const error = {
			id: 'invalid-fields',
			message: 'Some of the fields given do not exist in the catalog',
			parameters: ['item_id'],
			parameter_values: ['b'],
		};
		const requests = stubBraze(({ body }) =>
			JSON.stringify(body).includes('"b"')
				? [400, { errors: [error], message: 'Invalid Request' }]
				: [202, { message: 'success' }],
		);
		const result = await run(
			{
				resource: 'catalogItem',
				operation: 'upsert',
				catalog: { __rl: true, mode: 'name', value: 'stores' },
				itemId: '={{ $json.id }}',
			},
			ids('a', 'b', 'c'),
		);
		expect(verdicts(result)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(result.errors[0].json.error).toBe(error.message);
		expect(requests).toHaveLength(2);
	});

	test('a catalog that does not exist, with an item of the same name', async () => {
		const error = {
			id: 'catalog-not-found',
			message: 'Could not find catalog',
			parameters: ['catalog_name'],
			parameter_values: ['stores'],
		};
		stubBraze(() => [404, { errors: [error], message: 'Invalid Request' }]);
		const { errors } = await run({
			resource: 'catalogItem',
			operation: 'delete',
			catalog: { __rl: true, mode: 'name', value: 'stores' },
			itemId: 'stores',
			confirmDeletion: true,
		});
		expect(errors[0].json).toMatchObject({
			error: 'Invalid Request; Could not find catalog (status 404)',
			details: { verdict: 'failed', description: expect.stringContaining("'Catalog'") },
		});
	});
});
