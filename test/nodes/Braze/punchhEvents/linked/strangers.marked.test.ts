import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, track } from '../punchhEvents.setup';
import { alias, checkIn, link, onUser, profilesLeft, settleAll, told, USER } from './linked.setup';
import { app, BEN, MARA, NOT_USED, warnings } from './strangers.setup';

/** Another person's profile that has the guest's user ID as attribute: a workflow with another choice writes that. */

const clock = jumpingClock();
const OTHER_CHOICE = { identifiers: { identifier: [{ by: 'external_id' }] } };

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

/** An event that happens now. */
const now = (event: object) => ({ ...event, timestamp: clock.nowMs() });
const tell = async (at: number, id = 'CRM-2') => await link([now(told(id, at, MARA))]);
const otherWorkflow = async (at: number) =>
	await track([now(checkIn({ ...MARA, external_source_id: 'CRM-2' }, at))], OTHER_CHOICE);

test.each<[string, Array<() => Promise<unknown> | void>]>([
	['after it was found', [async () => await tell(1), async () => await otherWorkflow(2)]],
	['before', [async () => await otherWorkflow(2)]],
	['before a restart', [async () => await otherWorkflow(2), forgetAllGuests]],
])('is neither linked nor merged: written %s', async (_when, steps) => {
	app(BEN);
	for (const step of steps) {
		await step();
		clock.pass(3_600_000);
	}
	expect(warnings((await tell(30)).items)).toEqual([expect.stringMatching(NOT_USED)]);
	await settleAll(clock);
	await tell(40, 'CRM-1');
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		['CRM-1', USER, String(USER), ''],
		['CRM-2', USER, '', 'check-in-2'],
	]);
});

test('is linked if a person says so', async () => {
	app({ ...BEN, punchh_user_id: USER });
	expect(warnings((await tell(1)).items)).toHaveLength(1);
	const by = { findProfileBy: 'user_alias', external_id: 'CRM-2', ...alias() };
	expect((await onUser('identify', by)).errors).toEqual([]);
	await settleAll(clock);
	expect(warnings((await tell(2)).items)).toEqual([]);
	expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
});

test('the guest’s own profile that has it is linked', async () => {
	app({ ...MARA, punchh_user_id: USER });
	expect(warnings((await tell(1)).items)).toEqual([]);
	await settleAll(clock);
	expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
});

describe('a list', () => {
	const options = {
		compareFirstName: MARA.first_name,
		compareLastName: MARA.last_name,
		compareEmail: MARA.email,
	};
	const row = { punchh_user_id: String(USER), external_id: 'CRM-2', options };

	test('is refused all the same, as where its rows have shifted', async () => {
		app({ ...BEN, punchh_user_id: USER });
		const { errors } = await onUser('linkPunchhGuest', row);
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^In Braze, CRM-2 seems to be another person's external ID/),
		]);
		expect(profilesLeft()).toEqual([['CRM-2', USER, '', '']]);
	});

	test('is linked if the profile is the guest’s', async () => {
		app({ ...MARA, punchh_user_id: USER });
		expect((await onUser('linkPunchhGuest', row)).errors).toEqual([]);
		expect(profilesLeft()).toEqual([['CRM-2', USER, String(USER), '']]);
	});
});
