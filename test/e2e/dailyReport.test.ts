/** The example that tells every day what came from Punchh and what became of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { freshEvent, type Envelope } from '../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../sandbox/punchh/webhooks/send';
import type { StoredWorkflow } from '../../playground/n8nClient';
import { DataTable } from './dataTable';
import { connect, control, resetSandbox, stack } from './stack';
import { publishCopy } from './workflow';

const EVENTS = stack.workflowIds['punchh-events-to-braze'];
const AGAIN = stack.workflowIds['send-again-what-was-not-recorded'];

/** A messenger with an incoming webhook: whoever waits gets the next message. */
const waiting: Array<(message: unknown) => void> = [];
const messenger = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		response.end('ok');
		waiting.shift()!(JSON.parse(Buffer.concat(chunks).toString('utf8')));
	});
});
const nextMessage = async () => await new Promise<unknown>((resolve) => waiting.push(resolve));

const client = connect();
const counts = new DataTable(client, 'Punchh events by day');
const kept = new DataTable(client, 'Punchh events not recorded');

/** Publishes the example with the messenger's URL and an hour for the report. */
async function published(hour: string | number): Promise<StoredWorkflow> {
	const url = `http://127.0.0.1:${(messenger.address() as AddressInfo).port}/hook`;
	return await publishCopy(client, 'daily-report', ({ name, parameters }) => {
		if (name === 'Tell') return { parameters: { ...parameters, url } };
		if (name !== 'Hour and field') return {};
		const { assignments } = parameters.assignments as { assignments: Array<{ name: string }> };
		const filled = assignments.map((one) => (one.name === 'hour' ? { ...one, value: hour } : one));
		return { parameters: { ...parameters, assignments: { assignments: filled } } } as object;
	});
}

let report: StoredWorkflow;
beforeAll(async () => {
	await new Promise<void>((resolve) => messenger.listen(0, '127.0.0.1', resolve));
	report = await published('={{ $now.hour }}');
	await told('By hand');
});
beforeEach(async () => {
	await resetSandbox();
	for (const table of [counts, kept]) await table.clear();
});
afterAll(async () => {
	messenger.closeAllConnections();
	await new Promise((resolve) => messenger.close(resolve));
});

/** Executes the report from a trigger. @returns the lines of the message */
async function told(trigger: 'By hand' | 'Every hour'): Promise<string[]> {
	const message = nextMessage();
	await client.runFrom(report.id, trigger);
	const { text, ...others } = (await message) as { text: string };
	expect(others).toEqual({});
	return text.split('\n');
}

/** Has Punchh send an event. @returns the names of the nodes that have run */
async function receive(event: Envelope): Promise<string[]> {
	const { status, data } = await client.executionAfter(EVENTS, async () => {
		expect((await sendEvent(stack.webhookUrl, 'hmacSha256', event)).status).toBe(200);
	});
	expect(status).toBe('success');
	return Object.keys(data.resultData.runData);
}

const checkIn = () => freshEvent('checkin-loyalty-create-barcode');
const ofNobody = () => ({ ...checkIn(), payload: { checkin_id: 1 } });
const deletion = (): Envelope => ({ ...freshEvent('guest-create'), action: 'delete' });

test('what came, what Braze has, what it refused and what waits, today', async () => {
	for (const event of [checkIn(), freshEvent('guest-create'), ofNobody(), deletion()]) {
		expect(await receive(event)).toContain('Count');
	}
	const away = { side: 'braze', path: '/users/track', fault: { status: 401 } };
	await control('POST', '/faults', away);
	await receive(checkIn());
	for (let again = 0; again < 2; again += 1) {
		expect(await told('By hand')).toEqual([
			expect.stringMatching(/^Punchh to Braze, \d{4}-\d\d-\d\d$/),
			'Received: 5',
			'Recorded: 2 (and 1 with nothing to record)',
			'Refused: 1',
			'Not recorded at first: 1',
			'By now, waiting to be sent again: 1; for a person: 1.',
		]);
	}
	expect(await counts.rows()).toHaveLength(2);

	await control('DELETE', '/faults');
	await client.endAfter(AGAIN, async () => await client.runFrom(AGAIN, 'Every 10 minutes'));
	await receive(checkIn());
	expect(await told('By hand')).toEqual(
		expect.arrayContaining([
			'Received: 6',
			'Recorded: 3 (and 1 with nothing to record)',
			'By now, waiting to be sent again: 0; for a person: 1.',
		]),
	);
});

test('at its hour, the report is about the day before, also when nothing came', async () => {
	await receive(checkIn());
	const [today] = await told('By hand');
	const [yesterday, received, , , , now] = await told('Every hour');
	expect(new Date(today.slice(-10)).getTime() - new Date(yesterday.slice(-10)).getTime()).toBe(
		24 * 3_600_000,
	);
	expect([received, now]).toEqual(['Received: 0', 'By now, everything is recorded.']);
});

test('at any other hour the counts are added up, and nobody is told', async () => {
	const other = await published('={{ $now.plus({ hours: 1 }).hour }}');
	for (let again = 0; again < 2; again += 1) await receive(checkIn());
	await client.runFrom(other.id, 'Every hour');
	const [{ status, data }] = await client.waitForExecutions(other.id, 1);
	expect(status).toBe('success');
	expect(Object.keys(data.resultData.runData)).not.toContain('Tell');
	const rows = await counts.rows<{ received: number }>();
	expect(rows.map(({ received }) => received).sort()).toEqual([0, 2]);
});

test('without the report nothing is counted, and no event is held up', async () => {
	await counts.drop();
	expect(await receive(checkIn())).not.toContain('Count');
	await told('By hand');
});
