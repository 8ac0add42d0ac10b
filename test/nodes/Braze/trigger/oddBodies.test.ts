import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { sign } from '../../../../nodes/Braze/trigger/verifyCall';
import { oddJson } from '../../../fixtures/oddJson';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { onlyItem, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

const HMAC = { scheme: 'hmac', secret: 'shh', windowMinutes: 60 };
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
		options: { ignoreSentBy: 'n8n', maxBodyMb: 16 },
	};
	trigger = await serveTrigger(
		parameters,
		credential === undefined ? {} : { brazeWebhookApi: credential },
		{ node: 'brazeTrigger' },
	);
};
afterEach(async () => await trigger.close());

const send = async (body: string, contentType = 'text/plain') => {
	const headers = { 'Content-Type': contentType };
	return (await fetch(trigger.url, { method: 'POST', headers, body })).status;
};

const signed = (message: string) => {
	const seconds = Math.floor(Date.now() / 1_000);
	return `t=${seconds},v1=${sign('shh', seconds, message)}\n${message}`;
};

const message = fc.dictionary(fc.constantFrom(...FIELDS), oddJson(FIELDS), { maxKeys: 6 });

test.each<[string, IDataObject | undefined, (message: string) => string]>([
	['nothing proves the sender', undefined, (message) => message],
	['it is signed', HMAC, signed],
])(
	'values of any type, where %s: the call is answered for good',
	async (_what, credential, bodyOf) => {
		await serve(credential);
		await fc.assert(
			fc.asyncProperty(message, async (fields) => {
				expect(await send(bodyOf(JSON.stringify(fields)))).toBe(200);
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(60, 5_000) },
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
