import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { guest, KEYS, link, named, refuse, settleAll, told } from './linked.setup';

/** Fields that are emptied in Punchh while two profiles of a guest become one. */

const clock = jumpingClock();

const EMPTIED: IDataObject = { city: '', phone: null };
const NAMES = Object.keys(EMPTIED);
const emptied = (at: number, more: IDataObject = {}) =>
	guest({ ...EMPTIED, previous_changes: NAMES, ...more }, at);

const valuesLeft = () =>
	sandbox.braze.profiles
		.filter(({ attributes }) => attributes.punchh_user_id === 730_415)
		.map(({ external_id: id, attributes: { home_city, phone } }) => [
			id,
			home_city ?? undefined,
			phone ?? undefined,
		]);

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const ID: IDataObject = { external_source_id: 'CRM-1' };

describe.each(KEYS)('what a guest has emptied does not come back%s', (_which, mayLook) => {
	beforeEach(async () => {
		if (!mayLook) refuse('/users/export/ids', 403);
		// Another guest, so that the links of the first are not asked for before anything is recorded.
		await link([told('CRM-7', 0, { user_id: 7, email: 'seven@example.com' })]);
		const filled = { city: 'Portview', phone: '5550142001', previous_changes: NAMES };
		await link([guest(filled, 1)]);
		expect(valuesLeft()).toEqual([[undefined, 'Portview', '+15550142001']]);
	});

	test('with the event that first tells the external ID', async () => {
		await link([emptied(2, { ...ID, previous_changes: [...NAMES, 'external_source_id'] })]);
		await settleAll(clock);
		expect(valuesLeft()).toEqual([['CRM-1', undefined, undefined]]);
	});

	test.each([
		['before', [emptied(2), told('CRM-1', 3, EMPTIED)]],
		['after', [told('CRM-1', 2), emptied(3, ID)]],
	])('in a run, %s the event that tells it', async (_when, events) => {
		await link(events);
		await settleAll(clock);
		expect(valuesLeft()).toEqual([['CRM-1', undefined, undefined]]);
	});

	test.each([{ status: 400 }, { cut: 'before' } as const])(
		'after the next event, where Braze does not remove it from the other profile (%j)',
		async (fault) => {
			const track = { side: 'braze', path: '/users/track' } as const;
			sandbox.faults.add({ ...track, count: 1, fault: { delayMs: 1 } });
			const rule = sandbox.faults.add({ ...track, fault });
			await link([emptied(2, { ...ID, previous_changes: [...NAMES, 'external_source_id'] })]);
			sandbox.faults.remove(rule.id);
			await settleAll(clock);
			await link([named('Mara', 3)]);
			await settleAll(clock);
			expect(valuesLeft()).toEqual([['CRM-1', undefined, undefined]]);
		},
	);

	test('while Braze still merges the profiles', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/identify': 30_000 };
		await link([told('CRM-1', 2)]);
		clock.pass(5_000);
		await link([emptied(3, ID)]);
		clock.pass(60_000);
		await settleAll(clock);
		expect(valuesLeft()).toEqual([['CRM-1', undefined, undefined]]);
	});

	test('when the external ID changes', async () => {
		await link([told('CRM-1', 2)]);
		await settleAll(clock);
		const more = {
			external_source_id: 'CRM-2',
			previous_changes: [...NAMES, 'external_source_id'],
		};
		await link([emptied(3, more)]);
		await settleAll(clock);
		expect(valuesLeft()).toEqual([['CRM-2', undefined, undefined]]);
	});

	test('when the external ID changes twice before Braze has merged anything', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/identify': 30_000, '/users/merge': 30_000 };
		await link([told('CRM-1', 2)]);
		await link([told('CRM-2', 3), emptied(4, { external_source_id: 'CRM-2' })]);
		await settleAll(clock);
		expect(valuesLeft()).toEqual([['CRM-2', undefined, undefined]]);
	});

	test('but what is filled in again stays', async () => {
		await link([
			emptied(2, ID),
			guest({ ...ID, city: 'Newtown', phone: null, previous_changes: ['city'] }, 3),
		]);
		await settleAll(clock);
		expect(valuesLeft()).toEqual([['CRM-1', 'Newtown', undefined]]);
	});
});
