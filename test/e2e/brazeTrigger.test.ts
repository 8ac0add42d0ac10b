import { webhookPath, type N8nClient } from '../../playground/n8nClient';
import { BRAZE_WEBHOOK_HEADER, SEGMENTS } from '../../sandbox/seed';
import { connect, resetSandbox, sandboxState, stack } from './stack';

const WORKFLOW = stack.workflowIds['braze-canvas-to-punchh-segment'];
const SEGMENT = SEGMENTS[1].custom_segment_id;
const GUEST = 730415;
const PROOF = { [BRAZE_WEBHOOK_HEADER.headerName]: BRAZE_WEBHOOK_HEADER.headerSecret };

let client: N8nClient;
let url: string;
beforeAll(async () => {
	client = await connect();
	const { nodes } = await client.getWorkflow(WORKFLOW);
	const trigger = nodes.find(({ name }) => name === 'Braze Trigger')!;
	url = `${stack.n8nUrl}/webhook/${webhookPath(trigger)}`;
});
beforeEach(resetSandbox);

const executionCount = async () => (await client.listExecutions(WORKFLOW)).length;

const post = async (body: unknown, headers: Record<string, string>) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'text/plain', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

const message = (properties: object) => ({
	external_id: 'CRM-1',
	properties: { punchh_user_id: String(GUEST), ...properties },
});

test('a message puts the guest into the segment, another takes the guest out', async () => {
	expect((await post(message({}), PROOF)).status).toBe(200);
	expect(await membersOf(SEGMENT)).toContain(GUEST);
	expect((await post(message({ action: 'remove' }), PROOF)).status).toBe(200);
	expect(await membersOf(SEGMENT)).not.toContain(GUEST);
});

test.each<[string, unknown, Record<string, string>, number]>([
	['a wrong secret', message({}), { [BRAZE_WEBHOOK_HEADER.headerName]: 'guessed' }, 401],
	['no secret', message({}), {}, 401],
	['broken JSON without a secret', '{"external_id":', {}, 401],
])('%s: refused, and no execution', async (_what, body, headers, status) => {
	const before = await executionCount();
	expect((await post(body, headers)).status).toBe(status);
	expect(await executionCount()).toBe(before);
	expect(await membersOf(SEGMENT)).toEqual([]);
});

/** A guest who does not exist: the workflow fails, so Braze is to send again. */
test('with an answer after the workflow, a failure is told', async () => {
	const unknown = { external_id: 'CRM-2', properties: { punchh_user_id: '1' } };
	expect((await post(unknown, PROOF)).status).toBe(500);
});

async function membersOf(segment: number): Promise<number[]> {
	const { punchh } = await sandboxState();
	return punchh.members
		.filter(({ custom_segment_id: id }) => id === segment)
		.map(({ user_id: userId }) => userId);
}
