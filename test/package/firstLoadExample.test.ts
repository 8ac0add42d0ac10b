import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { forgetAllGuests } from '../../nodes/Braze/identity/memory/workspaces';
import { readExample } from '../../playground/provision';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runCode } from '../harness/exampleCode';
import { csvOf, readCsv } from '../harness/exampleCsv';
import { jumpingClock } from '../harness/jumpingClock';
import { sandboxCredentials } from '../harness/punchhEvents';
import { passThrough, runChain } from '../harness/runChain';

const EXAMPLE = 'first-load-of-guests';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterAll(async () => await sandbox.close());

jumpingClock();

/** What is read of a CSV. */
const read = (file: string | Buffer) => runCode(EXAMPLE, 'Guests', readCsv(EXAMPLE, file));

/**
 * Runs the Braze nodes of the example for the rows of a CSV, as n8n does after its Code node.
 *
 * @param remake what a node that its user has put before them makes of the guests, as items that n8n links
 *   by their places
 */
async function load(
	rows: IDataObject[],
	options: INodeParameters = {},
	remake = (guests: IDataObject[]) => guests,
): Promise<string[]> {
	const { nodes } = readExample(EXAMPLE);
	const named = (name: string): INode => nodes.find((node) => node.name === name)!;
	const link = named('Link').parameters;
	const parameters = { ...link, options: { ...(link.options as INodeParameters), ...options } };
	const braze = [{ ...named('Link'), parameters }, named('Write the profile')];
	const items = read(csvOf(rows));
	const outputs = await runChain({
		nodes: [passThrough('Guests'), passThrough('Remade'), ...braze],
		items,
		remade: { Remade: remake(items) },
		credentials: sandboxCredentials(sandbox),
	});
	return braze.flatMap(({ name }) =>
		(outputs[name]?.[1] ?? []).map(({ json }) => String(json.error)),
	);
}

const held = () =>
	sandbox.braze.profiles.map(({ external_id: id, user_aliases: aliases, attributes }) => [
		id,
		aliases.map(({ alias_name: name }) => name).join(),
		attributes,
	]);

test('each guest is one profile with what the file says', async () => {
	sandbox.braze.seed({
		profiles: [{ external_id: 'CRM-2', attributes: { first_name: 'Jo', last_name: 'Park' } }],
	});
	const rows = [
		{ user_id: '1', crm_id: ' CRM-1 ', first_name: 'Mara', email: 'm@a.b', email_opt_in: 'FALSE' },
		{ user_id: '2', crm_id: 'CRM-2', first_name: 'Joe', last_name: '' },
		{ user_id: '3', crm_id: 'CRM-3' },
	];
	for (let again = 0; again < 2; again++) {
		expect(await load(rows)).toEqual([]);
		expect(held()).toEqual([
			['CRM-2', '2', { first_name: 'Joe', last_name: 'Park', punchh_user_id: 2 }],
			[
				'CRM-1',
				'1',
				{ first_name: 'Mara', email: 'm@a.b', email_subscribe: 'unsubscribed', punchh_user_id: 1 },
			],
			['CRM-3', '3', { punchh_user_id: 3 }],
		]);
	}
});

test.each([
	["another guest's in Braze", 'CRM-1', 'is the external ID of another guest'],
	['none', 'N/A', 'because it means that there is none'],
])('nothing of a row is written whose external ID is %s', async (_what, id, reason) => {
	const mara = { user_id: '1', crm_id: 'CRM-1', first_name: 'Mara' };
	await load([mara]);
	forgetAllGuests();
	const before = held();
	const refused = { user_id: '2', crm_id: id, first_name: 'Jo' };
	expect(await load([refused])).toEqual([expect.stringContaining(reason)]);
	expect(held()).toEqual(before);
});

test('a file in which the external IDs are a row too low is refused, and no profile is touched', async () => {
	const people = ['Mara Lindqvist', 'Ben Okafor', 'Jo Park'].map((name) => name.split(' '));
	const person = ([first_name, last_name]: string[]) => {
		return { first_name, last_name, email: `${first_name}@example.com`.toLowerCase() };
	};
	const profiles = people.map((names, at) => {
		return { external_id: `CRM-${at}`, attributes: person(names) };
	});
	sandbox.braze.seed({ profiles });
	const before = held();
	const rows = people.map((names, at) => {
		return { user_id: `${at + 1}`, crm_id: `CRM-${(at + 2) % 3}`, ...person(names) };
	});
	const problems = await load(rows);
	expect(problems.map((one) => /CRM-\d seems to be another person/.test(one))).toEqual([
		true,
		true,
		true,
	]);
	expect(held()).toEqual(before);
	const right = rows.map((row, at) => ({ ...row, crm_id: `CRM-${at}` }));
	expect(await load(right)).toEqual([]);
	expect(held().map(([id, alias]) => [id, alias])).toEqual(
		people.map((_, at) => [`CRM-${at}`, `${at + 1}`]),
	);
});

test("a guest without an external ID gets no profile and no name; the adapter's is linked", async () => {
	sandbox.braze.seed({ profiles: [{ external_id: '1', attributes: { visits: 3 } }] });
	const rows = ['1', '2'].map((user_id) => ({ user_id, crm_id: '', first_name: 'Jo' }));
	const refused = await load(rows, { adapterProfiles: true });
	expect(refused).toEqual(Array(2).fill(expect.stringContaining("'external_id'")));
	expect(held()).toEqual([['1', '1', { visits: 3, punchh_user_id: 1 }]]);
});

describe('a node before it whose items n8n links by their places', () => {
	const guest = (id: string) => ({
		...{ user_id: id, crm_id: `CRM-${id}`, first_name: `Name ${id}` },
		...{ email: `g${id}@a.b`, email_opt_in: 'true' },
	});
	const rows = ['1', '2', '3'].map(guest);

	test.each<[string, (guests: IDataObject[]) => IDataObject[]]>([
		['has another order', (guests) => [guests[2], guests[1], guests[0]]],
		['lets one through', (guests) => [guests[2]]],
	])('%s: nobody gets the values of another guest', async (_what, remake) => {
		const refused = await load(rows, {}, remake);
		expect(refused).toContainEqual(expect.stringContaining("'external_id'"));
		for (const [id, , attributes] of held()) {
			const { first_name = 'none' } = attributes as IDataObject;
			expect([`Name ${String(id).slice(-1)}`, 'none']).toContain(first_name);
		}
	});

	test('puts something before the external ID: each guest is written to the profile with that', async () => {
		const remake = (guests: IDataObject[]) =>
			guests.map((one) => ({ ...one, crm_id: `X-${String(one.crm_id)}` }));
		expect(await load(rows, {}, remake)).toEqual([]);
		expect(held()).toEqual(
			['1', '2', '3'].map((id) => [
				...[`X-CRM-${id}`, id],
				{ first_name: `Name ${id}`, email: `g${id}@a.b`, punchh_user_id: Number(id) },
			]),
		);
	});
});

test('marks that nobody sees are no part of an ID', async () => {
	const rows = [{ user_id: '\u200b1', crm_id: 'CRM-1\u200b', first_name: 'Mara' }];
	expect(await load(rows)).toEqual([]);
	expect(held()).toEqual([['CRM-1', '1', { first_name: 'Mara', punchh_user_id: 1 }]]);
	const twice = [...rows, { user_id: '2', crm_id: 'CRM-1' }];
	expect(() => read(csvOf(twice))).toThrow('row 2: another row has the crm_id CRM-1');
});

describe('the file', () => {
	const MARA = { user_id: '1', crm_id: 'CRM-1' };
	const attributesOf = (row: IDataObject) => read(csvOf([{ ...MARA, ...row }]))[0].attributes;

	test('columns are recognized in any order, and rows of empty cells are no guests', () => {
		const file =
			'\ufeffE-Mail,External ID,,Email Opt-In,First Name,User ID,Last Name\r\n' +
			'm@a.b,CRM-1,x,Yes,"Ma\nra",1,Lind\r\n,,,,,,\r\n,,,,,,\r\n';
		const attributes = { first_name: 'Ma\nra', last_name: 'Lind', email: 'm@a.b' };
		const guest = { user_id: '1', crm_id: 'CRM-1', person: attributes, attributes };
		expect(read(file)).toEqual([guest]);
	});

	test.each([
		['user_id,crm_id,user_id\n1,CRM-1,2', "which column is 'user_id': 'user_id', 'user_id'?"],
		['user_id,crm_id,punchh_user_id\n1,CRM-1,2', "which column is 'user_id': 'user_id', 'punchh"],
		['User ID,CRM ID,punchh_user_id\n1,CRM-1,2', "which column is 'user_id': 'User ID', 'punchh"],
		['user_id;crm_id\n1;CRM-1', "the file has no column 'user_id'. It has 'user_id;crm_id'"],
		['user_id,name\n1,Mara', "the file has no column 'crm_id'. It has 'user_id', 'name'"],
		['user_id,crm_id,email_opt_in\n1,CRM-1,WAHR', "row 1: the email_opt_in 'WAHR' is neither"],
		['user_id,crm_id\n1,"4,47911E+11"', 'row 1: a spreadsheet has shortened the crm_id'],
		['user_id,crm_id', 'The file has no rows'],
		['', "the file has no column 'user_id'. It has none."],
		[
			'user_id,crm_id\n1,6012345678901230\n2,6012345678901240\n3,6012345678901250',
			'all 3 long IDs in crm_id end with 0',
		],
		['user_id,crm_id\n1,CRM-1\n2,CRM-1', 'row 2: another row has the crm_id CRM-1'],
		['user_id,crm_id\n1,CRM-1\nCRM_ID,User ID\n9,2', 'row 2: it is a header'],
	])('%j is refused as a whole', (file, message) => {
		expect(() => read(file)).toThrow(`Nothing was written`);
		expect(() => read(file)).toThrow(message);
	});

	test('one that is not in UTF-8 is refused: it would spoil names and IDs', () => {
		const file = 'user_id,crm_id,first_name\n1,CRM-1,Jörg';
		expect(read(file)).toMatchObject([{ attributes: { first_name: 'Jörg' } }]);
		expect(() => read(Buffer.from(file, 'latin1'))).toThrow('row 1: it has characters that cannot');
	});

	const UNSUBSCRIBED = { email_subscribe: 'unsubscribed' };
	test.each<[string, string, IDataObject]>([
		['m@a.b', 'TRUE', { email: 'm@a.b' }],
		['m@a.b', '1', { email: 'm@a.b' }],
		[' m@a.b ', 'y', { email: 'm@a.b' }],
		['m@a.b', 'No', { email: 'm@a.b', ...UNSUBSCRIBED }],
		['m@a.b', '0', { email: 'm@a.b', ...UNSUBSCRIBED }],
		['m@a.b', '', {}],
		['', 'false', UNSUBSCRIBED],
		['', 'true', {}],
		['deactivated-m@a.b', 'true', UNSUBSCRIBED],
		['Deactivated-m@a.b', '', UNSUBSCRIBED],
		['1@archive.com', 'true', {}],
		['1@archive.com', 'false', UNSUBSCRIBED],
		['none@mail.invalid', 'true', {}],
	])('the address %j with the opt-in %j', (email, email_opt_in, expected) => {
		expect(attributesOf({ email, email_opt_in })).toEqual(expected);
	});
});
