import * as fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

import { INVENTED } from '../../../../sandbox/punchh/api/invented';
import { ROUTES } from '../../../../sandbox/punchh/api/server';
import { PUNCHH_KEYS } from '../../../../sandbox/punchh/seed';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import type { Json } from '../../http';
import { CHECKIN, client, JO, MARA, NEW, punchhSandbox } from './harness';

const punchh = punchhSandbox();

/** A busy machine is no failure. */
const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** Names that mean something to Punchh, and some that mean something to JavaScript. */
const NAMES = [
	...['user', 'client', 'id', 'email', 'phone', 'user_id', 'reason', 'message', 'gift_count'],
	...['reward_amount', 'fuel_amount', 'redeemable_id', 'location_id', 'challenge_campaign_id'],
	...['custom_segment_id', 'user_identifiers', 'bulk_method', 'name', 'description', 'page', 'per'],
	...['per_page', 'query', 'redemption', 'redemption_code', 'transaction_no', 'source', 'rating'],
	...['security_token', 'authentication_token', 'access_token', 'code', 'grant_type', 'end_date'],
	...['state', 'channel', 'user_favourite_location_id', ...Object.keys(CHECKIN)],
	...[
		'first_name',
		'last_name',
		'password',
		'password_confirmation',
		'birthday',
		'external_source',
	],
	...['external_source_id', 'preferred_location_ids', 'profile_field_answers', 'reward_id'],
	...['requested_punches', 'force_message', 'unsubscribed', 'signup_channel'],
	...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'polluted', ''],
];

/** Values that are right somewhere, and ones that are right nowhere. */
const VALUES: unknown[] = [
	...[MARA.user_id, MARA.email, JO.phone, 1874, 118190, 'salesforce', 'committed', 'pos', client],
	...[null, true, 0, -1, 1.5, 1e308, 2 ** 53, '', ' ', '0', '-1', 'NaN', '1e999', '\u0000', '💥'],
	...[
		'__proto__',
		'constructor',
		'a@b.cc',
		'a'.repeat(10_000),
		[],
		[[]],
		{},
		[null],
		[{}],
		[[[1]]],
	],
	NEW,
];

/** Objects that break code which takes them for text, a list or a record. */
const HOSTILE: unknown[] = [
	...[{ toString: 1, valueOf: 1 }, [{ toString: null }], { toJSON: 'x' }, { length: 1e9 }],
	...[{ __proto__: null, then: 1 }, { constructor: { prototype: 1 } }, { hasOwnProperty: 1 }],
];

const value = fc.oneof(
	{ weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
	{ weight: 3, arbitrary: fc.constantFrom(...VALUES) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
const pairs = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 8 });
const nested = fc.array(
	fc.tuple(
		fc.constantFrom('user', 'redemption', ...NAMES),
		fc.oneof(value, pairs.map(jsonObject).map(raw)),
	),
	{ maxLength: 10 },
);

/** What nearly every endpoint takes. */
const PLAUSIBLE: Json = {
	...CHECKIN,
	client,
	id: MARA.user_id,
	email: MARA.email,
	user: { ...NEW, external_source: 'auth0', external_source_id: 'E-1', birthday: '1991-06-23' },
	custom_segment_id: 1874,
	user_identifiers: [MARA.email, JO.user_id],
	name: 'n',
	reason: 'delete_general',
	message: 'm',
	redemption: { requested_punches: 1, force_message: 'm' },
};

/** What is right but for a few values, so that the junk gets past the first check. */
const almost = fc
	.tuple(wrongIn(PLAUSIBLE), wrongIn(PLAUSIBLE.user as Json), wrongIn(PLAUSIBLE.redemption as Json))
	.map(([top, user, redemption]) =>
		jsonObject([
			['user', raw(jsonObject([...Object.entries(PLAUSIBLE.user as Json), ...user]))],
			[
				'redemption',
				raw(jsonObject([...Object.entries(PLAUSIBLE.redemption as Json), ...redemption])),
			],
			...Object.entries(PLAUSIBLE).filter(([name]) => !['user', 'redemption'].includes(name)),
			...top,
		]),
	);

/** JSON that is in order as such; whether it makes sense is another matter. */
const json = fc.oneof(
	{ weight: 3, arbitrary: almost },
	{ weight: 1, arbitrary: nested.map(jsonObject) },
	{ weight: 1, arbitrary: value.map((one) => JSON.stringify(one)) },
);

/** Bodies that no reader of JSON can make sense of. */
const noise = fc.oneof(
	fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
	fc
		.constantFrom('{"a":', '['.repeat(50_000), '{"a":{"a":'.repeat(10_000), '\uFEFF{}', '{}{}')
		.map((text) => Buffer.from(text)),
	fc.constant(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0xc3, 0x28, 0x7d])),
);

/** Up to three wrong values for an object; of two values of a name, JSON takes the last. */
function wrongIn(object: Json) {
	const name = fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom(...Object.keys(object)) },
		{ weight: 1, arbitrary: fc.constantFrom(...NAMES) },
	);
	return fc.array(fc.tuple(name, value), { maxLength: 3 });
}

/** Marks text that is JSON already. */
function raw(text: string): { raw: string } {
	return { raw: text };
}

/** An object as text, so that names that JavaScript keeps for itself are sent too. */
function jsonObject(entries: Array<[string, unknown]>): string {
	const written = entries.map(([name, one]) => {
		const isRaw = typeof one === 'object' && one !== null && 'raw' in one;
		return `${JSON.stringify(name)}:${isRaw ? String(one.raw) : (JSON.stringify(one) ?? 'null')}`;
	});
	return `{${written.join()}}`;
}

/** Any bytes on any method, GET with a body included, which fetch would refuse. */
async function send(method: string, path: string, headers: Record<string, string>, body: Buffer) {
	return await new Promise<{ status: number; text: string }>((resolve, reject) => {
		const sent = request(
			`${punchh.url}${path}`,
			{ method, agent, timeout: 30_000, headers: { ...headers, 'Content-Length': body.length } },
			(response) => {
				let text = '';
				response.on('data', (chunk) => (text += String(chunk)));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
				response.on('error', reject);
			},
		);
		sent.on('timeout', () => sent.destroy(new Error('no answer')));
		sent.on('error', reject).end(body);
	});
}

/** Headers that get past the checks of a route, as far as the body allows. */
function credentials(path: string, body: Buffer): Record<string, string> {
	if (path.startsWith('/api2/dashboard') || path.startsWith('/api2/wifi')) {
		return { authorization: `Bearer ${PUNCHH_KEYS.admin}` };
	}
	const algorithm = path.startsWith('/api2/mobile') ? 'sha256' : 'sha1';
	const digest = createHmac(algorithm, PUNCHH_KEYS.secret).update(path).update(body).digest('hex');
	return { ...punchh.token, 'User-Agent': 'App/1 (Android)', 'x-pch-digest': digest };
}

const query = fc.constantFrom(
	`client=${client}`,
	`client=${client}&user_id=${MARA.user_id}&custom_segment_id=1874`,
	`client=${client}&user_id=1&user_id=2&custom_segment_id[]=1&page=-1&per_page=0&name=&email=%00`,
	`client=${client}&__proto__=1&constructor=1&user_id=__proto__&custom_segment_id=constructor`,
	'a=%C3%28&b=%ff',
	'',
);

/** Nothing that was sent has changed what guests are made of. */
function expectSound(): void {
	expect('polluted' in {}).toBe(false);
	for (const guest of punchh.state.guests) {
		expect(Object.getPrototypeOf(guest.fields)).toBe(Object.prototype);
		expect(Object.values(guest.balance).filter(Number.isNaN)).toEqual([]);
	}
}

const routes = ROUTES.map(({ method, path }) => [method, path] as const);

test.each(routes)('junk: %s %s', async (method, path) => {
	await fc.assert(
		fc
			.asyncProperty(json, query, async (text, search) => {
				const sent = Buffer.from(text);
				const url = `${path}?${search}`;
				const headers = { 'Content-Type': 'application/json', ...credentials(url, sent) };
				const { status, text: body } = await send(method, url, headers, sent);
				expect(status).toBeGreaterThanOrEqual(200);
				expect(status).toBeLessThan(500);
				// What the handlers did not foresee would end in this answer.
				expect(body).not.toBe(JSON.stringify(INVENTED.unexpected.body));
				expectSound();
			})
			.beforeEach(() => punchh.reset()),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(8, 500) },
	);
});

test('noise of any kind is answered with 4xx, whatever the route and the content type', async () => {
	const type = fc.constantFrom(
		'application/json',
		'text/plain',
		'application/xml',
		'multipart/form-data; boundary=x',
		'nonsense',
		'',
	);
	await fc.assert(
		fc
			.asyncProperty(fc.constantFrom(...routes), noise, type, async ([method, path], body, of) => {
				const headers: Record<string, string> = of === '' ? {} : { 'Content-Type': of };
				const answer = await send(method, path, { ...headers, ...credentials(path, body) }, body);
				const isRead = of !== 'multipart/form-data; boundary=x' && body.toString().trim() !== '';
				expect(answer.status).toBeGreaterThanOrEqual(isRead ? 400 : 200);
				expect(answer.status).toBeLessThan(500);
			})
			.beforeEach(() => punchh.reset()),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(50, 5_000) },
	);
});

test('after all that the sandbox still works', async () => {
	expect(await punchh.signUp()).toMatchObject({ status: 200 });
});
