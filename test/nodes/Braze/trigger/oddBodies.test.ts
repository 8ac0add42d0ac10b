import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { sign } from '../../../../nodes/Braze/trigger/verifyCall';
import { oddJson } from '../../../fixtures/oddJson';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { onlyItem, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

const HMAC = { scheme: 'hmac', secret: 'shh', signedFields: 'dispatch_id', windowMinutes: 60 };
const FIELDS = [
	'event',
	'external_id',
	'user_id',
	'braze_id',
	'email',
	'message_id',
	'dispatch_id',
	'properties',
	'sent_by',
];

let trigger: ServedTrigger;
const serve = async (credential?: IDataObject) => {
	const parameters = {
		authentication: credential === undefined ? 'none' : 'credential',
		options: { ignoreSentBy: 'n8n' },
	};
	trigger = await serveTrigger(
		parameters,
		credential === undefined ? {} : { brazeWebhookApi: credential },
		{ node: 'brazeTrigger' },
	);
};
afterEach(async () => await trigger.close());

/** The body goes out signed as if the signed field were the text `1`. */
const send = async (body: string, contentType = 'text/plain') => {
	const seconds = Math.floor(Date.now() / 1_000);
	const signature = `t=${seconds},v1=${sign('shh', `${seconds}|1`)}`;
	const headers = { 'Content-Type': contentType, 'X-Braze-Signature': signature };
	return (await fetch(trigger.url, { method: 'POST', headers, body })).status;
};

const message = fc.dictionary(fc.constantFrom(...FIELDS), oddJson(FIELDS), { maxKeys: 6 });

test.each<[string, IDataObject | undefined, number[]]>([
	['nothing proves the sender', undefined, [200]],
	['a field is signed', HMAC, [200, 401]],
])(
	'values of any type, where %s: the call is answered for good',
	async (_what, credential, any) => {
		await serve(credential);
		await fc.assert(
			fc.asyncProperty(message, async (fields) => {
				expect(any).toContain(await send(JSON.stringify(fields)));
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(150, 5_000) },
		);
		expect(trigger.log.filter((line) => line.includes('failed'))).toEqual([]);
	},
);

test.each(['', '[]', '7', '"x"', 'null', '{', '\u0000', '{"a":1}{"b":2}'])(
	'the body %j is answered for good',
	async (body) => {
		await serve();
		expect(await send(body)).toBe(200);
		expect(await send(body, 'application/x-www-form-urlencoded')).toBe(200);
	},
);

test('what is no text where one is wanted is kept in the body, and nowhere else', async () => {
	await serve();
	const odd = { external_id: { toString: false }, email: ['x'], event: null, properties: 'x' };
	expect(await send(JSON.stringify(odd))).toBe(200);
	expect(onlyItem(trigger)).toMatchObject({
		external_id: null,
		email: null,
		event: null,
		properties: {},
		body: odd,
	});
});

test.each(['"x"', '"7"', '"\\n"'])('a message with 5 million times %s is read', async (value) => {
	await serve();
	const many = value.startsWith('"')
		? `"${value.slice(1, -1).repeat(5_000_000)}"`
		: value.repeat(5_000_000);
	expect(await send(`{"external_id":9007199254740993,"note":${many}}`)).toBe(200);
	expect(onlyItem(trigger).external_id).toBe('9007199254740993');
});
