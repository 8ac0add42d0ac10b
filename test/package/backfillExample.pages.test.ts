import type { IDataObject } from 'n8n-workflow';

import { readExample } from '../../playground/provision';
import { runCode, runCodeToItems } from '../harness/exampleCode';
import { A, B, doneRows, doneSoFar, EXAMPLE, noted, read, type Row } from './backfillExample.setup';

/** What the page says that asks, about a file and what was done before it. */
function checked(file: Row[], done: Row[] = []): IDataObject {
	const guests = read(...file.map(([email, id]) => ({ email, crm_id: id })));
	const others = { 'Guests in the file': guests, 'Done so far': doneSoFar(guests, doneRows(done)) };
	const left = runCode(EXAMPLE, 'Not done yet', [], others);
	// Without a guest n8n hands on one empty item.
	return runCode(EXAMPLE, 'Check the file', left.length > 0 ? left : [{}], others)[0];
}

describe('before anything is written, it is said', () => {
	test('how many are updated, and how many are done', () => {
		const file: Row[] = [
			[A, 'X'],
			[B, 'Y'],
		];
		expect(checked(file)).toMatchObject({ wanted: 2, same: 0 });
		expect(checked(file, [[A, 'X']])).toMatchObject({ wanted: 1, same: 1 });
		expect(checked(file, file)).toMatchObject({ wanted: 0, same: 2 });
		expect(checked(file).text).toMatch(/update.*2\.|punchh: 2\./i);
		expect(checked(file).text).toMatch(/No guest is in the file with two IDs, and no ID with two/);
		const long: Row[] = ['10', '20', '31'].map((end) => [`${end}@b.c`, `601234567890123${end}`]);
		expect(checked(long).text).toMatch(/No guest is in the file with two IDs, and no ID with two/);
	});

	test.each<[string, Row[], Row[], RegExp]>([
		[
			'the same guest has other IDs',
			[
				[A, 'X'],
				['A@Example.com', 'Y'],
			],
			[],
			/same guest with other IDs, 1 in the file; the last row counts: a@example\.com \(X, Y\)\./,
		],
		[
			'two guests have one ID',
			[
				[A, 'X'],
				[B, 'X'],
			],
			[],
			/same ID for two guests, 1 in .*: X \(a@example\.com, b@example\.com\)\./,
		],
		['a guest of an earlier file has the ID', [[B, 'X']], [[A, 'X']], /: X \(a@.*, b@.*\)\./],
		[
			'a guest had another ID in an earlier file, of which the profile goes along',
			[
				['A@example.com', 'Y'],
				[B, 'X'],
			],
			[
				[A, 'X'],
				[B, 'X'],
			],
			/earlier file, 1 in .*: a@example\.com \(X, Y\)\. In Braze, .* is merged .*: answer No/,
		],
		[
			'a row cannot be sent',
			[
				['', 'X'],
				[A, ''],
				[B, '4.47911E+11'],
			],
			[],
			/shortened: 3\./,
		],
		[
			'a spreadsheet has rounded long IDs',
			['1', '2', '3'].map((digit) => [`${digit}@b.c`, `60123456789012${digit}000`]),
			[],
			/more than 15 digits end with 0, 3 in the file: a spreadsheet has rounded them/,
		],
		[
			'it would be read as HTML',
			[
				['<img src=x>', 'X'],
				['<img src=x>', 'Y'],
			],
			[],
			/&lt;img src=x>/,
		],
	])('that %s', (_what, file, done, text) => {
		expect(checked(file, done).text).toMatch(text);
		expect(checked(file, done).text).toMatch(/Look at this first:\n/);
	});

	test('of a guest with two rows the last ID is the one that nobody else may have', () => {
		const { text } = checked([
			[A, 'X'],
			[A, 'Y'],
			[B, 'X'],
		]);
		expect(text).not.toMatch(/same ID/);
	});

	test('five examples of many, and how many more there are', () => {
		const rows = Array.from({ length: 9 }, (_, index): Row => [`g${index}@example.com`, 'N-A']);
		expect(checked(rows).text).toMatch(
			/N-A \(g0@example\.com, (g\d@example\.com, ){3}g4@.*, and 4 more\)/,
		);
	});

	test('what it causes in Braze', () => {
		expect(checked([[A, 'X']]).text).toMatch(/in Braze: .*merges.*cannot be undone.*data points/);
	});
});

/** Rows of the table that say that a guest was not updated. */
const failedRows = (...rows: Array<[id: number, email: string, crm: string, reason: string]>) =>
	rows.map(([id, email, external_source_id, reason]) => ({
		id,
		email,
		external_source_id,
		reason,
	}));

const WANTED = [
	{ email: 'A@example.com', crm_id: 'X' },
	{ email: '', crm_id: 'Y' },
	{ email: B, crm_id: 'Z' },
];

test('failures of the guests of a file are forgotten when they are tried again, those of others stay', () => {
	const table = failedRows(
		[1, A, 'OLD', ''],
		[2, 'c@example.com', 'X', ''],
		[3, '', 'Y', ''],
		[4, '', 'W', ''],
	);
	const forget = (rows: IDataObject[]) =>
		runCode(EXAMPLE, 'Failures of these guests', rows, { 'Not done yet': WANTED });
	expect(forget(table)).toEqual([{ id: 1 }, { id: 3 }]);
	expect(forget([{}])).toEqual([]);
});

test('guests who are done share a row of the table, each who is not has one', () => {
	const reason = 'User Not Found';
	expect(noted([WANTED[0], { ...WANTED[1], error: reason }, WANTED[2]])).toEqual([
		expect.objectContaining({ state: 'done', guests: `["A@example.com","X"]\n["${B}","Z"]` }),
		expect.objectContaining({ state: 'failed', email: '', external_source_id: 'Y', reason }),
	]);
	expect(noted([{ ...WANTED[0], error: reason }])).toHaveLength(1);
});

describe('how it went', () => {
	const loop = {
		'Not done yet': WANTED,
		'Loop over guests': noted([
			WANTED[0],
			{ ...WANTED[1], error: 'x' },
			{ ...WANTED[2], error: 'y' },
		]),
	};

	test('is counted, and the failures are a file that can be mended and uploaded', () => {
		const table = failedRows(
			[7, 'c@example.com', 'V', 'another file'],
			[8, '', 'Y', 'Parameter \'Email\', "missing"'],
			[9, B, 'Z', 'User <Not> Found'],
		);
		const [{ json, binary }] = runCodeToItems(EXAMPLE, 'How it went', table, loop);
		expect(json).toMatchObject({
			updated: 1,
			failed: 2,
			title: '1 of 3 guests were updated, 2 were not',
		});
		expect(json.reasons).toContain('• 1: User &lt;Not> Found');
		const { data, fileName, mimeType } = binary!.failures;
		expect({ fileName, mimeType }).toEqual({ fileName: 'not-updated.csv', mimeType: 'text/csv' });
		expect(Buffer.from(data, 'base64').toString()).toBe(
			'\ufeff"email","crm_id","reason"\r\n"","Y","Parameter \'Email\', ""missing"""\r\n"b@example.com","Z","User <Not> Found"\r\n',
		);
	});

	test('without failures there is no file, and guests who were not recorded are not called updated', () => {
		const [{ json, binary }] = runCodeToItems(EXAMPLE, 'How it went', [{}], {
			...loop,
			'Loop over guests': [...noted(WANTED.slice(0, 1)), ...noted(WANTED.slice(2))],
		});
		expect({ json, binary }).toMatchObject({ json: { updated: 2, failed: 0 }, binary: undefined });
	});
});

const { nodes, connections } = readExample(EXAMPLE);

const next = (name: string) =>
	connections[name]?.main.map((to) => (to ?? []).map(({ node }) => node));

describe('the pages', () => {
	const pages = nodes.filter(({ type }) => type === 'n8n-nodes-base.form');

	test('who says nothing for an hour has said no, and no run waits for ever', () => {
		expect(pages.length).toBeGreaterThan(3);
		for (const { parameters } of pages) {
			expect(parameters).toMatchObject({
				limitWaitTime: true,
				resumeAmount: 1,
				resumeUnit: 'hours',
			});
		}
		expect(next('Update them?')).toEqual([['Yes?']]);
		expect(next('Yes?')).toEqual([['The file again'], ['Nothing was changed']]);
		expect(next('The file again')).toEqual([['Update the guests']]);
	});

	test('a run with failures, or with a file that cannot be used, ends as failed', () => {
		for (const page of ['Counts and failures', 'The file cannot be used']) {
			const [[after]] = next(page)!;
			expect(nodes.find(({ name }) => name === after)!.type).toBe('n8n-nodes-base.stopAndError');
		}
		expect(next('Failures?')).toEqual([['Counts and failures'], ['All done']]);
		expect(next('Look into the file')).toEqual([['Anything to do?'], ['The file cannot be used']]);
	});
});
