import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { readExample } from '../../playground/provision';
import { runCode } from '../harness/exampleCode';
import { readCsv } from '../harness/exampleCsv';
import { JO, MARA, usePunchhSandbox } from '../harness/punchh';
import {
	A,
	B,
	doneRows,
	doneSoFar,
	EXAMPLE,
	noted,
	read,
	readFile,
	type Row,
} from './backfillExample.setup';

/** The rows of a file that are sent, after others were done; the table may give those in any order. */
function sent(file: Row[], done: Row[]): unknown[] {
	const guests = read(...file.map(([email, id]) => ({ email, crm_id: id })));
	const table = doneRows(...done.map((row) => [row]));
	const others = { 'Guests in the file': guests, 'Done so far': doneSoFar(guests, table) };
	return runCode(EXAMPLE, 'Not done yet', [], others).map(({ email, crm_id }) => [email, crm_id]);
}

test.each<[string, Row[], Row[], Row[]]>([
	['who is done', [[A, 'X']], [[A, 'X']], []],
	['who is done, and whose ID looks like a number', [[A, 7]], [[A, '7']], []],
	['who gets another ID', [[A, 'Y']], [[A, 'X']], [[A, 'Y']]],
	[
		'who gets back an earlier ID',
		[[A, 'X']],
		[
			[A, 'X'],
			[A, 'Y'],
		],
		[[A, 'X']],
	],
	[
		'with two rows',
		[
			[A, 'X'],
			['A@example.com ', 'Y'],
		],
		[],
		[['A@example.com', 'Y']],
	],
	[
		'with two rows, in a file that was sent before',
		[
			[A, 'X'],
			[A, 'Y'],
		],
		[[A, 'Y']],
		[],
	],
	[
		'without an address is nobody else, also if there are several',
		[
			['', 'X'],
			[A, 'Z'],
			[' ', 'Y'],
		],
		[],
		[
			['', 'X'],
			[A, 'Z'],
			['', 'Y'],
		],
	],
])('Backfill external IDs: a guest %s', (_who, file, done, expected) => {
	expect(sent(file, done)).toEqual(expected);
});

test('Backfill external IDs: who may have got another ID since is not done', () => {
	const guests = read({ email: A, crm_id: 'X' }, { email: B, crm_id: 'Y' });
	const done = doneRows([
		[A, 'X'],
		[B, 'Y'],
	]);
	const [failed] = noted([{ email: A.toUpperCase(), crm_id: 'Z', error: 'Punchh did not answer' }]);
	const left = (table: IDataObject[]) =>
		runCode(EXAMPLE, 'Not done yet', [], {
			'Guests in the file': guests,
			'Done so far': doneSoFar(guests, table),
		});
	expect(left([{ ...failed, id: 5 }, ...done])).toEqual([{ email: A, crm_id: 'X' }]);
	expect(left([...done.map((row) => ({ ...row, id: 6 })), { ...failed, id: 5 }])).toEqual([]);
});

describe('the columns of the CSV', () => {
	test.each<[email: string, id: string]>([
		['email', 'crm_id'],
		['\ufeffemail', 'crm_id'],
		['E-Mail', 'CRM ID'],
		['Email Address', 'External ID'],
		['guest.email', 'external_source_id'],
		['EMAIL_ADDRESS', 'Customer-ID'],
		['mail', 'externalUserId'],
	])('%j and %j are recognized', (email, id) => {
		expect(read({ [email]: ` ${A} `, [id]: '00917 ' })).toEqual([{ email: A, crm_id: '00917' }]);
	});

	test('others may have any name, and do not go on', () => {
		const others = {
			error: 'E17',
			details: 'none',
			message: 'hello',
			reason: 'x',
			state: 'done',
			'': '1',
			'a column.with dots': '2',
			'user.id': '3',
			json: '4',
			pairedItem: '5',
			constructor: '6',
		};
		expect(read({ ...others, email: A, crm_id: 'X' })).toEqual([{ email: A, crm_id: 'X' }]);
	});

	test('a name that is exactly right wins over one that could be meant', () => {
		const row = { 'E-Mail': 'b@example.com', email: A, customer_id: '1', crm_id: 'X' };
		expect(read(row)).toEqual([{ email: A, crm_id: 'X' }]);
	});

	test('they are known from all rows, because empty cells are left out', () => {
		expect(read({ email: A }, { crm_id: 'X' })).toEqual([
			{ email: A, crm_id: '' },
			{ email: '', crm_id: 'X' },
		]);
	});

	test.each<[string, IDataObject, string]>([
		[
			'one is missing',
			{ Name: 'Mara', email: A },
			"Nothing was sent: the file has no column 'crm_id' with values. It has values in 'Name', 'email'.",
		],
		[
			'there is no row',
			{},
			"Nothing was sent: the file has no column 'email' with values. It has no rows.",
		],
		[
			'two could be meant',
			{ email: A, 'External ID': '1', customer_id: '2' },
			"Nothing was sent: which column is 'crm_id': 'External ID', 'customer_id'? Give only one of them that name.",
		],
		[
			'semicolons separate them',
			{ 'email;crm_id': `${A};X` },
			"Nothing was sent: the file has no column 'email' with values. It has values in 'email;crm_id'. Its columns are separated by ';': add the option 'Delimiter' to 'Read CSV'.",
		],
		[
			'tabs separate them',
			{ 'email\tcrm_id': `${A}\tX` },
			"Nothing was sent: the file has no column 'email' with values. It has values in 'email\tcrm_id'. Its columns are separated by '\\t': add the option 'Delimiter' to 'Read CSV'.",
		],
	])('it is said if %s', (_what, row, message) => {
		expect(() => read(row)).toThrow(new Error(message));
	});

	test('it is said if a row is broken', () => {
		const error = 'Invalid Record Length: expect 2, got 3 on line 3';
		expect(() => readCsv(EXAMPLE, 'email,crm_id\na@b.c,X\nd@e.f,Y,more')).toThrow(error);
		expect(() => runCode(EXAMPLE, 'Guests in the file', [{ error }])).toThrow(
			new Error(`Nothing was sent: the file cannot be read. ${error}`),
		);
	});

	test.each([
		['email,crm_id,crm_id\na@b.c,X,Y', "which column is 'crm_id': 'crm_id', 'crm_id'?"],
		['email,email,crm_id\na@b.c,d@e.f,X', "which column is 'email': 'email', 'email'?"],
		['E-Mail,E-Mail,crm_id\na@b.c,d@e.f,X', "which column is 'email': 'E-Mail', 'E-Mail'?"],
	])('two with the same name are not the last of them: %j', (file, message) => {
		expect(() => readFile(file)).toThrow(message);
	});

	test('one of the same name that is empty is no other one, nor those without a name, nor is an empty row a guest', () => {
		const file = 'email,crm_id,crm_id,,\na@b.c,X,,1,2\n,,,,\n';
		expect(readFile(file)).toEqual([{ email: 'a@b.c', crm_id: 'X' }]);
	});

	test('a file that is not in UTF-8 is refused: two IDs would be the same', () => {
		const file = 'email,crm_id\na@b.c,1\na@b.c,BÄR\nd@e.f,BÖR';
		expect(readFile(file)).toHaveLength(3);
		expect(() => readFile(Buffer.from(file, 'latin1'))).toThrow(
			'Nothing was sent: row 2 has characters that cannot be read',
		);
	});

	test('two files, one below the other, are refused: the columns of the second may be in another order', () => {
		const file = 'email,crm_id\na@b.c,1\nCRM ID,E-Mail\n2,d@e.f';
		expect(() => readFile(file)).toThrow('Nothing was sent: row 2 is a header');
	});
});

describe('rows that cannot be sent', () => {
	const punchh = usePunchhSandbox();
	const update = readExample(EXAMPLE).nodes.find(({ name }) => name === 'Update external ID')!;

	test('have their reason, and nobody gets the ID of another', async () => {
		const long = '90071992547409931234';
		const items = read(
			{ email: MARA.email, crm_id: long, error: 'E17', message: 'hello', details: '{}' },
			{ crm_id: 'CRM-2' },
			{ email: JO.email },
			{ email: JO.email, crm_id: '4.47911E+11' },
			{ email: JO.email, crm_id: 'null' },
		);
		const { items: out } = await punchh.run({
			parameters: update.parameters as INodeParameters,
			items,
			onError: 'continueRegularOutput',
		});
		expect(out.map(({ json }) => json.external_source_id ?? json.error)).toEqual([
			long,
			expect.stringContaining("'Email'"),
			expect.stringContaining("'External Source ID'"),
			expect.stringContaining('4.47911E+11'),
			expect.stringContaining("'null'"),
		]);
		expect(punchh.sandbox.punchh.findByEmail(JO.email)?.external_source_id ?? null).toBeNull();
	});
});
