import { startSandbox, type Sandbox } from '../../../../sandbox';
import { BRAZE_EXPORT_KEY, BRAZE_KEY } from '../../../../sandbox/braze/seed';
import { call, track, type Json } from '../../http';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const TIME = '2026-03-14T16:20:11Z';
const send = async (body: unknown) => await track(sandbox.brazeUrl, body);
const many = (count: number, object: Json) => Array.from({ length: count }, () => object);
const attribute = (fields: Json = {}) => ({ external_id: 'a', ...fields });
const event = (fields: Json = {}) => ({ external_id: 'a', name: 'visit', time: TIME, ...fields });
const purchase = (fields: Json = {}) => ({
	external_id: 'a',
	product_id: 'tea',
	currency: 'USD',
	price: 4.5,
	time: TIME,
	...fields,
});

const ALL_BAD = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";
const PARSE_ERROR = 'Error while parsing request body. Please check your syntax.';
const NONE = "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required";

describe('refusals of the whole request', () => {
	const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
	const json = { 'Content-Type': 'application/json' };
	const good = { events: [event()] };

	test.each<[string, string, Record<string, string>, unknown, number, string]>([
		['no key', '/users/track', {}, good, 401, 'Invalid API key: '],
		['a wrong key, repeated', '/users/track', bearer('abc'), good, 401, 'Invalid API key: abc'],
		['a key in other case', '/users/track', bearer(BRAZE_KEY.toUpperCase()), good, 401, 'Invalid'],
		['no permission', '/users/track', bearer(BRAZE_EXPORT_KEY), good, 403, 'Access Denied'],
		['a wrong path', '/users/trac', bearer(BRAZE_KEY), good, 404, 'Invalid URL'],
		['a trailing slash', '/users/track/', bearer(BRAZE_KEY), good, 404, 'Invalid URL'],
		['broken JSON', '/users/track', bearer(BRAZE_KEY), '{"events":[],}', 400, PARSE_ERROR],
		['an empty body', '/users/track', bearer(BRAZE_KEY), '', 400, PARSE_ERROR],
		['a byte order mark', '/users/track', bearer(BRAZE_KEY), '\u{feff}{}', 400, PARSE_ERROR],
		['no array', '/users/track', bearer(BRAZE_KEY), {}, 400, ALL_BAD],
		['empty arrays', '/users/track', bearer(BRAZE_KEY), { events: [] }, 400, ALL_BAD],
	])('%s', async (_name, path, headers, body, status, message) => {
		const answer = await call('POST', sandbox.brazeUrl + path, { ...json, ...headers }, body);
		expect(answer.status).toBe(status);
		expect((answer.body as Json).message).toMatch(new RegExp(`^${message.replace(/\./g, '\\.')}`));
		expect(sandbox.braze.profiles).toEqual([]);
	});

	test('the scheme word has any case', async () => {
		const headers = { authorization: `bEARER ${BRAZE_KEY}` };
		const answer = await call('POST', `${sandbox.brazeUrl}/users/track`, headers, good);
		expect(answer.status).toBe(201);
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'nonsense', 'application/jsonp'])(
		'Content-Type %s: 415',
		async (type) => {
			const headers = { ...bearer(BRAZE_KEY), 'Content-Type': type };
			const answer = await call('POST', `${sandbox.brazeUrl}/users/track`, headers, good);
			expect(answer).toMatchObject({ status: 415, body: { message: 'Unsupported Media Type' } });
		},
	);

	test('over 4 MB: 413', async () => {
		const answer = await send({ events: [event({ properties: { a: 'x'.repeat(4_200_000) } })] });
		expect(answer).toMatchObject({ status: 413, body: { message: 'Request Entity Too Large' } });
	});

	test('a fault of the sandbox itself is a plain 400', async () => {
		const broken = jest.spyOn(sandbox.braze.store, 'append').mockImplementation(() => {
			throw new Error('broken');
		});
		const answer = await send({ events: [event()] });
		broken.mockRestore();
		expect(answer).toMatchObject({ status: 400, body: { message: expect.any(String) } });
		expect(answer.text).not.toContain('broken');
	});

	test.each<['combined' | 'perArray', number, number, number]>([
		['combined', 75, 0, 201],
		['combined', 76, 0, 400],
		['combined', 40, 36, 400],
		['perArray', 75, 75, 201],
		['perArray', 76, 0, 400],
		['perArray', 1, 76, 400],
	])('limit %s: %i attributes and %i events: %i', async (limit, attributes, events, status) => {
		sandbox.braze.knobs.limit = limit;
		const answer = await send({
			attributes: many(attributes, attribute()),
			events: many(events, event()),
		});
		expect(answer.status).toBe(status);
		if (status === 400) expect(answer.body).toEqual({ message: 'Max Input Length Exceeded' });
		else expect(answer.body).toHaveProperty('attributes_processed', attributes);
	});
});

describe('answers', () => {
	test('indexes count inside each array, counters stand for what was taken', async () => {
		const answer = await send({
			attributes: [attribute(), { first_name: 'nobody' }, attribute()],
			events: [{ name: 'nobody', time: TIME }],
			purchases: [purchase({ quantity: 0 }), purchase()],
		});
		expect(answer.status).toBe(201);
		expect(answer.body).toEqual({
			message: 'success',
			attributes_processed: 2,
			purchases_processed: 1,
			errors: [
				{ type: NONE, input_array: 'attributes', index: 1 },
				{ type: NONE, input_array: 'events', index: 0 },
				{ type: "'quantity' is not valid", input_array: 'purchases', index: 0 },
			],
		});
	});

	test('all bad: 400 with the errors, no counter, no profile', async () => {
		const answer = await send({ attributes: [{}], events: [{ external_id: 'a' }] });
		expect(answer.status).toBe(400);
		expect(answer.body).toEqual({
			message: ALL_BAD,
			errors: [
				{ type: NONE, input_array: 'attributes', index: 0 },
				{ type: expect.any(String), input_array: 'events', index: 0 },
			],
		});
		expect(sandbox.braze.profiles).toEqual([]);
	});

	test('carry the three rate limit headers', async () => {
		const { headers } = await send({ events: [event()] });
		expect(headers.get('x-ratelimit-limit')).toMatch(/^\d+$/);
		expect(headers.get('x-ratelimit-remaining')).toMatch(/^\d+$/);
		expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(1_000_000_000);
	});
});
