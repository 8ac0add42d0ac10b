/** What Braze does not take is kept by the events example, and sent again by the workflow beside it. */
import { freshEvent, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import { DataTable } from './dataTable';
import { publishCopy } from './workflow';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';

const EVENTS = stack.workflowIds['punchh-events-to-braze'];
const AGAIN = stack.workflowIds['send-again-what-was-not-recorded'];

const client = connect();
beforeEach(resetSandbox);

const send = async (event: Envelope) =>
	(await sendEvent(stack.webhookUrl, 'hmacSha256', event)).status;

/** Sends an event, and waits until its execution has ended. */
async function sendAndEnd(event: Envelope): Promise<string> {
	const { status } = await client.endAfter(EVENTS, async () => {
		expect(await send(event)).toBe(200);
	});
	return status;
}

/** Clicks 'Execute workflow' at a trigger of the other workflow. @returns how the run ended */
async function sendAgain(trigger: 'By hand' | 'Every 10 minutes') {
	const run = async () => await client.runFrom(AGAIN, trigger);
	const { status, data } = await client.executionAfter(AGAIN, run);
	return { status, told: data.resultData.error?.message };
}

/** Clicks 'Retry' at the last execution of the other workflow. */
async function retryLast(): Promise<void> {
	const [{ id }] = await client.listExecutions(AGAIN);
	await client.endAfter(AGAIN, async () => await client.retry(id));
}

const table = new DataTable(client, 'Punchh events not recorded');

/** The states of events with a content_id in the table, and how often they were sent; undefined for none. */
async function kept({ content_id: contentId }: Envelope): Promise<string | undefined> {
	const rows = await table.rowsWith<{ state: string; tries: number }>('content_id', contentId);
	const states = rows.map(({ state, tries }) => `${state} after ${tries}`);
	return states.length === 0 ? undefined : states.join(', ');
}

beforeAll(async () => {
	// The run makes the table; other tests have left events in it.
	await sendAgain('Every 10 minutes');
	await table.clear();
});

/** How often Braze has each event, by its content_id. */
async function recorded(): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { events } of (await sandboxState()).braze.profiles) {
		for (const { properties } of events) {
			const id = String((properties as { content_id?: unknown }).content_id);
			counts[id] = (counts[id] ?? 0) + 1;
		}
	}
	return counts;
}

const checkIn = () => freshEvent('checkin-loyalty-create-barcode');

/** A fault of Braze's track endpoint, until it is taken away. */
const disturb = async (fault: object) =>
	await control('POST', '/faults', { side: 'braze', path: '/users/track', fault });

test('an event that Braze surely did not record is kept, and arrives once when Braze is back', async () => {
	await disturb({ status: 401 });
	const event = checkIn();
	expect(await sendAndEnd(event)).toBe('success');
	expect(await kept(event)).toBe('waiting after 1');

	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await kept(event)).toBe('waiting after 2');
	expect(await recorded()).toEqual({});

	await control('DELETE', '/faults');
	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await kept(event)).toBeUndefined();
	expect(await recorded()).toEqual({ [event.content_id]: 1 });
	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await recorded()).toEqual({ [event.content_id]: 1 });
});

test('an event that Braze may have recorded waits for a person, who hears of it once', async () => {
	await disturb({ cut: 'after' });
	const event = checkIn();
	expect(await sendAndEnd(event)).toBe('success');
	expect(await kept(event)).toBe('look after 1');
	await control('DELETE', '/faults');
	expect(await sendAgain('Every 10 minutes')).toEqual({
		status: 'error',
		told: expect.stringContaining(`${event.content_id} (look): `),
	});
	await retryLast();
	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await kept(event)).toBe('look after 1');
	expect(await recorded()).toEqual({ [event.content_id]: 1 });
	// The person has looked, and sends it all the same.
	expect(await sendAgain('By hand')).toEqual({ status: 'success' });
	expect(await kept(event)).toBeUndefined();
});

test('an event that Braze did not record for 12 hours waits for a person, who hears of it once', async () => {
	await disturb({ status: 401 });
	const event = checkIn();
	expect(await sendAndEnd(event)).toBe('success');
	await table.change('tries', '1', '71');
	// Its 72nd try; by itself there is no other.
	expect(await sendAgain('Every 10 minutes')).toMatchObject({
		status: 'error',
		told: expect.stringContaining(`${event.content_id} (waiting): `),
	});
	expect(await kept(event)).toBe('waiting after 72');
	await control('DELETE', '/faults');
	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await kept(event)).toBe('waiting after 72');
	expect(await sendAgain('By hand')).toEqual({ status: 'success' });
	expect(await recorded()).toEqual({ [event.content_id]: 1 });
});

test('an event that Braze cannot record waits for a person', async () => {
	const event = checkIn();
	event.payload = { checkin_id: 1 };
	expect(await sendAndEnd(event)).toBe('success');
	expect(await kept(event)).toBe('look after 1');
	expect(await sendAgain('By hand')).toMatchObject({ status: 'error' });
	expect(await kept(event)).toBe('look after 2');
});

test('events that differ in their time only, or have no content_id, are each kept', async () => {
	await disturb({ status: 401 });
	const first = checkIn();
	const later = { ...first, timestamp: Number(first.timestamp) + 1 };
	for (const event of [first, later]) expect(await sendAndEnd(event)).toBe('success');
	expect(await kept(first)).toBe('waiting after 1, waiting after 1');
	const nameless = [checkIn(), checkIn()].map((event) => ({ ...event, content_id: '' }));
	nameless[1].payload = { ...nameless[1].payload, note: 'another' };
	for (const event of nameless) expect(await sendAndEnd(event)).toBe('success');
	await control('DELETE', '/faults');
	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await kept(first)).toBeUndefined();
	const events = (await sandboxState()).braze.profiles.flatMap((profile) => profile.events);
	expect(events).toHaveLength(4);
});

test("with n8n's 'Always Output Data' an event that Braze has not taken stays in the table", async () => {
	await disturb({ status: 401 });
	const event = checkIn();
	expect(await sendAndEnd(event)).toBe('success');
	const copy = await publishCopy(client, 'send-again-what-was-not-recorded', ({ name }) =>
		name === 'Record in Braze' ? { alwaysOutputData: true } : {},
	);
	await client.unpublish(copy);
	const run = async () => await client.runFrom(copy.id, 'Every 10 minutes');
	await client.endAfter(copy.id, run);
	expect(await kept(event)).toBe('waiting after 2');
	await control('DELETE', '/faults');
	expect(await sendAgain('Every 10 minutes')).toEqual({ status: 'success' });
	expect(await recorded()).toEqual({ [event.content_id]: 1 });
});
