import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	elsewhere,
	link,
	mergeUsers,
	PASSER_BY,
	profilesLeft,
	settleAll,
	told,
} from './linked.setup';

/** A link that can be asked for only long after its profiles were looked up. */

const clock = jumpingClock();

const A = 1;

/** Nothing of whoever is the next holder of CRM-1 is in the profile of A. */
async function expectApart(): Promise<void> {
	await settleAll(clock);
	expect(profilesLeft().map(([id, who]) => [id, who])).toEqual([
		['CRM-1', undefined],
		['CRM-2', A],
	]);
}

/** The app makes the profile of the next holder of CRM-1, some time later. */
async function makeNext(): Promise<void> {
	clock.pass(20 * AGAIN_MS);
	await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', first_name: 'Ben' }] });
	clock.pass(AGAIN_MS);
}

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

test('Braze takes nothing for hours, while A gets an external ID and then another one', async () => {
	await link([checkIn({ user_id: A }, 1), told('CRM-9', 1, { user_id: PASSER_BY })]);
	const fault = { status: 503, body: { message: 'Away' } };
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 99, fault });
	for (const id of ['CRM-1', 'CRM-2']) {
		expect((await link([told(id, 2, { user_id: A })])).items).toEqual([]);
	}
	sandbox.faults.clear();
	await makeNext();
	await link([told('CRM-2', 3, { user_id: A })]);
	await expectApart();
});

test.each([
	['of another workflow into that', 'CRM-2'],
	['into one', 'CRM-1'],
])(
	'a person merges a profile %s with an external ID, and a quiet night follows',
	async (_which, id) => {
		const byId = { identifiers: { identifier: [{ by: 'external_id' }] } };
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-2' }] });
		if (id !== 'CRM-1')
			await track([checkIn({ user_id: A, external_source_id: 'CRM-1' }, 1)], byId);
		await link([told(id, 2, { user_id: A })]);
		await settleAll(clock);
		await mergeUsers('CRM-1', 'CRM-2');
		await makeNext();
		await link([checkIn({ user_id: A }, 3)]);
		await expectApart();
	},
);
