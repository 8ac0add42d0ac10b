/** The examples that change a guest on both sides: win-back, deletions passed on. */
import { BRAZE_WEBHOOK_HEADER } from '../../sandbox/braze/seed';
import { REDEEMABLES, SEGMENTS } from '../../sandbox/punchh/seed';
import { freshEvent, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { triggerPath } from '../../playground/webhookPaths';
import { DataTable } from './dataTable';
import { connect, control, postToExample, resetSandbox, sandboxState, stack } from './stack';
import { publishCopy, withoutPatience } from './workflow';

const GUEST = 730415;

const client = connect();
beforeEach(resetSandbox);

describe('win-back-from-braze', () => {
	const table = new DataTable(client, 'Punchh win-back gifts');
	let messages = 0;

	/** A step of a Canvas for the guest. @returns what Braze is answered */
	async function step(): Promise<number> {
		const { headerName, headerSecret } = BRAZE_WEBHOOK_HEADER;
		const message = {
			external_id: 'CRM-000917',
			dispatch_id: `dispatch-${++messages}`,
			message_id: 'step-1',
			properties: { punchh_user_id: String(GUEST) },
		};
		const proof = { [headerName]: headerSecret };
		return (await postToExample('win-back-from-braze', message, proof)).status;
	}

	/** What the guest has in Punchh: segments, and the names and reasons of rewards. */
	async function held() {
		const { punchh } = await sandboxState();
		const guest = punchh.guests.find(({ user_id: id }) => id === GUEST)!;
		return {
			segments: punchh.members.map(({ custom_segment_id: id }) => id),
			rewards: guest.rewards.map(({ name, gift_reason: reason }) => [name, reason]),
		};
	}

	const states = async () =>
		(await table.rows<{ guest: string; state: string }>()).map(
			({ guest, state }) => `${guest} ${state}`,
		);

	/** Clicks 'Execute workflow' at a trigger. @returns how the run ended */
	async function run(trigger: string, id = stack.workflowIds['win-back-from-braze']) {
		return (await client.endAfter(id, async () => await client.runFrom(id, trigger))).status;
	}
	const byHand = async () => await run('By hand');

	const disturb = async (path: string, fault: object) =>
		await control('POST', '/faults', { side: 'punchh', path, fault });

	const SEGMENT = SEGMENTS[0].custom_segment_id;
	const REWARD = [REDEEMABLES[0].name, 'Win-back'];

	beforeAll(async () => {
		await step();
	});
	beforeEach(async () => await table.clear());

	test('a lapsed guest is in the segment and has the gift, once', async () => {
		for (let again = 0; again < 2; again += 1) expect(await step()).toBe(200);
		expect(await held()).toEqual({ segments: [SEGMENT], rewards: [REWARD] });
		expect(await states()).toEqual([`${GUEST} given`]);
	});

	test('Punchh is away: Braze hears of it, and the gift comes with its next try', async () => {
		await disturb('/api2/dashboard/custom_segments/members', { status: 401 });
		expect(await step()).toBe(500);
		expect(await held()).toEqual({ segments: [], rewards: [] });
		await control('DELETE', '/faults');
		expect(await step()).toBe(200);
		expect(await held()).toEqual({ segments: [SEGMENT], rewards: [REWARD] });
	});

	test('a gift whose answer was lost is not given again, unless a person says so', async () => {
		await disturb('/api2/dashboard/users/support', { cut: 'after' });
		expect(await step()).toBe(500);
		await control('DELETE', '/faults');
		expect(await step()).toBe(200);
		expect(await byHand()).toBe('success');
		expect(await held()).toEqual({ segments: [SEGMENT], rewards: [REWARD] });
		expect(await states()).toEqual([`${GUEST} look`]);

		await table.change('state', 'look', 'again');
		for (let again = 0; again < 2; again += 1) expect(await byHand()).toBe('success');
		expect((await held()).rewards).toEqual([REWARD, REWARD]);
		expect(await states()).toEqual([`${GUEST} given`]);
	});

	test('a run that never ended: a person is told once, and no gift comes of it', async () => {
		await step();
		await table.change('state', 'given', 'giving');
		expect(await run('Every hour')).toBe('success');
		expect(await states()).toEqual([`${GUEST} giving`]);
		const { id } = await publishCopy(client, 'win-back-from-braze', withoutPatience);
		expect(await run('Every hour', id)).toBe('error');
		expect(await states()).toEqual([`${GUEST} look`]);
		expect(await run('Every hour', id)).toBe('success');
		expect((await held()).rewards).toEqual([REWARD]);
	});

	test('two calls at the same moment give one gift at most, and somebody hears of the other', async () => {
		const statuses = await Promise.all([step(), step()]);
		const { rewards } = await held();
		const rows = await states();
		expect(rewards.length).toBeLessThanOrEqual(1);
		expect(rows.filter((row) => row.endsWith('given'))).toHaveLength(rewards.length);
		expect(rows.filter((row) => row.endsWith('look'))).toHaveLength(
			statuses.filter((status) => status !== 200).length,
		);
	});
});

describe('deletions-to-braze', () => {
	const EXAMPLE = 'deletions-to-braze';
	const table = new DataTable(client, 'Guests deleted in Punchh');
	/** A guest of its own for each test: a deletion waits for what was just recorded for the guest. */
	let guest = 740_000;
	let externalId: string;
	beforeEach(() => {
		guest += 10;
		externalId = `CRM-${guest}`;
	});

	function guestEvent(id = guest, external: string | null = externalId): Envelope {
		const { payload, ...event } = freshEvent('guest-create');
		return { ...event, payload: { ...payload, user_id: id, external_source_id: external } };
	}
	const deletion = (...of: Parameters<typeof guestEvent>): Envelope => ({
		...guestEvent(...of),
		action: 'delete',
	});

	const receive = async (path: string, event: Envelope) =>
		(await sendEvent(stack.n8nUrl + path, 'hmacSha256', event)).status;

	const seedProfile = async (profile: object = { external_id: externalId }) =>
		await control('POST', '/seed', { braze: { profiles: [profile] } });

	const profiles = async () => (await sandboxState()).braze.profiles.length;

	const audit = async ({ content_id: id }: Envelope) =>
		(
			await table.rowsWith<{ guest: string; state: string; deleted_at: string }>('content_id', id)
		).map(({ guest, state, deleted_at: at }) => [guest, state, new Date(at).getTime()]);

	/** The path of the example as its user has confirmed it, and perhaps set its trigger otherwise. */
	async function published(trigger: object = {}): Promise<string> {
		const chosen: Record<string, object> = {
			'Delete in Braze': { options: { passOnDeletions: true } },
			'Punchh Trigger': trigger,
		};
		const copy = await publishCopy(client, EXAMPLE, ({ name, parameters }) => ({
			parameters: { ...parameters, ...chosen[name] },
		}));
		return triggerPath(copy);
	}

	let confirmed: string;
	beforeAll(async () => {
		confirmed = await published();
	});

	test.each([true, false])(
		'confirmed: deleted, with an external ID: %s, and the row says so',
		async (has) => {
			const alias = { alias_name: `${guest}`, alias_label: 'punchh_user_id' };
			await seedProfile(has ? { external_id: externalId } : { alias });
			const event = deletion(guest, has ? externalId : null);
			expect(await receive(confirmed, event)).toBe(200);
			expect(await profiles()).toBe(0);
			expect(await audit(event)).toEqual([[String(guest), 'passed on', event.timestamp]]);
		},
	);

	test('not confirmed: nothing is deleted, and that is no success', async () => {
		await seedProfile();
		const event = deletion();
		expect(await receive(stack.triggerPaths[EXAMPLE], event)).toBe(500);
		expect(await profiles()).toBe(1);
		expect(await audit(event)).toEqual([[String(guest), 'not passed on', event.timestamp]]);
	});

	test('Braze is away: the deletion comes again, and the row says how it ended', async () => {
		await seedProfile();
		await control('POST', '/faults', {
			side: 'braze',
			path: '/users/delete',
			fault: { status: 401 },
		});
		const event = deletion();
		expect(await receive(confirmed, event)).toBe(500);
		expect(await audit(event)).toEqual([[String(guest), 'not passed on', event.timestamp]]);
		await control('DELETE', '/faults');
		expect(await receive(confirmed, event)).toBe(200);
		expect(await profiles()).toBe(0);
		expect(await audit(event)).toEqual([[String(guest), 'passed on', event.timestamp]]);
	});

	test('two guests whose events have one content_id have a row each', async () => {
		const first = deletion();
		const { content_id, timestamp } = first;
		const second = { ...deletion(guest + 1, 'CRM-2'), content_id, timestamp: timestamp + 1 };
		for (const event of [first, second]) expect(await receive(confirmed, event)).toBe(200);
		const rows = (await audit(first)).map(([id, state]) => `${id} ${state}`);
		expect(rows.sort()).toEqual([`${guest} passed on`, `${guest + 1} passed on`]);
	});

	test('in a group, each guest is deleted and has a row; one who is deleted already stays passed on', async () => {
		const grouped = await published({ groupEvents: true, maxEvents: 2, maxWait: 4_000 });
		const ids = [guest, guest + 1];
		const events = ids.map((id) => deletion(id, `CRM-${id}`));
		for (const id of ids) await seedProfile({ external_id: `CRM-${id}` });
		const states = async () =>
			(await Promise.all(events.map(audit))).flat().map(([, state]) => state);
		for (const again of ['', '-again']) {
			for (const event of events) event.content_id = `${String(event.content_id)}${again}`;
			const answers = events.map(async (event) => await receive(grouped, event));
			expect(await Promise.all(answers)).toEqual([200, 200]);
			expect(await profiles()).toBe(0);
			expect(await states()).toEqual(['passed on', 'passed on']);
		}
	});

	test('another guest event deletes nobody, and has no row', async () => {
		await seedProfile();
		const event = guestEvent();
		expect(await receive(confirmed, event)).toBe(200);
		expect(await profiles()).toBe(1);
		expect(await audit(event)).toEqual([]);
	});
});
