import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	guest,
	link,
	named,
	nameOf,
	onUser,
	settleAll,
	told,
} from './linked.setup';

/** What a person does by mistake, or what another workflow writes. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const seed = (id: string, attributes: IDataObject = {}) =>
	sandbox.braze.seed({ profiles: [{ external_id: id, attributes }] });
const ids = () => sandbox.braze.profiles.map(({ external_id: id }) => id).sort();
const gone = (at: number) => ({ ...guest({}, at), action: 'delete' });

describe('a person gives the alias of A to the profile of B by mistake', () => {
	test('Create Alias, while A is known and Braze does not show the profile yet', async () => {
		seed('CRM-9', { of: 'B' });
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 30_000 };
		await link([told('CRM-1', 1)]);
		await onUser('createAlias', { ...alias(), external_id: 'CRM-9' });
		await settleAll(clock);
		await link([checkIn({}, 5)]);
		await settleAll(clock);
		await link([gone(9)], { passOnDeletions: true });
		clock.pass(AGAIN_MS);
		expect(ids()).toContain('CRM-9');
	});

	test('Create Alias, while A is known and with Update Existing Only the app has made no profile', async () => {
		seed('CRM-9', { of: 'B' });
		await link([told('CRM-1', 1)], { updateExistingOnly: true });
		await settleAll(clock);
		await onUser('createAlias', { ...alias(), external_id: 'CRM-9' });
		await settleAll(clock);
		await link([told('CRM-1', 5)], { updateExistingOnly: true });
		await settleAll(clock);
		await link([gone(9)], { passOnDeletions: true });
		clock.pass(AGAIN_MS);
		expect(ids()).toContain('CRM-9');
	});
});

describe('User > Identify with merge behavior None', () => {
	const none = async () =>
		await onUser('identify', {
			findProfileBy: 'user_alias',
			...alias(),
			external_id: 'CRM-1',
			merge_behavior: 'none',
		});

	test('of a guest who is linked already (nothing changes in Braze)', async () => {
		await link([told('CRM-1', 1), named('Newest', 5)]);
		await settleAll(clock);
		await none();
		await link([named('Old', 3)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});

	test('of an alias-only profile that just gets the ID', async () => {
		await link([named('Newest', 5)]);
		await none();
		await link([named('Old', 3)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});

	test('of a guess whose last answer was lost', async () => {
		await link([told('CRM-1', 1)]);
		await settleAll(clock);
		sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault: { cut: 'before' } });
		await link([checkIn({ first_name: 'Newest' }, 5)], {}, { attributesToSend: 'all' });
		await none();
		await link([checkIn({}, 6)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});
});

describe('another workflow by another identifier', () => {
	test.each(['punchh_user_id', 'external_id', 'user_alias', 'email'])('%s', async (by) => {
		const own = { external_source_id: 'CRM-1', email: 'a@example.com' };
		await link([told('CRM-1', 1, own), named('Newest', 5, own)]);
		await settleAll(clock);
		await track([named('Old', 3, own)], {
			identifiers: { identifier: [{ by }] },
		});
		await link([checkIn({}, 6)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});
});

test('Identify by the alias of A with the external ID of B, who is recorded by it in another workflow', async () => {
	await track([checkIn({ user_id: 2, external_source_id: 'CRM-7' }, 1)], {
		identifiers: { identifier: [{ by: 'external_id' }] },
	});
	await link([checkIn({}, 2)]);
	await onUser('identify', {
		...{ findProfileBy: 'user_alias', ...alias() },
		...{ external_id: 'CRM-7', merge_behavior: 'merge' },
	});
	await link([told('CRM-1', 5)]);
	await settleAll(clock);
	expect(ids()).toContain('CRM-7');
});
