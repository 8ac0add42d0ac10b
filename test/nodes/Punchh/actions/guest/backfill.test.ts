import { createServer, type AddressInfo } from 'node:net';

import {
	backfillRows,
	expectBackfill,
	seedBackfill,
	updateExternalId,
} from '../../../../harness/backfill';
import { fuzzRuns } from '../../../../harness/fuzz';
import { usePunchhSandbox } from '../../../../harness/punchh';
import { runNode } from '../../../../harness/runNode';

const punchh = usePunchhSandbox();
jest.setTimeout(120_000);

test('guests through 429s and cut connections: each ends right, or says why not', async () => {
	await expectBackfill(punchh, fuzzRuns(300, 10_000));
});

test('results keep the order of the items, however long each takes', async () => {
	const all = backfillRows(40);
	seedBackfill(punchh, all);
	punchh.sandbox.faults.add({
		side: 'punchh',
		path: '/api2/dashboard/users/info',
		share: 0.3,
		fault: { delayMs: 40 },
	});
	const result = await punchh.run({
		parameters: updateExternalId(8),
		items: all,
		onError: 'continueRegularOutput',
	});
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
		all.map((_, item) => ({ item })),
	);
});

test('without an error output the node works through all items, then fails naming them', async () => {
	const all = backfillRows(60);
	seedBackfill(punchh, all);
	const { error } = await punchh.run({ parameters: updateExternalId(5), items: all });
	expect(error?.message).toBe('3 of 60 items did not get through');
	expect(error?.description).toBe(
		'Item 0: User Not Found; Item 1: User Not Found; Item 50: External source id has already been taken',
	);
	const given = new Set<unknown>(all.map(({ crm }) => crm));
	const updated = punchh.sandbox.punchh.guests.filter(
		({ external_source_id: id }) => given.has(id) && id?.startsWith('CRM-'),
	);
	expect(updated).toHaveLength(57);
});

test('a refused key is tried by those under way only; the rest is not sent', async () => {
	const all = backfillRows(200);
	const result = await punchh.run({
		parameters: updateExternalId(4),
		items: all,
		keys: { admin: 'wrong-admin-key' },
		onError: 'continueErrorOutput',
	});
	expect(result.errors).toHaveLength(200);
	expect(punchh.sandbox.punchh.requests).toHaveLength(4);
	expect(result.errors[199].json).toMatchObject({
		error: 'Not tried: You need to sign in or sign up before continuing.',
		details: { verdict: 'not_tried', description: expect.stringMatching(/'Business Admin Key'/) },
	});
});

test('a server that never answers is given up after twenty items', async () => {
	let calls = 0;
	const server = createServer((socket) => {
		calls++;
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const result = await runNode({
		node: 'punchh',
		credentials: { punchhApi: { baseUrl, apiKey: 'some-admin-key' } },
		parameters: updateExternalId(20),
		items: backfillRows(500),
		onError: 'continueErrorOutput',
	});
	await new Promise((resolve) => server.close(resolve));
	expect(result.errors).toHaveLength(500);
	const tried = result.errors.filter(({ json }) => !/^Not tried/.test(String(json.error)));
	// Twenty, and those that were under way when the twentieth ended; each was tried four times.
	expect(tried.length).toBeGreaterThanOrEqual(20);
	expect(tried.length).toBeLessThan(40);
	expect(calls).toBe(4 * tried.length);
});
