import { GUESTS } from '../../../sandbox/punchh/seed';
import { track, type Json } from '../http';
import { control, deliveries, receiving, register, sandbox } from './webhooks.setup';

const [{ external_source_id: MARA }] = GUESTS;

/** What an integration sends of an event: attributes of the guest only, or the event itself. */
const tell = async ({ event_name: name, content_id }: Json) => {
	const event = { external_id: MARA, name, time: '2026-01-02T03:04:05Z' };
	const attributes = [{ external_id: MARA, first_name: 'Mara' }];
	await track(sandbox.brazeUrl, {
		attributes,
		...(name !== 'users' && { events: [{ ...event, properties: { content_id } }] }),
	});
};
const send = async (event: string) => {
	await control('POST', '/events', { events: [event] });
	await sandbox.punchhWebhooks.idle();
};
/** What Braze refused of what came of each delivery, the newest first. */
const refused = async () => (await deliveries()).items.map((one) => one.refusedByBraze);

test('the list says of which delivery Braze refused what came of it, until it takes it', async () => {
	await register();
	receiving.onEvent = tell;
	sandbox.faults.add({ side: 'braze', path: '*', count: 2, fault: { status: 401 } });
	await send('guest');
	expect(await refused()).toEqual([{ status: 401 }]);
	await send('reward');
	expect(await refused()).toEqual([{ status: 401 }, { status: 401 }]);
	const [{ contentId }] = (await deliveries()).items;
	await tell({ event_name: 'rewards', content_id: contentId });
	// A request that names another event says nothing of the guest event.
	expect(await refused()).toEqual([undefined, { status: 401 }]);
	await send('guest');
	expect(await refused()).toEqual([undefined, undefined, undefined]);
});

test('the list says of which delivery Braze refused some objects, though it answered 201', async () => {
	await register();
	receiving.onEvent = async ({ event_name: name, content_id }) => {
		const isGuest = name === 'users';
		const event = { external_id: MARA, name, properties: { content_id } };
		await track(sandbox.brazeUrl, {
			attributes: [
				{ external_id: MARA, ...(isGuest && { email: 'no email' }) },
				{ external_id: 'somebody else', first_name: 'Jo' },
			],
			...(!isGuest && {
				events: [
					{ ...event, time: '2026-01-02T03:04:05Z' },
					{ ...event, time: 'today' },
				],
			}),
		});
	};
	await send('guest');
	await send('reward');
	expect(sandbox.braze.requests.map(({ status }) => status)).toEqual([201, 201]);
	expect(await refused()).toEqual([
		{ status: 201, refused: 1, of: 2 },
		{ status: 201, refused: 1, of: 1 },
	]);
	receiving.onEvent = tell;
	await send('reward');
	expect((await refused())[0]).toBeUndefined();
});

test('what was refused before an event, or is about another guest, is none of it', async () => {
	await register();
	sandbox.faults.add({ side: 'braze', path: '*', fault: { status: 401 } });
	await tell({ event_name: 'users' });
	sandbox.braze.requests[0].at -= 60_000;
	await send('guest');
	await track(sandbox.brazeUrl, { attributes: [{ external_id: 'somebody else' }] });
	expect(sandbox.braze.requests).toMatchObject([{ status: 401 }, { status: 401 }]);
	expect(await refused()).toEqual([undefined]);
});

test("what the credential's test leaves among the silent drops says what it is", async () => {
	const nobody = { external_id: 'n8n-credential-test', _update_existing_only: true };
	await track(sandbox.brazeUrl, { attributes: [nobody] });
	await track(sandbox.brazeUrl, { attributes: [{ ...nobody, external_id: 'crm-1' }] });
	const { items } = (await control('GET', '/braze/drops')).body as { items: Json[] };
	expect(items.map(({ reason, purpose }) => [reason, purpose])).toEqual([
		['no user matches {"external_id":"crm-1"}: update only', undefined],
		[
			'no user matches {"external_id":"n8n-credential-test"}: update only',
			expect.stringContaining("n8n's test of the Braze credential"),
		],
	]);
});
