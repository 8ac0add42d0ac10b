import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../harness/runNode';
import { usePunchhSandbox } from '../harness/punchh';

const punchh = usePunchhSandbox();
jest.setTimeout(300_000);

const GUESTS = 10_000;

const updateExternalId = (concurrency: number): INodeParameters => ({
	resource: 'guest',
	operation: 'updateExternalId',
	api: 'dashboard',
	findGuestBy: 'email',
	email: '={{ $json.email }}',
	external_source: 'customer_id',
	external_source_id: '={{ $json.crm }}',
	options: { concurrency },
});

interface Row extends Record<string, string> {
	email: string;
	crm: string;
	expected: 'updated' | 'unknown' | 'taken';
}

/** Of a hundred guests two are unknown, and the ID of one belongs to another guest already. */
function rows(count: number): Row[] {
	return Array.from({ length: count }, (_, index) => {
		const rest = index % 100;
		return {
			email: `guest-${index}@example.com`,
			crm: rest === 50 ? `TAKEN-${index}` : `CRM-${index}`,
			expected: rest < 2 ? 'unknown' : rest === 50 ? 'taken' : 'updated',
		};
	});
}

function seed(all: Row[]): void {
	const known = all.filter(({ expected }) => expected !== 'unknown');
	const owners = all.filter(({ expected }) => expected === 'taken');
	punchh.sandbox.punchh.seed({
		guests: [
			...known.map(({ email }) => ({ email })),
			...owners.map(({ crm }) => ({
				email: `owner-of-${crm}@example.com`,
				external_source: 'customer_id',
				external_source_id: crm,
			})),
		],
	});
}

/** A few of all calls are refused as too many, or cut off before or after they are applied. */
function disturb(share: number): void {
	const rule = { side: 'punchh' as const, path: '/api2/dashboard/users*', share };
	const { faults } = punchh.sandbox;
	faults.add({ ...rule, seed: 1, fault: { status: 429, headers: { 'retry-after': '0' } } });
	faults.add({ ...rule, seed: 2, fault: { cut: 'before' } });
	faults.add({ ...rule, seed: 3, fault: { cut: 'after' } });
}

const REASONS: Record<string, string> = {
	unknown: 'User Not Found',
	taken: 'External source id has already been taken',
};

test(`${GUESTS} guests through 429s and cut connections: each ends right, or says why not`, async () => {
	const all = rows(GUESTS);
	seed(all);
	disturb(0.004);
	const result = await punchh.run({
		parameters: updateExternalId(20),
		items: all,
		onError: 'continueErrorOutput',
	});
	expect(punchh.sandbox.faults.hits.length).toBeGreaterThan(50);
	for (const { json, pairedItem } of result.items) {
		const row = all[(pairedItem as { item: number }).item];
		expect([row.expected, json.external_source_id]).toEqual(['updated', row.crm]);
	}
	for (const { json, pairedItem } of result.errors) {
		const row = all[(pairedItem as { item: number }).item];
		expect(json.error).toBe(REASONS[row.expected]);
	}
	expect(result.items.length + result.errors.length).toBe(GUESTS);
	const wrong = all.filter(({ email, crm, expected }) => {
		const guest = punchh.sandbox.punchh.findByEmail(email);
		return expected === 'updated'
			? guest?.external_source_id !== crm
			: (guest?.external_source_id ?? null) !== null;
	});
	expect(wrong).toEqual([]);
});

test('results keep the order of the items, however long each takes', async () => {
	const all = rows(40);
	seed(all);
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
	const all = rows(60);
	seed(all);
	const { error } = await punchh.run({ parameters: updateExternalId(5), items: all });
	expect(error?.message).toBe('3 of 60 items did not get through');
	expect(error?.description).toBe(
		'Item 0: User Not Found; Item 1: User Not Found; Item 50: External source id has already been taken',
	);
	const updated = punchh.sandbox.punchh.guests.filter((guest) =>
		guest.external_source_id?.startsWith('CRM-'),
	);
	expect(updated).toHaveLength(57);
});

test('a refused key is tried by those under way only; the rest is not sent', async () => {
	const all = rows(200);
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
		items: rows(500),
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
