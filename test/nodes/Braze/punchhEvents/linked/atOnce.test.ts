import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { checkIn, guest, link, named, nameOf, onUser, settleAll, told, USER } from './linked.setup';
import { during, limit } from './waiting.setup';

/** Two executions at once: each writes what the other may have replaced. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

test('two executions at once, the first external ID in both: the newest value', async () => {
	await link([checkIn({ user_id: 3, external_source_id: 'CRM-3' }, 0)]);
	await link([named('First', 1)]);
	clock.pass(400_000);
	await Promise.all([
		link([told('CRM-1', 2), told('CRM-4', 2, { user_id: 4 })]),
		link([named('Newest', 5, { external_source_id: 'CRM-1' })]),
	]);
	expect(nameOf('CRM-1')).toBe('Newest');
	await settleAll(clock);
	await link([checkIn({}, 7)]);
	await settleAll(clock);
	expect(nameOf('CRM-1')).toBe('Newest');
});

test('the same, the second event tells no ID (it is a check-in, all attributes)', async () => {
	await link([checkIn({ user_id: 3, external_source_id: 'CRM-3' }, 0)]);
	await link([named('First', 1)]);
	clock.pass(400_000);
	await Promise.all([
		link([told('CRM-1', 2)]),
		link([checkIn({ first_name: 'Newest' }, 5)], {}, { attributesToSend: 'all' }),
	]);
	await settleAll(clock);
	await link([checkIn({}, 7)]);
	await settleAll(clock);
	expect(nameOf('CRM-1')).toBe('Newest');
});

test('a first execution at all (nobody linked yet)', async () => {
	await link([named('First', 1)]);
	clock.pass(400_000);
	await Promise.all([
		link([told('CRM-1', 2)]),
		link([named('Newest', 5, { external_source_id: 'CRM-1' })]),
	]);
	await settleAll(clock);
	await link([checkIn({}, 7)]);
	await settleAll(clock);
	expect(nameOf('CRM-1')).toBe('Newest');
});

test('the opt-out is the newest value', async () => {
	const OUT = { unsubscribed: true, marketing_email_subscription: false };
	sandbox.braze.seed({
		profiles: [{ external_id: 'CRM-1', attributes: { email_subscribe: 'subscribed' } }],
	});
	await link([checkIn({ user_id: 3, external_source_id: 'CRM-3' }, 0)]);
	await link([named('First', 1)]);
	clock.pass(400_000);
	await Promise.all([
		link([told('CRM-1', 2), told('CRM-4', 2, { user_id: 4 })]),
		link([guest({ ...OUT, external_source_id: 'CRM-1', previous_changes: ['unsubscribed'] }, 5)]),
	]);
	await settleAll(clock);
	await link([checkIn({ ...OUT }, 7)]);
	await settleAll(clock);
	expect(
		sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-1')?.attributes
			.email_subscribe,
	).toBe('unsubscribed');
});

describe('gathering while another execution writes', () => {
	test('an answer that is lost meanwhile is written again with the next item', async () => {
		await link([named('First', 1)]);
		limit('/users/track', 60);
		await during(
			clock,
			async () => await link([checkIn({ external_source_id: 'CRM-1' }, 5)]),
			async () => {
				sandbox.faults.add({
					side: 'braze',
					path: '/users/track',
					count: 1,
					fault: { cut: 'before' },
				});
				const { errors } = await link(
					[checkIn({ first_name: 'Newest' }, 6)],
					{},
					{ attributesToSend: 'all' },
				);
				expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
			},
		);
		await settleAll(clock);
		await link([checkIn({}, 8)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});

	test('a list: what is written under the alias meanwhile is not lost in the merge', async () => {
		sandbox.braze.seed({
			profiles: [{ external_id: 'CRM-1', attributes: { first_name: 'Stale' } }],
		});
		await link([named('First', 1)]);
		sandbox.braze.knobs.effectDelayMs = { '/users/identify': 30_000 };
		limit('/users/track', 10);
		await during(
			clock,
			async () =>
				await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' }),
			async () => {
				await link([named('Newest', 6)]);
			},
		);
		await settleAll(clock);
		await link([checkIn({}, 8)]);
		await settleAll(clock);
		expect(nameOf('CRM-1')).toBe('Newest');
	});
});

describe('an event during a run of Link Punchh Guest', () => {
	test.each(['/users/identify', '/users/track', '/users/export/ids'])(
		'that waits at %s',
		async (path) => {
			sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
			if (path !== '/users/export/ids') await link([checkIn({}, 1)]);
			limit(path, 10);
			await during(
				clock,
				async () =>
					await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' }),
				async () => void (await link([told('CRM-2', 6)])),
			);
			const { items } = await link([checkIn({}, 8)]);
			expect(items[0].json).toMatchObject({ identifier: { external_id: 'CRM-2' } });
		},
	);
});

test('a wrong list that waits: nothing of A is recorded for B', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1', attributes: { of: 'B' } }] });
	limit('/users/identify', 10);
	await during(
		clock,
		async () =>
			await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' }),
		async () => void (await link([told('CRM-2', 6)])),
	);
	await link([checkIn({}, 8)]);
	await settleAll(clock);
	const [ofB] = sandbox.braze.profiles.filter(({ external_id: id }) => id === 'CRM-1');
	expect(ofB.events).toEqual([]);
});
