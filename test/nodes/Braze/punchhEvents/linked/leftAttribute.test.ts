import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	guest,
	link,
	onUser,
	profilesLeft,
	settleAll,
	told,
} from './linked.setup';

/**
 * The Punchh user ID of A was left on the profile of B, as by Punchh's adapter: A had that external ID before.
 * An event of B comes first.
 */

const clock = jumpingClock();
const [A, B] = [1, 2];

beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.seed({
		profiles: ['CRM-1', 'CRM-2'].map((id) => ({
			external_id: id,
			attributes: { punchh_user_id: A, person: id },
		})),
	});
	expect(await refusalsOf(B)).toEqual([expect.stringContaining('Another guest, with the')]);
	await settleAll(clock);
});

const refusalsOf = async (who: number, at = 1) =>
	(await link([told(`CRM-${who}`, at, { user_id: who })])).errors.map(({ json }) => json.error);

const personOf = (externalId: string) =>
	sandbox.braze.profiles.find(({ external_id: id }) => id === externalId)?.attributes.person;

test('what A does without an external ID is not recorded in it', async () => {
	await link([checkIn({ user_id: A }, 2)]);
	expect(profilesLeft()).toContainEqual([undefined, A, String(A), 'check-in-2']);
});

test('it is not merged into the profile of A', async () => {
	expect(await refusalsOf(A, 3)).toEqual([]);
	await settleAll(clock);
	expect(['CRM-1', 'CRM-2'].map(personOf)).toEqual(['CRM-1', 'CRM-2']);
});

test('it is not deleted with A', async () => {
	const gone: IDataObject = { user_id: A, external_source_id: 'CRM-1' };
	const event = { ...guest(gone, 3), action: 'delete' };
	expect((await link([event], { passOnDeletions: true })).errors).toEqual([]);
	await settleAll(clock);
	expect(['CRM-1', 'CRM-2'].map(personOf)).toEqual([undefined, 'CRM-2']);
});

test('B is recorded in it once a person has put the attribute right', async () => {
	const attributes = [{ external_id: 'CRM-2', punchh_user_id: B }];
	await onUser('track', { specifyObjects: 'json', objects: { attributes } });
	clock.pass(AGAIN_MS);
	expect(await refusalsOf(B, 4)).toEqual([]);
	await settleAll(clock);
	expect(profilesLeft()).toContainEqual(['CRM-2', B, String(B), '']);
});
