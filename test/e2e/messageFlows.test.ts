/** The examples that send a message of Braze for an event of Punchh, each message once. */
import type { Alias } from '../../sandbox/braze/api/state';
import { BRAZE_CAMPAIGNS, BRAZE_CANVASES } from '../../sandbox/braze/seed';
import { freshEvent, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { DataTable } from './dataTable';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';
import { publishCopy, withoutPatience } from './workflow';

const GUEST = 730415;
const ALIAS: Alias = { alias_name: String(GUEST), alias_label: 'punchh_user_id' };

const client = connect();
beforeEach(resetSandbox);

/** One of the flows, and where its messages go. */
interface Flow {
	example: string;
	table: string;
	sample: string;
	path: string;
	/** Of the campaign or Canvas. */
	id: string;
	name: string;
	/** The key of the values in a recipient, and what the sample becomes. */
	valuesKey: string;
	values: object;
}

const FLOWS: Flow[] = [
	{
		example: 'expiring-points-to-braze-campaign',
		table: 'Punchh reminders sent',
		sample: 'transactional-reward_expiry_reminder',
		path: '/campaigns/trigger/send',
		id: BRAZE_CAMPAIGNS[0].id,
		name: BRAZE_CAMPAIGNS[0].name,
		valuesKey: 'trigger_properties',
		values: {
			kind: 'reward',
			name: 'Free Small Coffee',
			description: 'One free small coffee',
			discount: 4.5,
			expires_on: '2026-04-13',
			days_left: 3,
			image_url: 'https://sandbox.example.com/img/coffee.png',
		},
	},
	{
		example: 'reward-to-braze-canvas',
		table: 'Punchh rewards sent',
		sample: 'reward-signup-campaign',
		path: '/canvas/trigger/send',
		id: BRAZE_CANVASES[0].id,
		name: BRAZE_CANVASES[0].name,
		valuesKey: 'context',
		values: expect.objectContaining({
			reward_name: 'Free Small Coffee',
			expires_on: '2026-04-13',
			reward_id: expect.stringMatching(/^\d+$/),
		}) as object,
	},
];

const seedProfile = async () =>
	await control('POST', '/seed', { braze: { profiles: [{ alias: ALIAS }] } });

/** Has a flow take an event. @returns what Punchh is answered */
async function receive({ example }: Flow, event: Envelope): Promise<number> {
	const url = stack.n8nUrl + stack.triggerPaths[example];
	return (await sendEvent(url, 'hmacSha256', event)).status;
}

/** Clicks 'Execute workflow' at the schedule. @returns how the run ended */
async function everyTenMinutes(
	{ example }: Flow,
	id = stack.workflowIds[example],
): Promise<string> {
	const run = async () => await client.runFrom(id, 'Every 10 minutes');
	return (await client.endAfter(id, run)).status;
}

/** What Braze was asked to send, by the recipients of each request. */
async function asked({ path }: Flow): Promise<unknown[]> {
	const { braze } = await sandboxState();
	const sends = braze.requests.filter(({ url }) => url === path);
	return sends.flatMap(({ body }) => (JSON.parse(body) as { recipients: unknown[] }).recipients);
}

/** How often guests were sent the message of a flow, as Braze has it. */
async function received({ id }: Flow): Promise<string[]> {
	const { braze } = await sandboxState();
	return braze.profiles.flatMap((profile) =>
		profile.received.filter((one) => one.id === id).map(({ name }) => name),
	);
}

describe.each(FLOWS)('$example', (flow) => {
	const table = new DataTable(client, flow.table);
	const states = async () =>
		(await table.rows<{ state: string; tries: number }>()).map(
			({ state, tries }) => `${state} after ${tries}`,
		);
	const disturb = async (fault: object) =>
		await control('POST', '/faults', { side: 'braze', path: flow.path, fault });

	beforeEach(async () => {
		expect(await everyTenMinutes(flow)).toBe('success');
		await table.clear();
	});

	test('the guest gets the message with its values, once, whatever Punchh sends again', async () => {
		await seedProfile();
		const event = freshEvent(flow.sample);
		expect(await receive(flow, event)).toBe(200);
		expect(await received(flow)).toEqual([flow.name]);
		const recipient = { user_alias: ALIAS, [flow.valuesKey]: flow.values };
		expect(await asked(flow)).toEqual([recipient]);
		// A copy, and the same as a new event.
		for (const again of [event, freshEvent(flow.sample)]) {
			expect(await receive(flow, again)).toBe(200);
		}
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await asked(flow)).toHaveLength(1);
		expect(await states()).toEqual(['sent after 1']);
	});

	test('a guest without a profile gets it when there is one', async () => {
		expect(await receive(flow, freshEvent(flow.sample))).toBe(200);
		expect(await states()).toEqual(['no profile yet after 1']);
		expect(await asked(flow)).toEqual([]);
		await seedProfile();
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await received(flow)).toEqual([flow.name]);
		expect(await states()).toEqual(['sent after 2']);
	});

	test('Braze is away: the execution fails once, and the message arrives once when it is back', async () => {
		await seedProfile();
		await disturb({ status: 401 });
		const event = freshEvent(flow.sample);
		expect(await receive(flow, event)).toBe(500);
		expect(await receive(flow, event)).toBe(200);
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await states()).toEqual(['waiting after 2']);
		expect(await received(flow)).toEqual([]);
		await control('DELETE', '/faults');
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await received(flow)).toEqual([flow.name]);
		expect(await states()).toEqual(['sent after 3']);
	});

	test('Braze is away for a guest who had no profile: that is told, and counts for itself', async () => {
		expect(await receive(flow, freshEvent(flow.sample))).toBe(200);
		await seedProfile();
		await disturb({ status: 401 });
		expect(await everyTenMinutes(flow)).toBe('error');
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await states()).toEqual(['waiting after 3']);
		const counted = await table.rows<{ no_profile: number }>();
		expect(counted.map(({ no_profile: times }) => times)).toEqual([1]);
	});

	test('a run that never ended: what it was sending is told once, and not sent again', async () => {
		await seedProfile();
		await receive(flow, freshEvent(flow.sample));
		await table.change('state', 'sent', 'sending');
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await states()).toEqual(['sending after 1']);
		const { id } = await publishCopy(client, flow.example, withoutPatience);
		expect(await everyTenMinutes(flow, id)).toBe('error');
		expect(await everyTenMinutes(flow, id)).toBe('success');
		expect(await states()).toEqual(['unknown after 1']);
		expect(await asked(flow)).toHaveLength(1);
	});

	test('a message that Braze may have sent is not sent again', async () => {
		await seedProfile();
		await disturb({ cut: 'after' });
		const event = freshEvent(flow.sample);
		expect(await receive(flow, event)).toBe(500);
		await control('DELETE', '/faults');
		expect(await receive(flow, event)).toBe(200);
		expect(await everyTenMinutes(flow)).toBe('success');
		expect(await asked(flow)).toHaveLength(1);
		expect(await received(flow)).toEqual([flow.name]);
		expect(await states()).toEqual(['unknown after 1']);
	});
});

test.each([
	['transactional-visit_expiry_reminder', { kind: 'visits', amount: 2, balance_after: 7 }],
	['transactional-points_expiry_reminder.inferred', { kind: 'points', amount: 60 }],
])('%s: what is about to expire is told', async (sample, values) => {
	await seedProfile();
	expect(await receive(FLOWS[0], freshEvent(sample))).toBe(200);
	expect(await asked(FLOWS[0])).toEqual([
		{
			user_alias: ALIAS,
			trigger_properties: expect.objectContaining({
				...values,
				days_left: 7,
				expires_on: '2026-03-31',
			}),
		},
	]);
});

test('a notification of another kind sends nothing', async () => {
	await seedProfile();
	expect(await receive(FLOWS[0], freshEvent('transactional-reward_notification'))).toBe(200);
	expect(await asked(FLOWS[0])).toEqual([]);
});
