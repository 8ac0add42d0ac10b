/** The example that compares what Punchh says of some guests with what Braze holds. */
import { freshEvent } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';

const EXAMPLE = stack.workflowIds['reconcile-punchh-with-braze'];
const EVENTS = stack.workflowIds['punchh-events-to-braze'];

const client = connect();
beforeEach(resetSandbox);

/** Clicks 'Execute workflow'. @returns what the last node has */
async function differences(trigger = 'By hand') {
	const { length } = await client.listExecutions(EXAMPLE);
	await client.runFrom(EXAMPLE, trigger);
	const { status, data } = (await client.waitForExecutions(EXAMPLE, length + 1)).at(-1)!;
	expect(status).toBe('success');
	const [{ data: found }] = data.resultData.runData.Differences;
	return found!.main[0]!.map(({ json }) => json);
}

/** The events example records what Punchh has sent. */
async function record(sample: string, payload: object): Promise<void> {
	const { length } = await client.listExecutions(EVENTS);
	const event = freshEvent(sample);
	Object.assign(event.payload, payload);
	expect((await sendEvent(stack.webhookUrl, 'hmacSha256', event)).status).toBe(200);
	await client.waitForExecutions(EVENTS, length + 1);
}

const missing = (guest: string) => ({
	guest,
	field: 'guest',
	in_punchh: 'a guest',
	in_braze: 'no profile',
});

test('guests who are in Punchh only', async () => {
	expect(await differences('Every Monday')).toEqual(['730415', '730416', '730417'].map(missing));
});

test('what differs is told, without names and addresses, and nothing is changed', async () => {
	await record('guest-create', { first_name: 'Martha', account_balance: { loyalty_points: 185 } });
	const before = await sandboxState();
	const found = await differences();
	expect(found.filter(({ guest }) => guest === '730415').map(({ field }) => field)).toEqual(
		expect.arrayContaining(['first_name', 'points']),
	);
	expect(found).toContainEqual({
		guest: '730415',
		field: 'first_name',
		in_punchh: 'a value',
		in_braze: 'another value',
	});
	expect(JSON.stringify(found)).not.toMatch(/martha|mara|lind|@|5550142/i);
	const after = await sandboxState();
	expect([after.punchh.guests, after.braze.profiles]).toEqual([
		before.punchh.guests,
		before.braze.profiles,
	]);
});

test.each([
	['punchh', '/api2/dashboard/users/info', /401|key/i, 'no profile'],
	['braze', '/users/export/ids', /^a guest$/, expect.stringMatching(/401|key/i)],
])('%s is away: that is said, and nobody is called missing for it', async (...row) => {
	const [side, path, inPunchh, inBraze] = row;
	await control('POST', '/faults', { side, path, fault: { status: 401 } });
	for (const { in_punchh, in_braze } of await differences()) {
		expect(in_punchh).toMatch(inPunchh);
		expect(in_braze).toEqual(inBraze);
	}
});
