import type { N8nClient } from '../../playground/n8nClient';
import { PUNCHH_KEYS } from '../../sandbox/seed';
import { expectNoSecretStored } from './secrets';
import { connect, resetSandbox, sandboxState, stack } from './stack';

let client: N8nClient;
beforeAll(async () => {
	client = await connect();
});

const GUESTS = 600;
const WORKFLOW = 'backfill-external-ids';

/** Of a hundred guests two are unknown to Punchh. */
const isKnown = (index: number) => index % 100 >= 2;
const email = (index: number) => `backfill-${index}@example.com`;

/** Makes guests through Punchh's own API. */
async function makeGuests(indices: number[]): Promise<void> {
	for (const index of indices) {
		const user = { email: email(index), first_name: 'Guest', last_name: String(index) };
		const response = await fetch(`${stack.punchhUrl}/api2/dashboard/eclub_guests`, {
			method: 'POST',
			headers: {
				Authorization: `Bearer ${PUNCHH_KEYS.admin}`,
				'Content-Type': 'application/json',
			},
			body: JSON.stringify({ store_number: '202', user }),
		});
		expect(response.status).toBe(200);
	}
}

/** Hands the CSV to the form of the example, as its page does, and waits until the run has ended. */
async function upload(csv: string, runs: number): Promise<string> {
	const form = new FormData();
	form.append('field-0', new Blob([csv], { type: 'text/csv' }), 'guests.csv');
	const response = await fetch(`${stack.n8nUrl}/form/${WORKFLOW}`, { method: 'POST', body: form });
	expect(response.status).toBe(200);
	const executions = await client.waitForExecutions(stack.workflowIds[WORKFLOW], runs, 100_000);
	return executions.at(-1)!.status;
}

/** The guests for whom an update was asked. */
async function updated(): Promise<string[]> {
	const { punchh } = await sandboxState();
	return punchh.requests
		.filter(({ method, url }) => method === 'PATCH' && url === '/api2/dashboard/users')
		.map(({ body }) => (JSON.parse(body) as { email: string }).email);
}

test('the example updates every guest once, and a second run sends none who is done', async () => {
	await resetSandbox();
	const known = Array.from({ length: GUESTS }, (_, index) => index).filter(isKnown);
	await makeGuests(known);
	const lines = Array.from({ length: GUESTS }, (_, index) => `${email(index)},CRM-${index}`);
	const csv = ['email,crm_id', ...lines].join('\n');

	expect(await upload(csv, 1)).toBe('success');
	expect((await updated()).sort()).toEqual(known.map(email).sort());
	const { punchh } = await sandboxState();
	const ids = new Map(punchh.guests.map((guest) => [guest.email, guest.external_source_id]));
	for (const index of known) expect(ids.get(email(index))).toBe(`CRM-${index}`);

	// One of the unknown guests has signed up meanwhile.
	await makeGuests([100]);
	const calls = (await sandboxState()).punchh.requests.length;
	expect(await upload(csv, 2)).toBe('success');
	const after = await sandboxState();
	const later = after.punchh.requests.slice(calls);
	const unknown = GUESTS / 50;
	expect(later.filter(({ method }) => method === 'GET')).toHaveLength(unknown);
	expect(later.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	expect(await updated()).toHaveLength(known.length + 1);
});

test('no key and no token is in what n8n has stored of it', async () => {
	await expectNoSecretStored(client);
});
