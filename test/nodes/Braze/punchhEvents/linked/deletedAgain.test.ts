import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	elsewhere,
	guest,
	link,
	named,
	onUser,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/**
 * A deletion that comes once more, because its execution has failed after Braze had taken it, or that comes
 * late. Meanwhile the app has made a profile for the next holder of the external ID.
 */

const BEGIN_MS = 1_773_505_000_000;
const clock = jumpingClock(BEGIN_MS);
const PASS_ON = { passOnDeletions: true };

/** The deletion of the guest, which happens now. */
const gone = () => ({
	...guest({ external_source_id: 'CRM-1' }, (clock.nowMs() - BEGIN_MS) / 1_000),
	action: 'delete',
});

const appMakes = async (externalId: string) =>
	await elsewhere('/users/track', { attributes: [{ external_id: externalId, tier: 'gold' }] });

const OF_NEXT = ['CRM-1', undefined, '', ''];

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

describe('after a restart', () => {
	test('the profile that was made since then is not deleted, nor linked', async () => {
		await link([told('CRM-1', 1)]);
		await settleAll(clock);
		const deletion = gone();
		await link([deletion], PASS_ON);
		clock.pass(AGAIN_MS);
		await appMakes('CRM-1');
		forgetAllGuests();
		const { items } = await link([deletion], PASS_ON);
		expect(items[0].json.warnings).toEqual([expect.stringMatching(/seems to be somebody else's/)]);
		expect(profilesLeft()).toEqual([OF_NEXT]);
	});

	test.each<[whose: string, isLate: boolean, attributes: IDataObject]>([
		['is older', false, {}],
		['says whose it is', true, { punchh_user_id: USER }],
	])('a profile that %s is deleted', async (_whose, isLate, attributes) => {
		const make = async () =>
			await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', ...attributes }] });
		if (!isLate) await make();
		clock.pass(AGAIN_MS);
		const deletion = gone();
		clock.pass(AGAIN_MS);
		if (isLate) await make();
		await link([deletion], PASS_ON);
		expect(profilesLeft()).toEqual([]);
	});
});

test('by the choices other than linked, it is not passed on again', async () => {
	const identifiers = { identifier: [{ by: 'external_id' }] };
	await track([told('CRM-1', 1)], { identifiers });
	const deletion = gone();
	await track([deletion], { identifiers }, PASS_ON);
	clock.pass(AGAIN_MS);
	await appMakes('CRM-1');
	const { items } = await track([deletion], { identifiers }, PASS_ON);
	expect(items[0].json).toMatchObject({ verdict: 'skipped' });
	expect(profilesLeft()).toEqual([OF_NEXT]);
});

test('but it is if something came late for the guest', async () => {
	const identifiers = { identifier: [{ by: 'external_id' }] };
	const deletion = gone();
	for (const events of [[told('CRM-1', 1)], [deletion], [told('CRM-1', 2)], [deletion]]) {
		await track(events, { identifiers }, PASS_ON);
		clock.pass(AGAIN_MS);
	}
	expect(profilesLeft()).toEqual([]);
});

describe('a list that is older than the deletion', () => {
	const list = async () =>
		await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' });

	beforeEach(async () => {
		await link([told('CRM-1', 1)]);
		await settleAll(clock);
	});

	test('does not put the guest into the profile of the next one', async () => {
		await link([gone()], PASS_ON);
		clock.pass(AGAIN_MS);
		await appMakes('CRM-1');
		const { errors } = await list();
		expect(errors[0].json.error).toBe(
			`The guest with the Punchh user ID ${USER} is deleted in Punchh`,
		);
		expect(profilesLeft()).toEqual([OF_NEXT]);
	});

	test.each<[string, () => Promise<unknown>]>([
		[
			'recorded since',
			async () => {
				await link([gone()], PASS_ON);
				clock.pass(AGAIN_MS);
				await link([named('Mara', (clock.nowMs() - BEGIN_MS) / 1_000)]);
			},
		],
		[
			'deleted by a person',
			async () => {
				const by = { findUserBy: 'external_id', external_id: 'CRM-1', confirmDeletion: true };
				expect((await onUser('delete', by)).errors).toEqual([]);
				clock.pass(AGAIN_MS);
				await appMakes('CRM-1');
			},
		],
	])('links a guest who was %s', async (_what, happens) => {
		await happens();
		expect((await list()).errors).toEqual([]);
	});
});
