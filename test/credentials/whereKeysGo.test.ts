import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeParameters,
} from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { PunchhApi } from '../../credentials/PunchhApi.credentials';
import { PunchhMobileApi } from '../../credentials/PunchhMobileApi.credentials';
import { startSandbox, type Sandbox } from '../../sandbox';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { runNode } from '../harness/runNode';
import { testCredential } from '../harness/testCredential';

const KEY = 'a-key-of-the-test';

/** Each credential that holds a key, and how its address is entered. */
const CREDENTIALS: Array<[ICredentialType, (address: string) => ICredentialDataDecryptedObject]> = [
	[new PunchhApi(), (baseUrl) => ({ baseUrl, apiKey: KEY })],
	[new PunchhMobileApi(), (baseUrl) => ({ baseUrl, client: 'a-client', secret: KEY })],
	[new BrazeApi(), (customUrl) => ({ instance: 'custom', customUrl, apiKey: KEY })],
	// What an expression for 'Instance' may return.
	[new BrazeApi(), (instance) => ({ instance, apiKey: KEY })],
];

/** Each node, with an operation that needs the credential. */
const RUNS: Record<string, { node: string; parameters: INodeParameters }> = {
	punchhApi: {
		node: 'punchh',
		parameters: { resource: 'guest', operation: 'get', findGuestBy: 'userId', userId: '1' },
	},
	punchhMobileApi: {
		node: 'punchh',
		parameters: { resource: 'guest', operation: 'logIn', email: 'a@b.example', password: 'x' },
	},
	brazeApi: {
		node: 'braze',
		parameters: { resource: 'email', operation: 'addToBlocklist', email: 'a@b.example' },
	},
};

const REFUSED: Array<[address: string, sentence: RegExp]> = [
	['', /is empty/],
	['users', /full name of a server/],
	['ftp://x', /must start with https/],
	['http://x.example.com', /'Allow HTTP'/],
	['https://somebody:else@x.example.com', /would replace the key/],
	['https://x.example.com/?to=', /must end before/],
	['https://', /not the address of a server/],
];

const cases = CREDENTIALS.flatMap(([type, values]) =>
	REFUSED.map(([address, sentence]) => [type.name, address, sentence, type, values] as const),
);

describe.each(cases)('%s with the address "%s"', (_name, address, sentence, type, values) => {
	test('the test button says what is wrong', async () => {
		expect(await testCredential(type, values(address))).toEqual({
			status: 'Error',
			message: expect.stringMatching(sentence),
		});
	});

	test('a run says so for the item, and nothing is sent', async () => {
		const { error } = await runNode({
			...RUNS[type.name],
			items: [{}],
			credentials: { [type.name]: values(address) },
		});
		expect(error).toMatchObject({
			message: expect.stringMatching(sentence),
			context: { itemIndex: 0 },
		});
		expect(JSON.stringify(error)).not.toContain(KEY);
	});
});

/** A call as n8n's own nodes make it, and as its HTTP Request node still does. */
const FORMS: Array<[string, (url: string) => IHttpRequestOptions]> = [
	['a node', (url) => ({ url, method: 'POST', body: { a: 1 } })],
	['the HTTP Request node', (uri) => ({ uri, method: 'POST' }) as unknown as IHttpRequestOptions],
];

const OWN = 'https://x.example.com';

const holders = CREDENTIALS.slice(0, 3).map(([type, values]) => [type.name, type, values] as const);

describe.each(holders)('%s', (_name, type, values) => {
	const authorize = async (options: IHttpRequestOptions) =>
		typeof type.authenticate === 'function'
			? await type.authenticate(values(OWN), options)
			: undefined;

	describe.each(FORMS)('in a call of %s', (_who, call) => {
		test('is used for its own server, whose redirects are not followed', async () => {
			const authorized = await authorize(call(`${OWN}/api2/x`));
			expect(authorized).toMatchObject({
				url: expect.stringContaining(`${OWN}/api2/x`),
				disableFollowRedirect: true,
				followRedirect: false,
				followAllRedirects: false,
			});
			expect(Object.keys(authorized?.headers ?? {}).join()).toMatch(/Authorization|x-pch-digest/);
		});

		test.each([
			'https://evil.example/api2/x',
			'https://x.example.com.evil.example/api2/x',
			'https://x.example.com:8443/api2/x',
			'http://x.example.com/api2/x',
			'https://somebody:else@x.example.com/api2/x',
			'https://x.example.com@evil.example/api2/x',
			'https:\\\\evil.example/api2/x',
			'//evil.example/api2/x',
			'/api2/x',
			'',
		])('is not used for %s', async (url) => {
			await expect(authorize(call(url))).rejects.toThrow(
				'This credential is for https://x.example.com only, and the call goes elsewhere',
			);
		});
	});

	test('is not used where a path leads out of its server', async () => {
		const path = { baseURL: OWN, url: '//evil.example/x' };
		expect((await authorize(path))?.url).toMatch(/^https:\/\/x\.example\.com\/evil\.example\/x/);
		await expect(authorize({ baseURL: OWN, url: 'https://evil.example' })).rejects.toThrow();
	});
});

describe('keys and addresses of one credential stay together', () => {
	let sandbox: Sandbox;
	beforeAll(async () => (sandbox = await startSandbox()));
	afterAll(async () => await sandbox.close());

	test('also where expressions choose both for each item', async () => {
		const items = [
			{ host: sandbox.punchhUrl, key: 'a-wrong-key-of-the-first' },
			{ host: 'users', key: 'a-key-for-nobody' },
			{ host: sandbox.punchhUrl, key: PUNCHH_KEYS.admin },
		];
		const { errors, items: found } = await runNode({
			node: 'punchh',
			parameters: { resource: 'guest', operation: 'get', findGuestBy: 'userId', userId: '730415' },
			items,
			credentials: { punchhApi: { baseUrl: '={{ $json.host }}', apiKey: '={{ $json.key }}' } },
			onError: 'continueErrorOutput',
		});
		expect(errors.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/\w/),
			expect.stringMatching(/full name of a server/),
		]);
		expect(found).toMatchObject([{ json: { user_id: 730415 } }]);
		expect(sandbox.punchh.requests.map(({ status }) => status)).toEqual([401, 200]);
	});

	test('an address entered with blanks and capitals is the same server', async () => {
		const [type, values] = CREDENTIALS[2];
		const address = ` ${sandbox.brazeUrl.toUpperCase()}/ `;
		const { message } = await testCredential(type, values(address));
		expect(message).toMatch(/does not recognize this key/);
	});
});
