import { DELAYED_PATHS, type DelayedPath } from '../../../../sandbox/braze/api/effects';
import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../sandbox/braze/seed';
import { callControl, track, type Json } from '../../http';
import { ALIAS, EMAIL, ids, post, profiles, sandbox, seed } from './users.setup';

const TIME = '2026-03-14T16:00:00Z';
let now = 0;
const after = (seconds: number) => (now += seconds * 1_000);
const delay = (path: DelayedPath, seconds: number) =>
	(sandbox.braze.knobs.effectDelayMs = { [path]: seconds * 1_000 });

beforeEach(() => {
	now = Date.parse(TIME);
	sandbox.braze.now = () => now;
});
afterEach(() => (sandbox.braze.now = Date.now));

const identify = async () =>
	await post('/users/identify', { aliases_to_identify: [{ external_id: 'a', user_alias: ALIAS }] });
const newAlias = async () =>
	await post('/users/alias/new', { user_aliases: [{ external_id: 'a', ...ALIAS }] });
const write = async (fields: Json) => {
	const { status, body } = await track(sandbox.brazeUrl, { attributes: [fields] });
	expect([status, body]).toEqual([201, { message: 'success', attributes_processed: 1 }]);
};
const aliasOnly = { user_alias: ALIAS, _update_existing_only: false, first_name: 'Mara' };

describe('between endpoints', () => {
	test('identify finds nobody while the alias of a track request is not there, and succeeds', async () => {
		delay('/users/track', 30);
		await write(aliasOnly);
		expect(profiles()).toEqual([]);

		after(29);
		const answer = await identify();
		expect([answer.status, answer.body]).toEqual([
			201,
			{ message: 'success', aliases_processed: 1 },
		]);

		after(1);
		expect(profiles()).toMatchObject([
			{ user_aliases: [ALIAS], attributes: { first_name: 'Mara' } },
		]);
		expect(ids()).toEqual([undefined]);
		await identify();
		expect(ids()).toEqual(['a']);
	});

	test('a new alias finds nobody while the external ID of a track request is not there', async () => {
		delay('/users/track', 30);
		await write({ external_id: 'a' });
		after(29);
		const answer = await newAlias();
		expect([answer.status, answer.body]).toEqual([
			201,
			{ message: 'success', aliases_processed: 1 },
		]);
		after(31);
		expect(profiles()).toMatchObject([{ external_id: 'a', user_aliases: [] }]);
	});

	test('a track request that overtakes a new alias makes a profile of its own', async () => {
		seed({ external_id: 'a' });
		delay('/users/alias/new', 30);
		await newAlias();
		await write(aliasOnly);
		after(31);
		expect(profiles()).toMatchObject([
			{ external_id: 'a', user_aliases: [] },
			{ user_aliases: [ALIAS] },
		]);
	});

	test('values that come before a late identify win over those of the alias', async () => {
		seed({ alias: ALIAS, attributes: { first_name: 'Mara', city: 'Bath' } });
		delay('/users/identify', 30);
		await identify();
		await write({ external_id: 'a', first_name: 'M.' });
		after(31);
		expect(profiles()).toMatchObject([
			{ external_id: 'a', user_aliases: [ALIAS], attributes: { first_name: 'M.', city: 'Bath' } },
		]);
	});
});

describe('external IDs', () => {
	const rename = async (from: string, to: string) =>
		(
			await post('/users/external_ids/rename', {
				external_id_renames: [{ current_external_id: from, new_external_id: to }],
			})
		).body;

	test('a rename names the ID that is not there yet, and changes nothing later', async () => {
		delay('/users/track', 30);
		await write({ external_id: 'a' });
		expect(await rename('a', 'b')).toMatchObject({
			external_ids: [],
			rename_errors: [['a', expect.any(String)]],
		});
		after(31);
		expect(ids()).toEqual(['a']);
	});

	test('a late rename is answered at once, and not done if the new ID is taken by then', async () => {
		seed({ external_id: 'a' }, { external_id: 'c' });
		delay('/users/external_ids/rename', 30);
		expect(await rename('a', 'b')).toMatchObject({ external_ids: ['b'], rename_errors: [] });
		expect(await rename('c', 'd')).toMatchObject({ external_ids: ['d'], rename_errors: [] });
		expect(ids()).toEqual(['a', 'c']);
		await write({ external_id: 'b' });
		after(31);
		expect(ids()).toEqual(['a', 'd', 'b']);
	});

	test('a deprecated ID names the user until a late removal', async () => {
		seed({ external_id: 'a' });
		await rename('a', 'b');
		delay('/users/external_ids/remove', 30);
		const { body } = await post('/users/external_ids/remove', { external_ids: ['a'] });
		expect(body).toMatchObject({ removed_ids: ['a'], removal_errors: [] });
		await write({ external_id: 'a', seen: 'early' });
		after(31);
		await write({ external_id: 'a', seen: 'late' });
		expect(profiles()).toMatchObject([
			{ external_id: 'b', attributes: { seen: 'early' } },
			{ external_id: 'a', attributes: { seen: 'late' } },
		]);
	});
});

const [GROUP] = BRAZE_SUBSCRIPTION_GROUPS;
const state = { subscription_group_id: GROUP.id, subscription_state: 'subscribed' };
const merged = { external_id: 'a' };

/** For each path a call that changes Mara, or her neighbour b. */
const CALLS: Record<DelayedPath, Json> = {
	'/users/track': { attributes: [{ external_id: 'a', n: 1 }] },
	'/users/identify': { aliases_to_identify: [{ external_id: 'b', user_alias: ALIAS }] },
	'/users/alias/new': { user_aliases: [{ external_id: 'a', ...ALIAS, alias_label: 'other' }] },
	'/users/alias/update': {
		alias_updates: [{ alias_label: 'crm', old_alias_name: 'mara', new_alias_name: 'nora' }],
	},
	'/users/merge': {
		merge_updates: [{ identifier_to_merge: { user_alias: ALIAS }, identifier_to_keep: merged }],
	},
	'/users/delete': { external_ids: ['a'] },
	'/users/external_ids/rename': {
		external_id_renames: [{ current_external_id: 'a', new_external_id: 'b' }],
	},
	'/users/external_ids/remove': { external_ids: ['old'] },
	'/subscription/status/set': { ...state, external_id: ['a'] },
	'/v2/subscription/status/set': { subscription_groups: [{ ...state, external_ids: ['a'] }] },
	'/email/status': { email: [EMAIL], subscription_state: 'unsubscribed' },
};

test.each(DELAYED_PATHS)('%s is answered at once and takes effect later', async (path) => {
	seed({ external_id: 'old', attributes: { email: EMAIL } }, { alias: ALIAS });
	sandbox.braze.store.renameExternalId(profiles()[0], 'a');
	delay(path, 10);
	const before = structuredClone(profiles());
	const { status } = await post(path, CALLS[path]);
	expect([201, 202]).toContain(status);
	after(9);
	expect(profiles()).toEqual(before);
	expect(sandbox.braze.effects.size).toBe(1);
	after(1);
	expect(profiles()).not.toEqual(before);
	expect(sandbox.braze.effects.size).toBe(0);
});

test('with the same delay the order of arrival stays, with a shorter one a call overtakes', async () => {
	const wait = async (seconds: number, name: string) => {
		delay('/users/track', seconds);
		await write({ external_id: 'a', name });
	};
	await wait(10, 'first');
	await wait(10, 'second');
	after(10);
	expect(profiles()[0].attributes).toEqual({ name: 'second' });
	await wait(10, 'slow');
	await wait(5, 'fast');
	after(10);
	expect(profiles()[0].attributes).toEqual({ name: 'slow' });
});

test('the export waits for the effect, and then its own delay', async () => {
	const found = async () => {
		const { body } = await post('/users/export/ids', { external_ids: ['a'] });
		return (body as { users: Json[] }).users.length;
	};
	delay('/users/track', 10);
	sandbox.braze.knobs.exportDelayMs = 20_000;
	await write({ external_id: 'a' });
	after(29);
	expect(await found()).toBe(0);
	after(1);
	expect(await found()).toBe(1);
});

test('the verdict says when the object has reached a profile', async () => {
	delay('/users/track', 10);
	await write({ external_id: 'a' });
	expect(sandbox.braze.verdicts).toMatchObject([{ taken: true, effect: false }]);
	after(10);
	expect(sandbox.braze.verdicts).toMatchObject([{ taken: true, effect: true }]);
});

test('a reset forgets what was to happen', async () => {
	delay('/users/track', 10);
	await write({ external_id: 'a' });
	sandbox.reset();
	after(10);
	expect(profiles()).toEqual([]);
});

test('the knob takes the paths that change users, and no others', async () => {
	const turn = async (effectDelayMs: Json) =>
		(await callControl(sandbox, 'PATCH', '/knobs', { braze: { effectDelayMs } })).status;
	expect(await turn({ '/users/track': 30_000 })).toBe(200);
	expect(sandbox.braze.knobs.effectDelayMs).toEqual({ '/users/track': 30_000 });
	expect(await turn({ '/users/export/ids': 30_000 })).toBe(400);
	expect(await turn({ '/users/track': -1 })).toBe(400);
});
