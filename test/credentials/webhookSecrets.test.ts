import { NodeHelpers, type ICredentialType, type IDataObject } from 'n8n-workflow';

import { BrazeWebhookApi } from '../../credentials/BrazeWebhookApi.credentials';
import { PunchhWebhookApi } from '../../credentials/PunchhWebhookApi.credentials';
import { punchhWebhookApiTest } from '../../nodes/Punchh/trigger/credentialTest';

/** The credentials of the triggers, with the secret of each scheme. */
const SECRETS: Array<[ICredentialType, scheme: string, field: string]> = [
	[new BrazeWebhookApi(), 'header', 'headerSecret'],
	[new BrazeWebhookApi(), 'basic', 'password'],
	[new BrazeWebhookApi(), 'hmac', 'secret'],
	[new PunchhWebhookApi(), 'basic', 'password'],
	[new PunchhWebhookApi(), 'bearer', 'token'],
	[new PunchhWebhookApi(), 'hmacSha1', 'secret'],
	[new PunchhWebhookApi(), 'hmacSha256', 'secret'],
];

/** The notices that the editor shows beside these values. */
const noticesOf = (type: ICredentialType, values: IDataObject) =>
	type.properties
		.filter((property) => property.type === 'notice')
		.filter((property) => NodeHelpers.displayParameter(values as never, property, null, null))
		.map(({ displayName }) => displayName);

const cases = SECRETS.map(([type, ...rest]) => [type.name, ...rest, type] as const);

describe.each(cases)('%s, %s', (_name, scheme, field, type) => {
	const warnings = (secret: string) =>
		noticesOf(type, { scheme, [field]: secret }).filter((notice) =>
			notice.includes('guess a short one'),
		);
	const { displayName } = type.properties.find(({ name }) => name === field)!;

	test.each(['x', '123456789012345', 'déjà-vu'])('%j is warned of', (secret) => {
		expect(warnings(secret)).toEqual([
			expect.stringContaining(`'${displayName}' should have at least 16 random characters`),
		]);
	});

	test.each(['', '1234567890123456', 'a longer one than is necessary'])('%j is not', (secret) => {
		expect(warnings(secret)).toEqual([]);
	});

	test('it says that the test button asks nobody', () => {
		const [notice] = noticesOf(type, { scheme }).slice(-1);
		expect(notice).toMatch(/only looks at the fields.+(Braze|Punchh) cannot be asked/);
	});
});

describe('the test button of Punchh Webhook API', () => {
	const press = async (data: object) =>
		await punchhWebhookApiTest.call({} as never, { data } as never);

	test.each<[object, string, RegExp]>([
		[{ scheme: 'bearer', token: '1234567890123456' }, 'OK', /same values\.$/],
		[
			{ scheme: 'bearer', token: '123456789012345' },
			'OK',
			/^Complete.+'Token' should have at least 16/,
		],
		[{ scheme: 'basic', user: 'a', password: 'b' }, 'OK', /'Password' should have at least 16/],
		[{ scheme: 'hmacSha1', secret: 'b' }, 'OK', /'Secret' should have at least 16/],
		[{ scheme: 'hmacSha256', secret: 'b ' }, 'Error', /begins or ends with whitespace/],
		[{ scheme: 'bearer' }, 'Error', /'Token' is empty/],
	])('%j', async (data, status, message) => {
		expect(await press(data)).toEqual({ status, message: expect.stringMatching(message) });
	});
});
