import { fetchFresh } from '../../playground/fetchFresh';
import { WEBHOOK_SECRETS } from '../../sandbox/punchh/seed';
import { freshEvent, readSample, sampleNames } from '../../sandbox/punchh/webhooks/events';
import { authHeaders, sendCheck, sendEvent } from '../../sandbox/punchh/webhooks/send';
import { EXPECTED_ITEMS } from '../fixtures/expectedItems';
import { connect, resetSandbox, sandboxState, stack } from './stack';

const EVENTS = stack.workflowIds['punchh-events-to-braze'];

const client = connect();
beforeEach(resetSandbox);

const executionCount = async () => (await client.listExecutions(EVENTS)).length;

test('every sample becomes one item, and a request that Braze accepts', async () => {
	const before = await executionCount();
	const now = new Date();
	for (const name of sampleNames()) {
		const { status } = await sendEvent(stack.webhookUrl, 'hmacSha256', freshEvent(name, now));
		expect({ name, status }).toEqual({ name, status: 200 });
	}
	const all = await client.waitForExecutions(EVENTS, before + sampleNames().length);
	const executions = all.slice(before);
	executions.forEach(({ status, data }, index) => {
		const name = sampleNames()[index];
		const [trigger] = data.resultData.runData['Punchh Trigger'];
		const items = trigger.data!.main[0]!;
		expect(items).toHaveLength(1);
		const { event, occurred_at, guest } = items[0].json;
		expect({ name, status, event, occurred_at, guest }).toEqual({
			name,
			status: 'success',
			...(EXPECTED_ITEMS[name] as object),
			occurred_at: expect.stringContaining(now.toISOString().slice(0, -'.000Z'.length)),
		});
		// Whoever has such a link can act as the guest, and n8n keeps what it has received.
		expect(JSON.stringify(items)).not.toMatch(/SYNTHETIC|203\.0\.113|iPhone/);
	});
	const { braze } = await sandboxState();
	expect(braze.requests.map(({ status }) => status)).toEqual(braze.requests.map(() => 201));
	const tracked = braze.requests.filter(({ url }) => url === '/users/track');
	expect(tracked).toHaveLength(sampleNames().length);
	// All samples are about one guest, with and without the external ID.
	expect(braze.profiles).toHaveLength(1);
	expect(braze.requests.filter(({ answer }) => answer.includes('errors'))).toEqual([]);
	const events = braze.profiles.flatMap((profile) => profile.events);
	expect(events.length).toBeGreaterThan(0);
	expect(JSON.stringify(events)).not.toMatch(
		/confirmation_url|password_url|_link|mara\.lind@example\.com/,
	);
});

test('what Braze does not take is kept with its reason, and the rest of the workflow goes on', async () => {
	const before = await executionCount();
	const withoutGuest = freshEvent('reward-admin-gift');
	withoutGuest.content_id = 'no-guest-1';
	withoutGuest.payload = { reward_id: 1, name: 'A reward of nobody' };
	expect((await sendEvent(stack.webhookUrl, 'hmacSha256', withoutGuest)).status).toBe(200);
	const execution = (await client.waitForExecutions(EVENTS, before + 1)).at(-1)!;
	expect(execution.status).toBe('success');
	const [keeping] = execution.data.resultData.runData.Keep;
	expect(keeping.data!.main[0]!.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			content_id: 'no-guest-1',
			state: 'look',
			verdict: 'rejected',
			reason: 'The event has none of the chosen identifiers of its guest',
		}),
	]);
});

describe('no execution', () => {
	const post = async (body: string, headers: Record<string, string>) =>
		await fetchFresh(stack.webhookUrl, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body,
		});
	const signed = (body: string) => authHeaders('hmacSha256', stack.webhookUrl, body);
	const guest = JSON.stringify(readSample('guest-create'));
	const broken = '{"event_name":';
	const noEnvelope = '{"hello":"world"}';
	const otherFamily = JSON.stringify({ ...readSample('guest-create'), event_name: 'coupons' });
	const forged = authHeaders('hmacSha256', stack.webhookUrl, guest, {
		...WEBHOOK_SECRETS,
		secret: 'guessed',
	});

	test.each([
		['a forged signature', guest, forged, [401]],
		['no signature', guest, {}, [401]],
		['another body than the signed one', guest, signed(`${guest} `), [401]],
		['an event type that is not selected', otherFamily, signed(otherFamily), [200]],
		['malformed JSON', broken, signed(broken), [400, 422]],
		[
			'malformed JSON as plain text',
			broken,
			{ ...signed(broken), 'Content-Type': 'text/plain' },
			[400],
		],
		[
			'malformed JSON in an unknown type',
			broken,
			{ ...signed(broken), 'Content-Type': 'application/x-odd' },
			[400],
		],
		[
			'a body that is not compressed as it says',
			guest,
			{ ...signed(guest), 'Content-Type': 'application/x-odd', 'Content-Encoding': 'gzip' },
			[400],
		],
		['no envelope', noEnvelope, signed(noEnvelope), [400]],
	])('%s', async (_what, body, headers, statuses) => {
		const before = await executionCount();
		const response = await post(body, headers as Record<string, string>);
		expect(statuses).toContain(response.status);
		expect(await executionCount()).toBe(before);
	});

	test('the GET check', async () => {
		const before = await executionCount();
		expect((await sendCheck(stack.webhookUrl, 'hmacSha256')).status).toBe(200);
		expect(await executionCount()).toBe(before);
	});
});
