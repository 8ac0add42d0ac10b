import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../sandbox';
import { PUNCHH_KEYS } from '../../sandbox/seed';
import { runNode, type NodeRun } from '../harness/runNode';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const punchh = async (
	run: Pick<NodeRun, 'items' | 'parameters'> & Partial<NodeRun>,
	keys: Partial<Record<keyof typeof PUNCHH_KEYS, string>> = {},
) => {
	const { admin, client, secret } = { ...PUNCHH_KEYS, ...keys };
	const baseUrl = `${sandbox.punchhUrl}/`;
	return await runNode({
		node: 'punchh',
		credentials: {
			punchhApi: { baseUrl, apiKey: admin },
			punchhMobileApi: { baseUrl, client, secret },
		},
		...run,
	});
};

const PASSWORD = 'correct-horse-battery';
const ada = {
	email: 'ada@example.com',
	first: 'Zoë',
	last: 'Berg',
	crm: 'CRM-1',
	password: PASSWORD,
};

const signUp = (api: string) => ({
	resource: 'guest',
	operation: 'signUp',
	signUpApi: api,
	email: '={{ $json.email }}',
	password: '={{ $json.password }}',
	firstName: '={{ $json.first }}',
	lastName: '={{ $json.last }}',
	additionalFields: {
		external_source: 'customer_id',
		external_source_id: '={{ $json.crm }}',
		phone: '',
	},
});

describe.each(['mobile', 'sso'])('Guest > Sign Up by %s', (api) => {
	test('makes the guest with its external ID; no password, no token in the output', async () => {
		const { items, error, run } = await punchh({ parameters: signUp(api), items: [ada] });
		expect(error).toBeUndefined();
		const guest = sandbox.punchh.findByEmail(ada.email)!;
		expect(guest).toMatchObject({
			first_name: 'Zoë',
			external_source_id: 'CRM-1',
			password: PASSWORD,
		});
		expect(items[0].json).toMatchObject({ user_id: guest.user_id, external_source_id: 'CRM-1' });
		expect(items[0].pairedItem).toEqual({ item: 0 });
		const output = JSON.stringify(run.data.resultData.runData.Subject);
		const tokens = [guest.access_token, guest.authentication_token].filter((token) =>
			sandbox.punchh.requests[0].answer.includes(token),
		);
		for (const secret of [PASSWORD, ...tokens]) expect(output).not.toContain(secret);
		expect(items[0].json).not.toHaveProperty('access_token');
		expect(items[0].json).not.toHaveProperty('authentication_token');
	});

	test.each([
		[
			'the e-mail is taken',
			{ ...ada, email: 'mara.lind@example.com' },
			{},
			'Email has already been taken',
			/'Email'/,
		],
		['the client is wrong', ada, { client: 'nobody' }, 'Client ID is incorrect', /'Client ID'/],
		['the secret is wrong', ada, { secret: 'wrong-secret' }, /[Ss]ignature/, /'Client Secret'/],
		['the password is short', { ...ada, password: 'short' }, {}, /too short/, /'Password'/],
	])(
		'%s: said in the words of Punchh, with what to change',
		async (_what, item, keys, message, hint) => {
			const { error } = await punchh({ parameters: signUp(api), items: [item] }, keys);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(hint);
			expect(error?.description).toMatch(/Punchh request ID: [0-9a-f-]{36}/);
			expect(error?.context).toMatchObject({ itemIndex: 0 });
		},
	);

	test('an empty field is named and nothing is sent', async () => {
		const { error } = await punchh({ parameters: signUp(api), items: [{ ...ada, first: '' }] });
		expect(error?.message).toBe("'First Name' is empty");
		expect(sandbox.punchh.requests).toEqual([]);
	});
});

test('each guest signs up from a device of its own', async () => {
	const items = [ada, { ...ada, email: 'b@example.com', crm: 'CRM-2' }];
	const { items: output } = await punchh({ parameters: signUp('mobile'), items });
	expect(output).toHaveLength(2);
	expect(sandbox.punchh.guests).toHaveLength(5);
});

test('one bad guest among three leaves through the error output', async () => {
	const items = [
		ada,
		{ ...ada, email: 'mara.lind@example.com' },
		{ ...ada, email: 'c@example.com', crm: 'C' },
	];
	const result = await punchh({
		parameters: signUp('mobile'),
		items,
		onError: 'continueErrorOutput',
	});
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(result.errors).toHaveLength(1);
	expect(result.errors[0].json).toMatchObject({ error: 'Email has already been taken' });
});

describe('Guest > Update External ID', () => {
	const parameters = {
		resource: 'guest',
		operation: 'updateExternalId',
		external_source: 'customer_id',
		external_source_id: '={{ $json.crm }}',
	};
	const dashboard = (findGuestBy: string) => ({
		...parameters,
		api: 'dashboard',
		findGuestBy,
		userId: '={{ $json.id }}',
		email: '={{ $json.email }}',
	});
	const mara = { id: 730415, email: 'mara.lind@example.com', crm: 'CRM-7' };

	test.each([
		['userId', 2],
		['email', 2],
		['both', 1],
	])('dashboard, guest found by %s, with %i calls', async (by, calls) => {
		const { items, error } = await punchh({ parameters: dashboard(by), items: [mara] });
		expect(error).toBeUndefined();
		expect(sandbox.punchh.findGuest(730415)?.external_source_id).toBe('CRM-7');
		expect(sandbox.punchh.requests).toHaveLength(calls);
		expect(items[0].json).toMatchObject({ user_id: 730415, external_source_id: 'CRM-7' });
		expect(items[0].json).not.toHaveProperty('authentication_token');
	});

	test.each([
		['mobile', 'accessToken', 'access_token'],
		['sso', 'authenticationToken', 'authentication_token'],
	] as const)('%s, with the token of the guest', async (updateApi, parameter, token) => {
		const guest = sandbox.punchh.findGuest(730415)!;
		const { error, run } = await punchh({
			parameters: { ...parameters, api: updateApi, [parameter]: guest[token] },
			items: [mara],
		});
		expect(error).toBeUndefined();
		expect(guest.external_source_id).toBe('CRM-7');
		expect(JSON.stringify(run.data.resultData.runData.Subject)).not.toContain(guest[token]);
	});

	test.each([
		[
			'an unknown guest',
			{ ...mara, id: 1 },
			'userId',
			{},
			'User Not Found',
			/'User ID' or 'Email'/,
		],
		[
			'ID and e-mail of two guests',
			{ ...mara, email: 'jo.park@example.com' },
			'both',
			{},
			'Incorrect information submitted',
			/one guest/,
		],
		[
			'a wrong admin key',
			mara,
			'both',
			{ admin: 'wrong-admin-key' },
			/You need to sign in/,
			/'Business Admin Key'/,
		],
		[
			'a key without permission',
			mara,
			'both',
			{ admin: PUNCHH_KEYS.limitedAdmin },
			/acccess/,
			/permission/,
		],
		['no ID', { ...mara, id: '' }, 'userId', {}, "'User ID' is empty", /item has no such value/],
	])('%s', async (_what, item, by, keys, message, hint) => {
		const { error, run } = await punchh({ parameters: dashboard(by), items: [item] }, keys);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(hint);
		expect(JSON.stringify(run)).not.toContain({ ...PUNCHH_KEYS, ...keys }.admin);
	});

	test('an ID that another guest has', async () => {
		await punchh({ parameters: dashboard('both'), items: [mara] });
		const jo = { id: 730416, email: 'jo.park@example.com', crm: 'CRM-7' };
		const { error } = await punchh({ parameters: dashboard('both'), items: [jo] });
		expect(error?.message).toBe('External source id has already been taken');
		expect(error?.description).toMatch(/'External Source ID'/);
	});

	test('a wrong access token', async () => {
		const { error } = await punchh({
			parameters: { ...parameters, api: 'mobile', accessToken: 'expired-token' },
			items: [mara],
		});
		expect(error?.message).toMatch(/active access token/);
		expect(error?.description).toMatch(/'Access Token'/);
	});
});

describe('Segment Member > Add', () => {
	const add = (segment: string, by = 'userId') => ({
		resource: 'segmentMember',
		operation: 'add',
		segment: { __rl: true, mode: 'id', value: segment },
		findGuestBy: by,
		userId: '={{ $json.id }}',
		email: '={{ $json.email }}',
	});
	const mara = { id: 730415, email: 'mara.lind@example.com' };

	test.each(['userId', 'email'])('by %s', async (by) => {
		const { items } = await punchh({ parameters: add('1874', by), items: [mara] });
		expect(items[0].json).toMatchObject({ user_id: 730415, already_member: false });
		expect(sandbox.punchh.members).toMatchObject([{ custom_segment_id: 1874, user_id: 730415 }]);
	});

	test('a member stays a member, even where Punchh refuses to add it again', async () => {
		await punchh({ parameters: add('1874'), items: [mara] });
		sandbox.punchh.knobs.repeatedMember = 'refused';
		const { items, error } = await punchh({ parameters: add('1874'), items: [mara] });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ user_id: 730415, already_member: true });
		expect(sandbox.punchh.members).toHaveLength(1);
	});

	test('the segment can be given by its URL', async () => {
		const parameters = {
			...add(''),
			segment: { __rl: true, mode: 'url', value: 'https://x.punchh.com/b/custom_segments/1875' },
		};
		const { error } = await punchh({ parameters, items: [mara] });
		expect(error).toBeUndefined();
		expect(sandbox.punchh.members).toMatchObject([{ custom_segment_id: 1875 }]);
	});

	test.each([
		['an unknown guest', '1874', { id: 5 }, 'User does not exist.'],
		['an unknown segment', '9', { id: 730415 }, 'Custom Segment not found.'],
	])('%s', async (_what, segment, item, message) => {
		const { error } = await punchh({ parameters: add(segment), items: [item] });
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/'Segment'/);
	});
});

test('a server that does not speak HTTPS: nothing was sent, and the credential is named', async () => {
	const baseUrl = sandbox.punchhUrl.replace('http:', 'https:');
	const { error } = await runNode({
		node: 'punchh',
		credentials: { punchhApi: { baseUrl, apiKey: 'some-admin-key' } },
		parameters: {
			resource: 'segmentMember',
			operation: 'add',
			segment: { __rl: true, mode: 'id', value: '1' },
			findGuestBy: 'userId',
			userId: '1',
		},
		items: [{}],
	});
	expect(error?.message).toBe('Punchh did not answer: a secure connection could not be made');
	expect(error?.description).toMatch(/'Base URL'/);
	expect(sandbox.punchh.requests).toEqual([]);
});

test.each([200, 403])('a captcha page with status %i is no success', async (status) => {
	const server = createServer((_request, response) => {
		response.writeHead(status, { 'Content-Type': 'text/html' }).end('<html>Captcha</html>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { error, items } = await runNode({
		node: 'punchh',
		credentials: { punchhMobileApi: { baseUrl, client: 'c', secret: 's' } },
		parameters: signUp('mobile'),
		items: [ada],
	});
	server.close();
	expect(items).toEqual([]);
	expect(error?.message).toBe('A web page came back instead of an answer of Punchh');
});
