import { GUESTS } from '../../../sandbox/punchh/seed';
import { callDashboard, track, type Json } from '../http';
import { control, deliveries, receiving, register, sandbox } from './webhooks.setup';

describe('the timeline of an event', () => {
	const trackEvent = async ({ content_id: id, event_name: name }: Json, extra: Json = {}) => {
		const time = '2026-01-02T03:04:05Z';
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'crm-1', email: GUESTS[0].email, last_name: 'Lind' }],
			events: [{ external_id: 'crm-1', name, time, properties: { content_id: id }, ...extra }],
		}).catch(() => undefined);
	};
	const timeline = async () => {
		await sandbox.punchhWebhooks.idle();
		const [{ contentId }] = (await deliveries()).items;
		return (await control('GET', `/timeline?content_id=${String(contentId)}`)).body as {
			outcome: string;
			steps: Json[];
		};
	};
	const kinds = ({ steps }: { steps: Json[] }) => steps.map(({ kind }) => kind);

	test('tells the call that caused it, each attempt, the track request and the profile', async () => {
		await register();
		receiving.statuses = [500];
		receiving.onEvent = trackEvent;
		sandbox.clock.scale = 1_000;
		const [{ user_id: id, email }] = GUESTS;
		const update = { id: String(id), email, user: { first_name: 'Maja' } };
		await callDashboard(sandbox.punchhUrl, 'PATCH', '/users', update);
		const told = await timeline();
		expect(kinds(told)).toEqual([
			'origin',
			'published',
			'attempt',
			'attempt',
			'request',
			'profile',
		]);
		expect(told).toMatchObject({
			outcome:
				'Delivered after 2 tries. Braze took 2 of 2 objects; the event is on the profile once.',
			steps: [
				{ label: 'PATCH /api2/dashboard/users', request: sandbox.punchh.requests[0].number },
				{ name: 'users', label: 'Guest', action: 'update', webhooks: ['Mine'] },
				{ number: 1, attempt: { status: 500, nextDelaySeconds: 60 }, webhook: 'Mine' },
				{ number: 2, attempt: { status: 200 } },
				{
					match: 'content_id',
					status: 201,
					objects: [
						{ array: 'attributes', taken: true, title: 'last_name' },
						{ array: 'events', taken: true, effect: true, title: 'users' },
					],
				},
				{ name: 'crm-1', copies: 1 },
			],
		});
	});

	test('shows objects that were refused, requests that failed and replies that were lost', async () => {
		await register();
		let round = 0;
		const rules = [{ status: 503 }, { cut: 'before' }, { cut: 'after' }];
		receiving.onEvent = async (event) => {
			for (const fault of rules) {
				sandbox.faults.clear();
				sandbox.faults.add({ side: 'braze', path: '*', count: 1, fault: fault as never });
				await trackEvent(event);
				round += 1;
			}
			sandbox.faults.add({ side: 'braze', path: '/other', fault: { status: 500 } });
			await trackEvent(event, { name: '' });
		};
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(round).toBe(3);
		expect(told.outcome).toBe(
			'Delivered after 1 try. 1 of 3 requests to Braze failed as a whole; Braze took 3 of 4 objects; the event is on the profile once.',
		);
		const calls = told.steps.filter(({ kind }) => kind === 'request');
		expect(calls).toMatchObject([
			{ status: 503, objects: [{ taken: false, unread: true }, { unread: true }] },
			{ status: 201, fault: { cut: 'after' }, objects: [{ taken: true }, { taken: true }] },
			{ status: 201, objects: [{ taken: true }, { taken: false, reason: expect.any(String) }] },
		]);
	});

	test('falls back to the guest when no request has the content_id', async () => {
		await register();
		receiving.onEvent = async () =>
			await track(sandbox.brazeUrl, {
				attributes: [{ external_id: 'somebody else' }, { email: 'MARA.lind@example.com', a: 1 }],
			});
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(told.outcome).toBe(
			"Delivered after 1 try. Braze took 1 of 1 object; the guest's attributes are on the profile, and no event was sent with them.",
		);
		expect(told.steps.find(({ kind }) => kind === 'request')).toMatchObject({
			match: 'guest',
			objects: [{ index: 1, title: 'a' }],
		});
	});

	test('does not take the call of another event for its own, though the guest is the same', async () => {
		await register();
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.idle();
		receiving.onEvent = trackEvent;
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.idle();
		const outcomes = [];
		for (const { contentId } of (await deliveries()).items) {
			const { body } = await control('GET', `/timeline?content_id=${String(contentId)}`);
			outcomes.push(body.outcome);
		}
		expect(outcomes).toEqual([
			'Delivered after 1 try. Braze took 2 of 2 objects; the event is on the profile once.',
			'Delivered after 1 try. Braze got objects about its guest, together with other events: they may belong to either.',
		]);
	});

	test('of a request for several events it finds what names none of them', async () => {
		await register({ events: ['guest', 'reward'] });
		await control('POST', '/events', { events: ['guest'] });
		await control('POST', '/events', { events: ['reward'] });
		await sandbox.punchhWebhooks.idle();
		const [reward, guest] = (await deliveries()).items;
		const outcome = async () =>
			(await control('GET', `/timeline?content_id=${String(guest.contentId)}`)).body.outcome;
		expect(await outcome()).toBe('Delivered after 1 try. Nothing about it has reached Braze.');
		const event = { external_id: '730415', name: 'rewards', time: new Date().toISOString() };
		await track(sandbox.brazeUrl, {
			attributes: [{ external_id: 'CRM-000917', first_name: 'Mara' }],
			events: [{ ...event, properties: { content_id: reward.contentId } }],
		});
		expect(await outcome()).toContain('Braze got objects about its guest');
	});

	test('tells the webhooks of one event apart', async () => {
		await register();
		await register({ name: 'Another' });
		sandbox.clock.scale = 0;
		receiving.statuses = [200, 404];
		await control('POST', '/events', { events: ['guest'], duplicates: 0 });
		const { outcome, steps } = await timeline();
		expect(steps[1]).toMatchObject({ webhooks: ['Mine', 'Another'] });
		// Both are called at once, so either may be the one that is refused.
		const fates = new Map(
			steps
				.slice(2)
				.map(({ webhook, attempt }) => [
					webhook,
					(attempt as Json).status === 200 ? 'delivered' : 'given up',
				]),
		);
		expect([...fates.values()].sort()).toEqual(['delivered', 'given up']);
		expect(outcome.split(' Nothing')[0]).toBe(
			`To "Mine": ${fates.get('Mine')} after 1 try. To "Another": ${fates.get('Another')} after 1 try.`,
		);
	});

	test('tells the deliveries of a doubled event apart', async () => {
		await register();
		await control('POST', '/events', { events: ['guest'], duplicates: 1 });
		expect((await timeline()).outcome).toContain(
			'To "Mine", 2 times: delivered after 1 try; delivered after 1 try.',
		);
	});

	test('of a request with many events takes only the objects of its own', async () => {
		await register({ events: ['loyalty_checkin'] });
		await control('POST', '/events', { events: ['loyalty_checkin'], count: 3 });
		await sandbox.punchhWebhooks.idle();
		const ids = (await deliveries()).items.map(({ contentId }) => contentId);
		const [{ user_id: guest }] = GUESTS;
		const who = { external_id: String(guest) };
		const time = '2026-01-02T03:04:05Z';
		await track(sandbox.brazeUrl, {
			attributes: [
				{ ...who, a: 1 },
				{ external_id: 'somebody else', a: 1 },
			],
			events: ids.map((id) => ({ ...who, name: 'Visit', time, properties: { content_id: id } })),
		});
		const { outcome, steps } = await timeline();
		expect(outcome).toContain('Braze took 1 of 1 object; the event is on the profile once.');
		expect(steps.find(({ kind }) => kind === 'request')).toMatchObject({
			objects: [
				{ array: 'attributes', index: 0, shared: true },
				{ array: 'events', index: 0 },
			],
			others: 3,
		});
	});

	test('names the guest as the event does, and finds the guest in any letter case', async () => {
		await register();
		receiving.onEvent = async () =>
			await track(sandbox.brazeUrl, { attributes: [{ external_id: 'crm-000917', a: 1 }] });
		await control('POST', '/events', { events: ['guest'] });
		const told = await timeline();
		expect(told).toMatchObject({ guest: 'CRM-000917' });
		expect(kinds(told)).toContain('request');
	});

	test('says what lies ahead', async () => {
		await register();
		receiving.statuses = [503];
		sandbox.clock.scale = 0;
		await control('POST', '/events', { events: ['guest'] });
		await sandbox.punchhWebhooks.quiet();
		const [{ contentId }] = (await deliveries()).items;
		const told = (await control('GET', `/timeline?content_id=${String(contentId)}`)).body;
		expect(told).toMatchObject({
			outcome: 'Still on its way. Nothing about it has reached Braze.',
			steps: expect.arrayContaining([
				{ kind: 'waiting', webhook: 'Mine', state: 'PENDING', nextDelaySeconds: 60 },
			]),
		});
	});

	test('shows no secret that an event carries', async () => {
		await register({ events: ['transactional_notification:reset_password_instruction'] });
		await control('POST', '/events', {
			events: ['transactional_notification:reset_password_instruction'],
		});
		await sandbox.punchhWebhooks.idle();
		const [{ contentId, id }] = (await deliveries()).items;
		const [{ body }] = sandbox.punchhWebhooks.deliveries;
		const secret = 'reset?c=SYNTHETIC';
		expect(body).toContain(secret);
		for (const path of [`/timeline?content_id=${String(contentId)}`, `/deliveries/${String(id)}`]) {
			expect(JSON.stringify((await control('GET', path)).body)).not.toContain(secret);
		}
	});

	test('is not there for an unknown event', async () => {
		expect((await control('GET', '/timeline?content_id=x')).status).toBe(404);
	});
});
