import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox, sent, track } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	CHANGED_ID,
	checkIn,
	elsewhere,
	guest,
	link,
	LINKED,
	named,
	nameOf,
	settleAll,
	told,
} from './linked.setup';
import { during, limit } from './waiting.setup';

/** The adapter's map for guests who are linked, also beside the recommended one. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const adapter = async (items: IDataObject[], parameters: IDataObject = {}) =>
	await track(items, { preset: 'adapter', attributesToSend: 'changed', ...parameters });
const linked = async (items: IDataObject[]) => await adapter(items, LINKED);
const both = (id: string, name: string, at: number) =>
	guest(
		{
			external_source_id: id,
			first_name: name,
			previous_changes: [...CHANGED_ID, 'first_name'],
		},
		at,
	);

test.each([
	['adapter and recommended', linked, link],
	['recommended and adapter', link, linked],
	['adapter alone', linked, linked],
])('an old value that comes late replaces none, by %s', async (_maps, first, then) => {
	await link([told('CRM-1', 1)]);
	await first([named('New', 5)]);
	const { items } = await then([named('Old', 3)]);
	expect(nameOf('CRM-1')).toBe('New');
	expect(items[0].json.warnings).toEqual([
		expect.stringMatching(/^a newer event has already written first_name/),
	]);
});

test.each([
	['linked', linked],
	['by external ID', adapter],
])(
	'what stands under the alias does not replace a newer value of the adapter, %s',
	async (_by, run) => {
		await link([named('Old', 1)]);
		await run([both('CRM-1', 'New', 5)]);
		await link([checkIn({ external_source_id: 'CRM-1' }, 6)]);
		await settleAll(clock);
		expect(nameOf('CRM-1')).toBe('New');
	},
);

test('what the adapter has written under the alias wins over what the app had', async () => {
	await elsewhere('/users/track', {
		attributes: [{ external_id: 'CRM-1', first_name: 'Stale' }],
	});
	await linked([named('New', 1)]);
	await linked([checkIn({ external_source_id: 'CRM-1' }, 2)]);
	await settleAll(clock);
	expect(nameOf('CRM-1')).toBe('New');
});

test('the adapter by itself writes no attribute that is ours', async () => {
	await linked([told('CRM-1', 1), named('Mara', 2)]);
	clock.pass(AGAIN_MS);
	await linked([told('CRM-2', 3), checkIn({}, 4)]);
	const names = sent().flatMap(({ attributes = [] }) => attributes.flatMap(Object.keys));
	expect(names).not.toContain('punchh_external_id_since');
	expect(names).not.toContain('punchh_user_id');
});

test('an address that another execution is just writing to a guest names nobody else', async () => {
	const by = { identifiers: { identifier: [{ by: 'email' }] } };
	const email = 'shared@example.com';
	const other = async (at: number) => await track([checkIn({ user_id: 2, email }, at)], by);
	await link([told('CRM-1', 1, { email: 'old@example.com' })]);
	const refused: unknown[] = [];
	await during(
		clock,
		async () => {
			limit('/users/track', 60);
			await link([guest({ email, previous_changes: ['email'] }, 5)]);
		},
		async () => void refused.push(...(await other(6)).errors),
	);
	refused.push(...(await other(7)).errors);
	expect(refused).toHaveLength(2);
	expect(sandbox.braze.profiles.map(({ events }) => events.length)).toEqual([0]);
});
