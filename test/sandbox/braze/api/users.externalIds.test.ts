import { track } from '../../http';
import { ids, post, profiles, sandbox, seed } from './users.setup';

describe('/users/external_ids', () => {
	const rename = async (...pairs: Array<[string, string]>) =>
		await post('/users/external_ids/rename', {
			external_id_renames: pairs.map(([current_external_id, new_external_id]) => ({
				current_external_id,
				new_external_id,
			})),
		});

	test('the old ID goes on until it is removed', async () => {
		seed({ external_id: 'old' });
		const { status, body } = await rename(['old', 'new']);
		expect([status, body]).toEqual([
			201,
			{ message: 'success', external_ids: ['new'], rename_errors: [] },
		]);
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'old', first_name: 'A' }] });
		expect(profiles()).toMatchObject([{ external_id: 'new', attributes: { first_name: 'A' } }]);

		const removed = await post('/users/external_ids/remove', { external_ids: ['old', 'new', 'z'] });
		expect(removed.body).toEqual({
			message: 'success',
			removed_ids: ['old'],
			removal_errors: [expect.stringContaining('new'), expect.stringContaining('z')],
		});
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'old' }] });
		expect(ids()).toEqual(['new', 'old']);
	});

	test('the old ID exports the user, and deletes it', async () => {
		seed({ external_id: 'old' });
		await rename(['old', 'new']);
		const exported = await post('/users/export/ids', { external_ids: ['old'] });
		expect(exported.body).toMatchObject({ users: [{ external_id: 'new' }], invalid_user_ids: [] });
		await post('/users/delete', { external_ids: ['new'] });
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'old', first_name: 'A' }] });
		expect(profiles()).toMatchObject([{ external_id: 'old', attributes: { first_name: 'A' } }]);
	});

	test.each<[string, [string, string]]>([
		['an unknown ID', ['z', 'new']],
		['an ID in use', ['a', 'b']],
		['a deprecated ID in use', ['a', 'old']],
		['a deprecated ID as the current one', ['old', 'new']],
		['the same ID', ['a', 'a']],
	])('names %s among the errors', async (_name, pair) => {
		seed({ external_id: 'a' }, { external_id: 'old' });
		await rename(['old', 'b']);
		const { body } = await rename(pair);
		expect(body).toEqual({
			message: 'success',
			external_ids: [],
			rename_errors: [[pair[0], expect.stringContaining('index 0')]],
		});
		expect(ids()).toEqual(['a', 'b']);
	});

	test.each(['rename', 'remove'])('%s refuses an empty list and over 50', async (name) => {
		const key = name === 'rename' ? 'external_id_renames' : 'external_ids';
		const entry = name === 'rename' ? { current_external_id: 'a', new_external_id: 'b' } : 'a';
		for (const list of [[], Array(51).fill(entry)]) {
			const { status } = await post(`/users/external_ids/${name}`, { [key]: list });
			expect(status).toBe(400);
		}
	});
});
