import type { IDataObject } from 'n8n-workflow';
import { sign } from '../../../../nodes/Braze/trigger/verifyCall';
import { BRAZE_WEBHOOK_HEADER } from '../../../../sandbox/braze/seed';
import { onlyItem } from '../../../harness/serveTrigger';
import { MESSAGE, OPEN, post, serve, trigger } from './brazeTrigger.setup';

const SECURED = { authentication: 'credential' };
const HEADER = { scheme: 'header', ...BRAZE_WEBHOOK_HEADER };
const PROOF = { [BRAZE_WEBHOOK_HEADER.headerName]: BRAZE_WEBHOOK_HEADER.headerSecret };

describe('a message becomes an item', () => {
	const expected = {
		event: 'Win-Back step 2',
		external_id: 'CRM-000917',
		canvas_id: 'canvas-1',
		properties: { punchh_user_id: '730415' },
		body: MESSAGE,
	};

	test.each([
		['POST', 'text/plain'],
		['POST', 'application/json'],
		['PUT', 'application/json; charset=utf-8'],
		['DELETE', 'application/x-odd'],
	])('%s as %s', async (method, type) => {
		await serve(OPEN);
		const { status } = await post(MESSAGE, { 'Content-Type': type }, method);
		expect(status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject(expected);
	});

	test('GET with the message in the query', async () => {
		const { url } = await serve(OPEN);
		const { status } = await fetch(`${url}?external_id=a&event=Win-Back&punchh_user_id=730415`);
		expect(status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({
			event: 'Win-Back',
			external_id: 'a',
			properties: { punchh_user_id: '730415' },
		});
	});

	test('broken JSON is flagged, the text kept', async () => {
		await serve(OPEN);
		const text = '{"first_name": "Mara "M" Lind"}';
		expect((await post(text)).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({
			body: text,
			parse_error: expect.stringContaining('not valid JSON'),
		});
	});

	test('broken JSON is refused where that is chosen', async () => {
		await serve({ ...OPEN, options: { brokenBodies: 'refuse' } });
		expect((await post('{"a":')).status).toBe(400);
		expect(trigger.executions).toEqual([]);
		expect((await post(MESSAGE)).status).toBe(200);
	});

	test('an empty call is an item that says nothing', async () => {
		await serve(OPEN);
		expect((await post('')).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({ external_id: null, properties: {}, body: {} });
	});
});

describe('authentication', () => {
	const basic = { scheme: 'basic', user: 'braze', password: 'pass' };
	const hmac = { scheme: 'hmac', secret: 'shh', windowMinutes: 60 };
	const signed = (seconds: number, secret = 'shh') => {
		const text = JSON.stringify(MESSAGE);
		return `t=${seconds},v1=${sign(secret, seconds, text)}\n${text}`;
	};
	const now = () => Math.floor(Date.now() / 1_000);

	/** How the message is sent with a proof: in its headers, or as another body. */
	interface Proof {
		headers?: Record<string, string>;
		body?: string;
	}
	const PROOFS: Array<[string, IDataObject, () => Proof, () => Proof]> = [
		[
			'header',
			HEADER,
			() => ({ headers: PROOF }),
			() => ({ headers: { [BRAZE_WEBHOOK_HEADER.headerName]: 'guess' } }),
		],
		[
			'Basic',
			basic,
			() => ({ headers: { Authorization: `Basic ${btoa('braze:pass')}` } }),
			() => ({ headers: { Authorization: `Basic ${btoa('braze:guess')}` } }),
		],
		['signature', hmac, () => ({ body: signed(now()) }), () => ({ body: signed(now(), 'guess') })],
		[
			'old signature',
			hmac,
			() => ({ body: signed(now() - 3_500) }),
			() => ({ body: signed(now() - 3_700) }),
		],
	];
	const send = async ({ headers, body }: Proof) => await post(body ?? MESSAGE, headers);

	test.each(PROOFS)('%s: the right proof passes', async (_name, credential, right) => {
		await serve(SECURED, credential);
		expect((await send(right())).status).toBe(200);
		expect(onlyItem(trigger)).toMatchObject({ external_id: MESSAGE.external_id, body: MESSAGE });
	});

	test.each(PROOFS)(
		'%s: a wrong one is refused for good',
		async (_name, credential, _right, wrong) => {
			await serve(SECURED, credential);
			const response = await send(wrong());
			expect(response.status).toBe(401);
			expect(await response.json()).toEqual({ message: 'Unauthorized' });
			expect(trigger.executions).toEqual([]);
		},
	);

	test.each(PROOFS)('%s: none is refused', async (_name, credential) => {
		await serve(SECURED, credential);
		expect((await post(MESSAGE)).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test('without a credential everything is refused', async () => {
		await serve(SECURED);
		expect((await post(MESSAGE, PROOF)).status).toBe(401);
	});

	test('a credential that cannot be read: Braze has to send again', async () => {
		await serve(SECURED, {
			get scheme(): string {
				throw new Error('The credential was deleted');
			},
		});
		expect((await post(MESSAGE, PROOF)).status).toBe(503);
		expect(trigger.executions).toEqual([]);
	});

	test('a secret that is a number, as an expression may give it', async () => {
		await serve(SECURED, { ...hmac, secret: 70415 });
		expect((await post(signed(now(), '70415'))).status).toBe(200);
		expect((await post(signed(now(), '70416'))).status).toBe(401);
		expect(trigger.log.join()).not.toContain('70415');
	});

	test('broken JSON needs its proof too', async () => {
		await serve(SECURED, HEADER);
		expect((await post('{"a":')).status).toBe(401);
		expect((await post('{"a":', PROOF)).status).toBe(200);
	});
});
