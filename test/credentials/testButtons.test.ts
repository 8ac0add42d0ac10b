import type { ICredentialType, IDataObject } from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { PunchhApi } from '../../credentials/PunchhApi.credentials';
import { PunchhMobileApi } from '../../credentials/PunchhMobileApi.credentials';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRAZE_EXPORT_KEY, BRAZE_KEY } from '../../sandbox/braze/seed';
import { PUNCHH_KEYS } from '../../sandbox/punchh/seed';
import { testCredential } from '../harness/testCredential';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox()));
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const OK = { status: 'OK', message: 'Connection successful!' };
const error = (message: RegExp) => ({ status: 'Error', message: expect.stringMatching(message) });

describe('Braze API', () => {
	const press = async (more: { apiKey?: string; customUrl?: string } = {}) =>
		await testCredential(new BrazeApi(), {
			instance: 'custom',
			customUrl: sandbox.brazeUrl,
			apiKey: BRAZE_KEY,
			...more,
		});

	test('a right key, and the test leaves nothing behind', async () => {
		expect(await press()).toEqual(OK);
		expect(sandbox.braze.requests).toMatchObject([{ url: '/users/track', status: 201 }]);
		expect(sandbox.braze.profiles).toEqual([]);
	});

	test.each([
		['a wrong key', { apiKey: 'a-wrong-key' }, /'REST API Key' and 'Instance'/],
		['a missing permission', { apiKey: BRAZE_EXPORT_KEY }, /lacks the permission 'users\.track'/],
	])('%s', async (_what, more, message) => {
		expect(await press(more)).toEqual(error(message));
	});

	test("another vendor's address", async () => {
		expect(await press({ customUrl: sandbox.punchhUrl })).toEqual(error(/no Braze REST endpoint/));
	});
});

describe('Punchh API', () => {
	const press = async (apiKey: string, baseUrl = sandbox.punchhUrl) =>
		await testCredential(new PunchhApi(), { baseUrl, apiKey });

	test('a right key, and the test asks for a member that cannot be', async () => {
		expect(await press(PUNCHH_KEYS.admin)).toEqual(OK);
		const [{ method, url, status }] = sandbox.punchh.requests;
		const { pathname, searchParams } = new URL(url, sandbox.punchhUrl);
		expect([method, pathname, status]).toEqual([
			'GET',
			'/api2/dashboard/custom_segments/members',
			404,
		]);
		expect(Object.fromEntries(searchParams)).toEqual({ custom_segment_id: '0', user_id: '0' });
	});

	test.each([
		['a wrong key', 'a-wrong-key', /'Business Admin Key'/],
		['a missing permission', PUNCHH_KEYS.limitedAdmin, /permission/],
	])('%s', async (_what, key, message) => {
		expect(await press(key)).toEqual(error(message));
	});

	test("another vendor's address", async () => {
		expect(await press(PUNCHH_KEYS.admin, sandbox.brazeUrl)).toEqual(error(/no Punchh API|know/));
	});
});

describe('Punchh Mobile and SSO API', () => {
	const press = async (more: object = {}) => {
		const { client, secret } = PUNCHH_KEYS;
		const baseUrl = sandbox.punchhUrl;
		return await testCredential(new PunchhMobileApi(), { baseUrl, client, secret, ...more });
	};

	test('a right client, and the test signs nobody up', async () => {
		const before = sandbox.punchh.guests.length;
		expect(await press()).toEqual(OK);
		expect(sandbox.punchh.requests).toMatchObject([{ method: 'POST', url: '/api2/mobile/users' }]);
		expect(sandbox.punchh.guests).toHaveLength(before);
	});

	test.each([
		['a wrong client', { client: 'nobody' }, /'Client ID'/],
		['a wrong secret', { secret: 'a-wrong-secret' }, /'Client Secret'/],
		['the wrong algorithm', { digestAlgorithm: 'sha1' }, /'Digest Algorithm'/],
	])('%s', async (_what, more, message) => {
		expect(await press(more)).toEqual(error(message));
	});
});

/** Before 2.10 n8n lets every status pass where a test expects an error. */
describe('n8n before 2.10', () => {
	const { admin, limitedAdmin, client, secret } = PUNCHH_KEYS;
	const right: Array<[ICredentialType, IDataObject]> = [
		[new PunchhApi(), { apiKey: admin }],
		[new PunchhMobileApi(), { client, secret }],
	];
	const press = async (type: ICredentialType, values: IDataObject) =>
		await testCredential(
			type,
			{ baseUrl: sandbox.punchhUrl, ...values },
			{ ignoreHttpStatusErrors: true },
		);

	test.each(right)('%#: what is right is right', async (type, values) => {
		expect(await press(type, values)).toEqual(OK);
	});

	test.each<[string, ICredentialType, IDataObject, RegExp]>([
		['a wrong key', new PunchhApi(), { apiKey: 'wrong' }, /'Business Admin Key'/],
		['a missing permission', new PunchhApi(), { apiKey: limitedAdmin }, /permission/],
		['a wrong client', new PunchhMobileApi(), { client: 'nobody', secret }, /'Client ID'/],
		['a wrong secret', new PunchhMobileApi(), { client, secret: 'wrong' }, /'Client Secret'/],
	])('%s is called so', async (_what, type, values, message) => {
		expect(await press(type, values)).toEqual(error(message));
	});
});

/** n8n shows nothing but the code of a fault, so the credential says beside it what that means. */
describe('no answer', () => {
	const { admin, client, secret } = PUNCHH_KEYS;
	const at: Array<[ICredentialType, (address: string) => IDataObject]> = [
		[new BrazeApi(), (customUrl) => ({ instance: 'custom', customUrl, apiKey: BRAZE_KEY })],
		[new PunchhApi(), (baseUrl) => ({ baseUrl, apiKey: admin })],
		[new PunchhMobileApi(), (baseUrl) => ({ baseUrl, client, secret })],
	];
	// No name has a part of more than 63 characters, so that nobody has to be asked.
	const nowhere = `https://${'a'.repeat(64)}.example`;

	test.each(at)('%#: each code that n8n shows is explained in the credential', async (type, of) => {
		const { displayName: said } = type.properties.find(({ name }) => name === 'noAnswerNotice')!;
		const spokenInHttp = sandbox.punchhUrl.replace('http:', 'https:');
		const ends: Array<[address: string, code: string, what: RegExp]> = [
			[nowhere, 'ENOTFOUND', /ENOTFOUND: there is no server of that name\. Check/],
			[
				'https://127.0.0.1:9',
				'ECONNREFUSED',
				/ECONNREFUSED, ETIMEDOUT: the server takes no connection\. Check/,
			],
			[spokenInHttp, 'EPROTO', /EPROTO: the server does not speak https\. Check the port/],
		];
		for (const [address, code, what] of ends) {
			expect(await testCredential(type, of(address))).toEqual(error(new RegExp(`^${code}$`)));
			expect(said).toMatch(what);
		}
	});
});
