/** The examples that change a guest on both sides: win-back, deletions passed on, sign-up with greeting. */
import { BRAZE_CAMPAIGNS, BRAZE_WEBHOOK_HEADER } from '../../sandbox/braze/seed';
import { REDEEMABLES, SEGMENTS } from '../../sandbox/punchh/seed';
import { freshEvent, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { triggerPath } from '../../playground/webhookPaths';
import { DataTable } from './dataTable';
import { INPUT_PASSWORD } from './secrets';
import { connect, control, postToExample, resetSandbox, sandboxState, stack } from './stack';

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

	/** Clicks 'Execute workflow' at 'By hand'. @returns how the run ended */
	async function byHand(): Promise<string> {
		const id = stack.workflowIds['win-back-from-braze'];
		const { length } = await client.listExecutions(id);
		await client.runFrom(id, 'By hand');
		return (await client.waitForEnds(id, length + 1)).at(-1)!.status;
	}

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
});

describe('deletions-to-braze', () => {
	const EXAMPLE = 'deletions-to-braze';
	const table = new DataTable(client, 'Guests deleted in Punchh');
	function deletion(externalId: string | null = 'CRM-000917'): Envelope {
		const { payload, ...event } = freshEvent('guest-create');
		const guest = { ...payload, external_source_id: externalId };
		return { ...event, action: 'delete', payload: guest };
	}

	const receive = async (path: string, event: Envelope) =>
		(await sendEvent(stack.n8nUrl + path, 'hmacSha256', event)).status;

	const seedProfile = async (profile: object = { external_id: 'CRM-000917' }) =>
		await control('POST', '/seed', { braze: { profiles: [profile] } });

	const profiles = async () => (await sandboxState()).braze.profiles.length;

	const audit = async ({ content_id: id }: Envelope) =>
		(
			await table.rowsWith<{ guest: string; state: string; deleted_at: string }>('content_id', id)
		).map(({ guest, state, deleted_at: at }) => [guest, state, new Date(at).getTime()]);

	/** The path of the example as its user has confirmed it. */
	let confirmed: string;
	beforeAll(async () => {
		const { nodes, ...workflow } = await client.getWorkflow(stack.workflowIds[EXAMPLE]);
		const copy = nodes.map((node) => {
			const isConfirmed = node.name === 'Delete in Braze';
			const options = isConfirmed ? { options: { passOnDeletions: true } } : {};
			// It gets a path of its own.
			return { ...node, webhookId: undefined, parameters: { ...node.parameters, ...options } };
		});
		const stored = await client.createWorkflow({ ...workflow, name: 'Confirmed', nodes: copy });
		await client.publish(stored);
		confirmed = triggerPath(stored);
	});

	test.each([
		['with an external ID', 'CRM-000917', { external_id: 'CRM-000917' }],
		['without one', null, { alias: { alias_name: `${GUEST}`, alias_label: 'punchh_user_id' } }],
	])('confirmed: a guest %s is deleted in Braze, and the audit row says so', async (...row) => {
		const [, externalId, profile] = row;
		await seedProfile(profile);
		const event = deletion(externalId);
		expect(await receive(confirmed, event)).toBe(200);
		expect(await profiles()).toBe(0);
		expect(await audit(event)).toEqual([[String(GUEST), 'passed on', event.timestamp]]);
	});

	test('not confirmed: nothing is deleted, and that is no success', async () => {
		await seedProfile();
		const event = deletion();
		expect(await receive(stack.triggerPaths[EXAMPLE], event)).toBe(500);
		expect(await profiles()).toBe(1);
		expect(await audit(event)).toEqual([[String(GUEST), 'not passed on', event.timestamp]]);
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
		expect(await audit(event)).toEqual([[String(GUEST), 'not passed on', event.timestamp]]);
		await control('DELETE', '/faults');
		expect(await receive(confirmed, event)).toBe(200);
		expect(await profiles()).toBe(0);
		expect(await audit(event)).toEqual([[String(GUEST), 'passed on', event.timestamp]]);
	});

	test('another guest event deletes nobody, and has no row', async () => {
		await seedProfile();
		const event = freshEvent('guest-create');
		expect(await receive(confirmed, event)).toBe(200);
		expect(await profiles()).toBe(1);
		expect(await audit(event)).toEqual([]);
	});
});

describe('sign-up-and-greet', () => {
	const EXAMPLE = 'sign-up-and-greet';
	const ADA = {
		email: 'ada@example.com',
		password: INPUT_PASSWORD,
		first_name: 'Zoë',
		last_name: 'Berg',
		crm_id: 'CRM-1',
	};

	const held = async () => {
		const { punchh, braze } = await sandboxState();
		const guest = punchh.guests.find(({ email }) => email === ADA.email);
		const greetings = braze.requests.filter(({ url }) => url === '/campaigns/trigger/send');
		return { guest, greetings: greetings.length, profiles: braze.profiles };
	};

	test('the guest is in Punchh and Braze under one ID, and greeted once', async () => {
		const response = await postToExample(EXAMPLE, ADA);
		const { guest, profiles } = await held();
		expect(await response.json()).toEqual({
			user_id: String(guest!.user_id),
			external_source_id: 'CRM-1',
			greeted: true,
		});
		expect(guest).toMatchObject({ first_name: 'Zoë', external_source_id: 'CRM-1' });
		expect(profiles).toMatchObject([
			{
				external_id: 'CRM-1',
				attributes: {
					email: ADA.email,
					first_name: 'Zoë',
					last_name: 'Berg',
					punchh_user_id: guest!.user_id,
				},
				received: [{ kind: 'campaign', id: BRAZE_CAMPAIGNS[0].id }],
			},
		]);
		// The backend did not hear the answer.
		expect((await postToExample(EXAMPLE, ADA)).status).toBe(500);
		expect((await held()).greetings).toBe(1);
	});

	test('Braze does not take the greeting: the guest is signed up, and the answer says so', async () => {
		await control('POST', '/faults', {
			side: 'braze',
			path: '/campaigns/trigger/send',
			fault: { status: 401 },
		});
		const response = await postToExample(EXAMPLE, ADA);
		const { guest, profiles } = await held();
		expect(await response.json()).toEqual({
			user_id: String(guest!.user_id),
			external_source_id: 'CRM-1',
			greeted: false,
			reason: expect.any(String),
		});
		expect(profiles).toEqual([]);
	});

	test('a guest whom Punchh refuses is not greeted', async () => {
		const refused = { ...ADA, email: 'mara.lind@example.com' };
		expect((await postToExample(EXAMPLE, refused)).status).toBe(500);
		expect(await held()).toEqual({ guest: undefined, greetings: 0, profiles: [] });
	});
});
