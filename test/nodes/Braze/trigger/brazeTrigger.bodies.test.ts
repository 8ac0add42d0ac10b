import { sign } from '../../../../nodes/Braze/trigger/verifyCall';
import { onlyItem } from '../../../harness/serveTrigger';
import { MESSAGE, OPEN, post, serve, trigger } from './brazeTrigger.setup';

/** Bodies that are right, but not as one would write them: other labels, marks and numbers. */

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const HMAC = { scheme: 'hmac', secret: 's3cret', windowMinutes: 60 };
const SECURED = { authentication: 'credential' };
const MARK = '\uFEFF';
const signed = (message: string, before = '') => {
	const seconds = Math.floor(Date.now() / 1_000);
	return `${before}t=${seconds},v1=${sign('s3cret', seconds, message)}\n${message}`;
};

describe('labeled as a form', () => {
	test.each([
		['JSON', JSON.stringify(MESSAGE)],
		['JSON with a line break before it', `\r\n ${JSON.stringify(MESSAGE, null, 2)}`],
		['JSON with a byte order mark', MARK + JSON.stringify(MESSAGE)],
	])('%s is read as JSON', async (_what, body) => {
		await serve(OPEN);
		expect((await post(body, FORM)).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({ ...MESSAGE, body: MESSAGE });
	});

	test('broken JSON is flagged, as under any other label', async () => {
		await serve({ ...OPEN, options: { brokenBodies: 'refuse' } });
		expect((await post('{"first_name": "Mara "M" Lind"}', FORM)).status).toBe(400);
	});

	test.each([
		['a form', 'external_id=a&note=%7B1%7D', { external_id: 'a', note: '{1}' }],
		['a form with a mark', `${MARK}external_id=a`, { external_id: 'a' }],
		['a field that begins with a brace', '%7B=1', { '{': '1' }],
	])('%s is a form', async (_what, text, body) => {
		await serve(OPEN);
		expect((await post(text, FORM)).status).toBe(200);
		expect(onlyItem(trigger).body).toEqual(body);
	});
});

describe('a byte order mark', () => {
	test.each(['text/plain', 'text/json', 'application/vnd.api+json', 'application/octet-stream'])(
		'before JSON labeled %s',
		async (type) => {
			await serve(OPEN);
			const body = MARK + JSON.stringify(MESSAGE);
			expect((await post(body, { 'Content-Type': type })).status).toBe(200);
			expect(onlyItem(trigger)).toMatchObject({ ...MESSAGE, body: MESSAGE });
		},
	);

	test.each([
		['above the signature', signed(JSON.stringify(MESSAGE), MARK), 200],
		['in what is signed', signed(MARK + JSON.stringify(MESSAGE)), 200],
		[
			'that came into what was signed',
			signed(JSON.stringify(MESSAGE)).replace('\n', `\n${MARK}`),
			401,
		],
	])('%s', async (_what, body, status) => {
		await serve(SECURED, HMAC);
		expect((await post(body)).status).toBe(status);
		expect(trigger.executions.map(([{ json }]) => json.body)).toEqual(
			status === 200 ? [MESSAGE] : [],
		);
	});

	test('and nothing else is an empty body', async () => {
		await serve(OPEN);
		expect((await post(MARK)).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({ body: {} });
	});
});

/** Liquid prints 12.0 where the attribute is a float; JavaScript would print 12. */
test('a number is signed as it is written', async () => {
	await serve(SECURED, HMAC);
	const text = JSON.stringify(MESSAGE).replace('"730415"', '12.0');
	expect((await post(signed(text))).status).toBe(200);
	expect(onlyItem(trigger).properties).toEqual({ punchh_user_id: 12 });
	expect((await post(signed(text).replace('12.0', '12'))).status).toBe(401);
});
