import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

import { callerCredential } from '../../playground/provision';
import type { PunchhState } from '../../sandbox/punchh/api/state';
import {
	backfillGuests,
	backfillRows,
	disturbances,
	REASONS,
	type BackfillRow,
} from '../harness/backfill';
import { downloadOf } from '../harness/formRun';
import { startBrowser } from './browser';
import { DataTable } from './dataTable';
import { expectNoSecretStored } from './secrets';
import { connect, control, resetSandbox, sandboxState, stack, handIn } from './stack';

const client = connect();

const WORKFLOW = 'backfill-external-ids';
const WITHIN_MS = 280_000;

/** With which Excel begins a CSV. */
const BOM = '\ufeff';

const YES = 'Yes, update them';
const NO = 'No, change nothing';

/** What the example's pages say, how the runs ended that n8n keeps, and the file that the last page hands out. */
interface Outcome {
	asked: string;
	told: string;
	kept: string[];
	failures: string | undefined;
}

/** Hands a CSV to the form of the example, answers its question, and waits until the run has ended. */
async function upload(csv: string, answer = YES): Promise<Outcome> {
	let asked = '';
	let told = '';
	const goThrough = async () => {
		const run = await handIn(WORKFLOW, BOM + csv);
		asked = await run.page();
		const isLast = !asked.includes('What this file would do');
		if (!isLast) await run.answer(answer);
		told = isLast ? asked : await run.page(WITHIN_MS);
		await run.leave();
	};
	const kept = await client.keptAfter(stack.workflowIds[WORKFLOW], goThrough, WITHIN_MS);
	return { asked, told, kept: kept.map(({ status }) => status), failures: downloadOf(told) };
}

const csvOf = (rows: BackfillRow[]) =>
	['email,crm_id', ...rows.map(({ email, crm }) => `${email},${crm}`)].join('\n');

const externalIds = ({ guests }: PunchhState) =>
	new Map(guests.map((guest) => [guest.email, guest.external_source_id]));

/** Emails of the guests for whom an update was asked, in the order of the calls. */
const updates = (requests: PunchhState['requests']) =>
	requests
		.filter(({ method }) => method === 'PATCH')
		.map(({ body }) => (JSON.parse(body) as { email: string }).email);

const table = new DataTable(client, 'Punchh external IDs');

/** What the example's data table holds of guests in a state. */
const remembered = async (wanted: 'done' | 'failed') =>
	(await table.rows<Record<string, string>>()).filter(({ state }) => state === wanted);

/** Why guests were not updated: email -> reason. */
const failures = async () =>
	new Map((await remembered('failed')).map(({ email, reason }) => [email, reason]));

/** The guests who are done: email -> external ID. */
const doneGuests = async () =>
	new Map(
		(await remembered('done'))
			.flatMap(({ guests }) => guests.split('\n'))
			.map((line) => JSON.parse(line) as [string, string]),
	);

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

		const first = await upload(csvOf(rows));
		expect(first.asked).toContain('Guests who get an external ID in Punchh: 10000.');
		expect(first.told).toContain('9700 of 10000 guests were updated, 300 were not');
		expect(first.told).toContain('200: User Not Found');
		expect(first.kept).toEqual(['error']);
		expect(first.failures!.trim().split('\r\n')).toHaveLength(1 + 300);
		const { punchh } = await sandboxState();
		const ids = externalIds(punchh);
		const wrong = rows.filter(
			({ email, crm, expected }) =>
				(ids.get(email) ?? null) !== (expected === 'updated' ? crm : null),
		);
		expect(wrong).toEqual([]);
		expect(await failures()).toEqual(
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
		const second = await upload(csvOf(rows));
		expect(second.asked).toContain('from an earlier run: 9700;');
		expect(second.told).toContain('1 of 300 guests were updated, 299 were not');
		const after = await sandboxState();
		const later = after.punchh.requests.slice(punchh.requests.length);
		const notDone = [late, ...of('taken')].map(({ email }) => email);
		expect(updates(later).sort()).toEqual(notDone.sort());
		expect(externalIds(after.punchh).get(late.email)).toBe(late.crm);
		const done = await doneGuests();
		// The table also has guests of other files.
		const doneOfThese = rows.filter(({ email }) => done.has(email));
		expect(doneOfThese).toHaveLength(of('updated').length + 1);
	},
	2 * WITHIN_MS,
);

describe('a CSV as other programs write it', () => {
	const mara = 'mara.lind@example.com';
	const jo = 'jo.park@example.com';

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
		const { asked, kept } = await upload(csv);
		expect(asked).toMatch(/shortened: 2\. They will be among the failures/);
		expect(kept).toEqual(['error']);
		const ids = externalIds((await sandboxState()).punchh);
		expect([ids.get(mara), ids.get(jo) ?? null]).toEqual([long, null]);
		expect((await doneGuests()).get(mara)).toBe(long);
		const failed = [...(await failures())];
		// The table also has guests of other files.
		const ofThese = failed.filter(([email]) => email === '' || csv.includes(email));
		expect(Object.fromEntries(ofThese)).toEqual({
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
	])(
		'nothing is sent if %s; the page says so, and the execution fails',
		async (_what, csv, why) => {
			const { told, kept } = await upload(csv);
			expect(told).toMatch(why);
			expect(kept).toEqual(['error', 'error']);
			expect(told).toContain('Nothing was changed');
			expect(updates((await sandboxState()).punchh.requests)).toEqual([]);
		},
	);

	test('who says no has changed nothing, and a file that is done asks nothing', async () => {
		const no = await upload(`email,crm_id\n${mara},CRM-NO`, NO);
		expect(no).toMatchObject({ kept: [], failures: undefined });
		expect(no.told).toContain('Nothing was changed');
		expect(updates((await sandboxState()).punchh.requests)).toEqual([]);
		const yes = await upload(`email,crm_id\n${mara},CRM-YES`);
		expect(yes).toMatchObject({ kept: [], failures: undefined });
		expect(yes.told).toContain('Guests who have their external ID now: 1');
		const again = await upload(`email,crm_id\n${mara},CRM-YES`);
		expect(again.told).toContain('All 1 guests of this file');
		expect(updates((await sandboxState()).punchh.requests)).toEqual([mara]);
	});

	test('failures of other files stay', async () => {
		await upload('email,crm_id\none@example.com,CRM-11\ntwo@example.com,CRM-12');
		await upload('email,crm_id\ntwo@example.com,CRM-13');
		expect([...(await failures()).keys()]).toEqual(
			expect.arrayContaining(['one@example.com', 'two@example.com']),
		);
	});
});

let browser: Browser | undefined;
afterAll(async () => await browser?.close());

test(
	'in a browser: it shows what looks wrong, asks, and hands out the failures',
	async () => {
		await resetSandbox();
		// Guests and IDs of their own: the table has those of the other files.
		const guests = ['own.one@example.com', 'own.two@example.com'];
		await control('POST', '/seed', { punchh: { guests: guests.map((email) => ({ email })) } });
		browser = await startBrowser();
		const { user: username, password } = callerCredential(stack.secrets);
		const page = await browser.newPage({ httpCredentials: { username, password } });
		// The table has 10,000 rows of the other file, and n8n's page asks less and less often.
		page.setDefaultTimeout(WITHIN_MS / 2);
		await page.goto(stack.n8nUrl + stack.triggerPaths[WORKFLOW]);
		const rows = [...guests.map((email) => `${email},OWN-8`), 'no@example.com,OWN-9'];
		await page.locator('input[type=file]').setInputFiles({
			name: 'guests.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(['email,crm_id', ...rows].join('\n')),
		});
		await page.locator('#submit-btn').click();
		await page.getByText(`OWN-8 (${guests.join(', ')})`).waitFor();
		await page.getByText('cannot be undone').waitFor();
		await page.locator('select').selectOption({ label: YES });
		const downloading = page.waitForEvent('download');
		await page.locator('#submit-btn').click();
		const download = await downloading;
		expect(download.suggestedFilename()).toBe('not-updated.csv');
		expect(readFileSync(await download.path(), 'utf8')).toContain(
			'"no@example.com","OWN-9","User Not Found"',
		);
		await page.getByText(/of 3 guests were updated/).waitFor();
	},
	WITHIN_MS,
);

test('no key and no token is in what n8n has stored of it', async () => {
	await expectNoSecretStored(client);
});
