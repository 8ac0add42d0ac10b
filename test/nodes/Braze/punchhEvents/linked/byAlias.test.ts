import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, sent } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	elsewhere,
	link,
	named,
	PASSER_BY,
	profilesLeft,
	refuse,
	settleAll,
	told,
	USER,
} from './linked.setup';

/**
 * A guest whose alias is certainly on the profile is recorded by it: the external ID may have passed to
 * somebody else, of which only another process has heard.
 */

const clock = jumpingClock();
const OTHER = 7;
const BY_ALIAS = { user_alias: alias() };
const BY_ID = { external_id: 'CRM-1' };

/** Another process records the next holder of CRM-1. */
async function nextHolder(): Promise<void> {
	const attributes = [{ external_id: 'CRM-1', punchh_user_id: OTHER, first_name: 'Ben' }];
	await elsewhere('/users/track', { attributes });
	const aliases = [{ external_id: 'CRM-1', ...alias(OTHER) }];
	await elsewhere('/users/alias/new', { user_aliases: aliases });
}

async function settled(): Promise<void> {
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
	sandbox.braze.requests.splice(0);
}

describe('an event without an external ID, after another process has heard of another holder', () => {
	beforeEach(settled);

	test('is recorded under the external ID that the guest has by now', async () => {
		const rename = { current_external_id: 'CRM-1', new_external_id: 'CRM-2' };
		await elsewhere('/users/external_ids/rename', { external_id_renames: [rename] });
		await elsewhere('/users/external_ids/remove', { external_ids: ['CRM-1'] });
		await nextHolder();
		const { items } = await link([checkIn({}, 2), named('Ann', 3)]);
		expect(items.map(({ json }) => json.identifier)).toEqual([BY_ALIAS, BY_ALIAS]);
		expect(profilesLeft()).toEqual([
			['CRM-1', OTHER, String(OTHER), ''],
			['CRM-2', USER, String(USER), 'check-in-2'],
		]);
	});

	test('is not recorded in the profile of the next holder if the guest is deleted', async () => {
		await elsewhere('/users/delete', { external_ids: ['CRM-1'] });
		await nextHolder();
		await link([checkIn({}, 2)]);
		expect(profilesLeft()).toContainEqual(['CRM-1', OTHER, String(OTHER), '']);
		expect(profilesLeft()).toContainEqual([undefined, undefined, String(USER), 'check-in-2']);
	});
});

describe('a guest is recorded under the external ID', () => {
	const identifiers = async (items: Parameters<typeof link>[0]) =>
		(await link(items)).items.map(({ json }) => json.identifier);

	test('until the second request has shown where the alias is', async () => {
		await link([told('CRM-1', 1)]);
		expect(await identifiers([checkIn({}, 2)])).toEqual([BY_ID]);
		clock.pass(AGAIN_MS);
		expect(await identifiers([checkIn({}, 3)])).toEqual([BY_ID]);
		expect(await identifiers([checkIn({}, 4)])).toEqual([BY_ALIAS]);
		expect(profilesLeft()).toHaveLength(1);
	});

	test('if an item of the run tells it: all of them, in their order', async () => {
		await settled();
		const items = [named('Ann', 2), named('Bea', 3, { external_source_id: 'CRM-1' })];
		expect(await identifiers(items)).toEqual([BY_ID, BY_ID]);
		expect(sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-1')).toMatchObject({
			attributes: { first_name: 'Bea' },
		});
	});

	test('with a key that may not look', async () => {
		refuse('/users/export/ids', 403);
		await settled();
		expect(await identifiers([checkIn({}, 2)])).toEqual([BY_ID]);
	});

	test('while another external ID is not linked for good', async () => {
		await settled();
		await link([told('CRM-2', 2)]);
		expect(await identifiers([checkIn({}, 3)])).toEqual([{ external_id: 'CRM-2' }]);
		await settleAll(clock);
		expect(await identifiers([checkIn({}, 4)])).toEqual([BY_ALIAS]);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), 'check-in-3,check-in-4']]);
	});
});

test('by the alias, a guest is deleted under both, and no value is written again', async () => {
	await settled();
	await link([named('Ann', 2)]);
	const [{ attributes = [] }] = sent();
	expect(attributes).toHaveLength(1);
	expect(attributes[0]).toMatchObject({ ...BY_ALIAS, first_name: 'Ann' });
	expect(attributes[0]).not.toHaveProperty('punchh_user_id');
	const { items } = await link([{ ...named('Ann', 3), action: 'delete' }], {
		passOnDeletions: true,
	});
	expect(items[0].json).toMatchObject({ deleted: true, identifier: BY_ID });
	expect(profilesLeft()).toEqual([]);
});

test('by the alias, several events of a guest take one object more', async () => {
	await settled();
	await link([checkIn({}, 2), checkIn({}, 3), checkIn({}, 4)]);
	expect(sent().map(({ attributes, events }) => [attributes?.length, events?.length])).toEqual([
		[1, 3],
	]);
});

test('after a restart, the guest of a new process is found by the alias', async () => {
	await settled();
	forgetAllGuests();
	await link([checkIn({}, 2), checkIn({ user_id: PASSER_BY }, 3)]);
	expect(profilesLeft()).toEqual([['CRM-1', USER, String(USER), 'check-in-2']]);
});
