/** The example that compares what Punchh says of some guests with what Braze holds. */
import { randomInt } from 'node:crypto';
import type { INode } from 'n8n-workflow';

import { freshEvent } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';
import { publishCopy } from './workflow';

const EXAMPLE = stack.workflowIds['reconcile-punchh-with-braze'];

const client = connect();
beforeEach(resetSandbox);

/** Clicks 'Execute workflow'. @returns what the last node has */
async function differences(trigger = 'By hand', id = EXAMPLE) {
	const run = async () => await client.runFrom(id, trigger);
	const { status, data } = await client.executionAfter(id, run);
	expect(status).toBe('success');
	const [{ data: found }] = data.resultData.runData.Differences;
	return found!.main[0]!.map(({ json }) => json);
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

/** The example with one guest in the node 'Guests'. @returns its ID */
async function copyFor(userId: number): Promise<string> {
	const copy = await publishCopy(client, 'reconcile-punchh-with-braze', ({ name, parameters }) => {
		if (name !== 'Guests') return {};
		const asked = JSON.stringify(parameters).replace('730415, 730416, 730417', String(userId));
		return { parameters: JSON.parse(asked) as INode['parameters'] };
	});
	return copy.id;
}

test('what differs is told, without names and addresses, and nothing is changed', async () => {
	// A guest of this test alone: n8n remembers how the others are linked, also after a reset.
	const user_id = randomInt(1_000_000, 2 ** 31);
	const email = `ruth.vale.${user_id}@example.com`;
	const guest = { user_id, email, first_name: 'Ruth', last_name: 'Vale' };
	await control('POST', '/seed', { punchh: { guests: [guest] } });
	const event = freshEvent('guest-create');
	const balance = { ...(event.payload.account_balance as object), loyalty_points: 185 };
	const told = { ...guest, first_name: 'Martha', phone: null, account_balance: balance };
	Object.assign(event.payload, told);
	// The events example acknowledges when Braze has it.
	expect((await sendEvent(stack.webhookUrl, 'hmacSha256', event)).status).toBe(200);

	const before = await sandboxState();
	const found = await differences('By hand', await copyFor(user_id));
	const row = { guest: String(user_id) };
	expect(found).toEqual([
		{ ...row, field: 'first_name', in_punchh: 'a value', in_braze: 'another value' },
		{ ...row, field: 'points', in_punchh: 0, in_braze: 185 },
	]);
	const after = await sandboxState();
	expect(after.punchh.guests).toEqual(before.punchh.guests);
	expect(after.braze.profiles).toEqual(before.braze.profiles);
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
