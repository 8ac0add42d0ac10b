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

/** Hands the guests to the form of the example, and waits until the run has ended. */
async function upload(rows: BackfillRow[], runs: number): Promise<string> {
	const lines = rows.map(({ email, crm }) => `${email},${crm}`);
	return await uploadCsv(['email,crm_id', ...lines].join('\n'), runs);
}

/** Hands a CSV to the form of the example, as its page does, and waits until that many runs have ended. */
async function uploadCsv(csv: string, runs: number): Promise<string> {
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

describe('a CSV as other programs write it', () => {
	const mara = 'mara.lind@example.com';
	const jo = 'jo.park@example.com';

	/** Uploads a CSV beside what was there before. @returns how the run ended, and why if it failed */
	async function run(csv: string): Promise<{ status: string; why: string | undefined }> {
		const { length } = await client.listExecutions(stack.workflowIds[WORKFLOW]);
		await uploadCsv(csv, length + 1);
		const ended = await client.waitForExecutions(stack.workflowIds[WORKFLOW], length + 1);
		const { status, data } = ended.at(-1)!;
		return { status, why: data.resultData.error?.message };
	}

	beforeEach(resetSandbox);

	test('columns with any name do not get in the way, and a guest without an address is nobody', async () => {
		const long = '90071992547409931234';
		const csv = [
			'E-Mail Address,error,details,message,reason,a column.with dots,External ID',
			`${mara},E17,none,hello,because,1,${long}`,
			',,,,,,CRM-2',
			'nobody@example.com,,,,,,CRM-3',
			`${jo},0,,,,,4.47911E+11`,
		].join('\r\n');
		expect(await run(csv)).toEqual({ status: 'success', why: undefined });
		const ids = externalIds((await sandboxState()).punchh);
		expect([ids.get(mara), ids.get(jo) ?? null]).toEqual([long, null]);
		expect((await remembered('done', 'done-of-odd-columns')).get(mara)).toBe('');
		const failed = await remembered('failed', 'failed-of-odd-columns');
		expect(Object.fromEntries(failed)).toEqual({
			'': expect.stringContaining('Email'),
			'nobody@example.com': 'User Not Found',
			[jo]: expect.stringContaining('4.47911E+11'),
		});
	});

	test.each<[string, string, RegExp]>([
		['a column is missing', `email,name\n${mara},Mara`, /no column 'crm_id' with values/],
		['semicolons separate the columns', `email;crm_id\n${mara};CRM-1`, /option 'Delimiter'/],
		['there is no row', 'email,crm_id', /It has no rows/],
		['a row is broken', `email,crm_id\n${mara},CRM-1\n${jo},CRM-2,more`, /line 3/],
	])('nothing is sent if %s, and the execution says so', async (_what, csv, why) => {
		const { status, why: said } = await run(csv);
		expect({ status, said }).toEqual({ status: 'error', said: expect.stringMatching(why) });
		expect(updates((await sandboxState()).punchh.requests)).toEqual([]);
	});
});

test('no key and no token is in what n8n has stored of it', async () => {
	await expectNoSecretStored(client);
});
