import { callerHeader } from '../../playground/provision';
import type { PunchhState } from '../../sandbox/punchh/api/state';
import {
	backfillGuests,
	backfillRows,
	disturbances,
	REASONS,
	type BackfillRow,
} from '../harness/backfill';
import { expectNoSecretStored } from './secrets';
import { connect, control, resetSandbox, sandboxState, stack } from './stack';
import { runThroughWebhook } from './workflow';

const client = connect();

const WORKFLOW = 'backfill-external-ids';
const WITHIN_MS = 280_000;

/** With which Excel begins a CSV. */
const BOM = '\ufeff';

/** Hands the CSV to the form of the example, as its page does, and waits until the run has ended. */
async function upload(rows: BackfillRow[], runs: number): Promise<string> {
	const csv = ['email,crm_id', ...rows.map(({ email, crm }) => `${email},${crm}`)].join('\n');
	const form = new FormData();
	form.append('field-0', new Blob([BOM + csv], { type: 'text/csv' }), 'guests.csv');
	const url = stack.n8nUrl + stack.triggerPaths[WORKFLOW];
	const headers = callerHeader(stack.secrets);
	const response = await fetch(url, { method: 'POST', headers, body: form });
	expect(response.status).toBe(200);
	const ended = await client.waitForEnds(stack.workflowIds[WORKFLOW], runs, WITHIN_MS);
	return ended.at(-1)!.status;
}

const externalIds = ({ guests }: PunchhState) =>
	new Map(guests.map((guest) => [guest.email, guest.external_source_id]));

/** Emails of the guests for whom an update was asked, in the order of the calls. */
const updates = (requests: PunchhState['requests']) =>
	requests
		.filter(({ method }) => method === 'PATCH')
		.map(({ body }) => (JSON.parse(body) as { email: string }).email);

/** What the example's data table holds of the guests in a state: email -> reason. */
async function remembered(state: string, path: string): Promise<Map<string, string>> {
	const rows = {
		name: 'Rows',
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		parameters: {
			resource: 'row',
			operation: 'get',
			dataTableId: { __rl: true, mode: 'name', value: 'Punchh external IDs' },
			filters: { conditions: [{ keyName: 'state', condition: 'eq', keyValue: state }] },
			returnAll: true,
		},
	};
	const response = await runThroughWebhook(client, path, [rows], undefined, {});
	const found = (await response.json()) as Array<{ email: string; reason: string }>;
	return new Map(found.map(({ email, reason }) => [email, reason]));
}

test(
	'10,000 guests of a CSV, through 429s and cut connections; a second run sends none who is done',
	async () => {
		const rows = backfillRows(10_000);
		const of = (expected: BackfillRow['expected']) =>
			rows.filter((row) => row.expected === expected);
		await resetSandbox();
		await control('PATCH', '/knobs', { punchh: { keepRequests: 100_000 } });
		await control('POST', '/seed', { punchh: { guests: backfillGuests(rows) } });
		for (const rule of disturbances(0.004)) await control('POST', '/faults', rule);

		expect(await upload(rows, 1)).toBe('success');
		const { punchh } = await sandboxState();
		const ids = externalIds(punchh);
		const wrong = rows.filter(
			({ email, crm, expected }) =>
				(ids.get(email) ?? null) !== (expected === 'updated' ? crm : null),
		);
		expect(wrong).toEqual([]);
		expect(await remembered('failed', 'after-the-first-run')).toEqual(
			new Map(
				rows
					.filter(({ expected }) => expected !== 'updated')
					.map(({ email, expected }) => [email, REASONS[expected]]),
			),
		);

		// Meanwhile one of the unknown guests has signed up.
		const [late] = of('unknown');
		await control('DELETE', '/faults');
		await control('POST', '/seed', { punchh: { guests: [{ email: late.email }] } });
		expect(await upload(rows, 2)).toBe('success');
		const after = await sandboxState();
		const later = after.punchh.requests.slice(punchh.requests.length);
		const notDone = [late, ...of('taken')].map(({ email }) => email);
		expect(updates(later).sort()).toEqual(notDone.sort());
		expect(externalIds(after.punchh).get(late.email)).toBe(late.crm);
		const done = await remembered('done', 'after-the-second-run');
		// The table also has guests of other files.
		const doneOfThese = rows.filter(({ email }) => done.has(email));
		expect(doneOfThese).toHaveLength(of('updated').length + 1);
	},
	2 * WITHIN_MS,
);

test('no key and no token is in what n8n has stored of it', async () => {
	await expectNoSecretStored(client);
});
