import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_APP_IDS } from '../../../../sandbox/braze/seed';
import { callBraze, track, type Json } from '../../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.braze.now = Date.now;
});

const ALIAS = { alias_name: 'mara', alias_label: 'crm' };
const DEVICE = 'device-0001';

const ask = async (body: unknown) =>
	await callBraze(sandbox.brazeUrl, 'POST', '/users/export/ids', body);
async function users(body: Json): Promise<Json[]> {
	return ((await ask(body)).body as { users: Json[] }).users;
}

async function mara(): Promise<void> {
	await track(sandbox.brazeUrl, {
		attributes: [
			{
				external_id: 'a',
				first_name: 'Mara',
				last_name: '',
				email: 'mara@example.com',
				phone: '+15550142001',
				dob: '1990-04-12',
				email_subscribe: 'opted_in',
				current_location: { longitude: -73.9, latitude: 40.7 },
				push_tokens: [{ app_id: BRAZE_APP_IDS[0], token: 'token-1', device_id: DEVICE }],
				points: 120,
			},
		],
		events: [
			{ external_id: 'a', name: 'visit', time: new Date().toISOString(), properties: { x: 1 } },
			{ external_id: 'a', name: 'visit', time: '2020-01-01T00:00:00Z' },
		],
	});
	await callBraze(sandbox.brazeUrl, 'POST', '/users/alias/new', {
		user_aliases: [{ external_id: 'a', ...ALIAS }],
	});
}

test('shows the fields that are not empty, and no properties of events', async () => {
	await mara();
	const { status, body } = await ask({ external_ids: ['a', 'z'] });
	expect(status).toBe(201);
	expect(body).toEqual({
		message: 'success',
		users: [
			{
				created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC$/),
				external_id: 'a',
				user_aliases: [ALIAS],
				braze_id: expect.stringMatching(/^[0-9a-f]{24}$/),
				random_bucket: expect.any(Number),
				first_name: 'Mara',
				email: 'mara@example.com',
				phone: '+15550142001',
				dob: '1990-04-12',
				email_subscribe: 'opted_in',
				last_coordinates: [-73.9, 40.7],
				custom_attributes: { points: 120 },
				custom_events: [
					{ name: 'visit', first: expect.any(String), last: expect.any(String), count: 1 },
				],
				push_tokens: [
					{
						app: BRAZE_APP_IDS[0],
						token: 'token-1',
						device_id: DEVICE,
						notifications_enabled: true,
					},
				],
			},
		],
		invalid_user_ids: ['z'],
	});
});

test('summaries give times as ISO, however they were written', async () => {
	sandbox.braze.now = () => Date.parse('2026-03-20T00:00:00Z');
	const event = (time: string) => ({ external_id: 'a', name: 'visit', time });
	const times = ['2026-03-14T18:00:00+02:00', '2026-03-14T17:00:00:500Z', '2026-03-14'];
	await track(sandbox.brazeUrl, { events: times.map(event) });
	expect(await users({ external_ids: ['a'], fields_to_export: ['custom_events'] })).toEqual([
		{
			custom_events: [
				{
					name: 'visit',
					first: '2026-03-14T00:00:00.000Z',
					last: '2026-03-14T17:00:00.500Z',
					count: 3,
				},
			],
		},
	]);
});

test.each<[string, () => Json]>([
	['alias', () => ({ user_aliases: [ALIAS] })],
	['braze_id', () => ({ braze_id: sandbox.braze.profiles[0].braze_id })],
	['e-mail', () => ({ email_address: 'mara@example.com' })],
	['phone', () => ({ phone: '+15550142001' })],
	['device', () => ({ device_id: DEVICE })],
	['ID and alias at once', () => ({ external_ids: ['a'], user_aliases: [ALIAS] })],
])('finds by %s', async (_name, body) => {
	await mara();
	expect(await users({ ...body(), fields_to_export: ['external_id', 'points'] })).toEqual([
		{ external_id: 'a' },
	]);
});

test('an e-mail of several shows all of them', async () => {
	const email = 'both@example.com';
	sandbox.braze.seed({
		profiles: [
			{ external_id: 'a', attributes: { email } },
			{ external_id: 'b', attributes: { email } },
		],
	});
	expect(await users({ email_address: email })).toMatchObject([
		{ external_id: 'a' },
		{ external_id: 'b' },
	]);
});

test.each<[string, Json]>([
	['nothing', {}],
	['over 50', { external_ids: Array(51).fill('a') }],
	['two single identifiers', { braze_id: 'a', phone: '+1' }],
	['a list and a single one', { external_ids: ['a'], phone: '+1' }],
])('refuses %s', async (_name, body) => {
	expect(await ask(body)).toMatchObject({ status: 400, body: { message: expect.any(String) } });
});

test('fields may be required', async () => {
	sandbox.braze.knobs.fieldsToExport = 'required';
	expect((await ask({ external_ids: ['a'] })).status).toBe(400);
	expect((await ask({ external_ids: ['a'], fields_to_export: ['email'] })).status).toBe(201);
});

describe('with a delay', () => {
	let now = 0;
	const after = (ms: number) => (now += ms);
	const names = async () =>
		(await users({ external_ids: ['a'] })).map(({ first_name: name }) => name);
	const name = async (first_name: string) =>
		await track(sandbox.brazeUrl, { attributes: [{ external_id: 'a', first_name }] });

	beforeEach(() => {
		now = Date.parse('2026-03-14T16:00:00Z');
		sandbox.braze.now = () => now;
		sandbox.braze.knobs.exportDelayMs = 30_000;
	});

	test('a new profile, a change and a deletion are seen late', async () => {
		await name('first');
		expect(await names()).toEqual([]);
		const [{ braze_id }] = sandbox.braze.profiles;
		expect(await users({ braze_id })).toEqual([]);
		after(20_000);
		await name('second');
		expect(await names()).toEqual([]);
		after(10_000);
		expect(await names()).toEqual(['first']);
		after(20_000);
		expect(await names()).toEqual(['second']);

		await callBraze(sandbox.brazeUrl, 'POST', '/users/delete', { external_ids: ['a'] });
		expect(sandbox.braze.profiles).toEqual([]);
		expect(await names()).toEqual(['second']);
		after(30_000);
		expect(await names()).toEqual([]);
	});

	test('an ID that was just given names nobody yet', async () => {
		sandbox.braze.seed({ profiles: [{ alias: ALIAS }] });
		after(30_000);
		await callBraze(sandbox.brazeUrl, 'POST', '/users/identify', {
			aliases_to_identify: [{ external_id: 'a', user_alias: ALIAS }],
		});
		expect(await users({ external_ids: ['a'] })).toEqual([]);
		expect(await users({ user_aliases: [ALIAS] })).toHaveLength(1);
		after(30_000);
		expect(await users({ external_ids: ['a'] })).toHaveLength(1);
	});
});
