/** The example that compares what Punchh says of some guests with what Braze holds. */
import { connect, control, resetSandbox, stack } from './stack';

const EXAMPLE = stack.workflowIds['reconcile-punchh-with-braze'];

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

const missing = (guest: string) => ({
	guest,
	field: 'guest',
	in_punchh: 'a guest',
	in_braze: 'no profile',
});

test('guests who are in Punchh only', async () => {
	expect(await differences('Every Monday')).toEqual(['730415', '730416', '730417'].map(missing));
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
