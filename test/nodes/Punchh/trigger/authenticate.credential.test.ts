import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { REFUSALS, type PunchhCallRefusal } from '../../../../nodes/Punchh/trigger/verifyRequest';
import {
	BODY,
	PATH,
	QUERY,
	call,
	clientKey,
	secret,
	serve,
	status,
	trigger,
} from './authenticate.setup';

describe('a credential that changes while n8n runs', () => {
	const credential: IDataObject = { scheme: 'bearer', token: 'old' };
	let reads = 0;
	const counted = {
		scheme: 'bearer',
		get token() {
			reads++;
			return credential.token;
		},
	};
	beforeEach(async () => {
		credential.token = 'old';
		reads = 0;
		await serve(counted as never);
	});
	afterEach(async () => {
		jest.useRealTimers();
		await trigger.close();
	});
	const later = (ms: number) =>
		jest.useFakeTimers({ doNotFake: NOT_THE_CLOCK, now: Date.now() + ms });
	const NOT_THE_CLOCK = [
		'nextTick',
		'setImmediate',
		'setTimeout',
		'setInterval',
		'queueMicrotask',
	] as never;

	test('the new secret is taken at once, the old one not for long', async () => {
		expect(await status('bearer old')).toBe(200);
		credential.token = 'new';
		later(300);
		expect(await status('bearer old')).toBe(200);
		expect(await status('bearer new')).toBe(200);
		expect(await status('bearer old')).toBe(401);
		credential.token = 'newest';
		later(11_000);
		expect(await status('bearer new')).toBe(401);
	});

	test('is not read for each call, forged ones included', async () => {
		later(0);
		for (let call = 0; call < 50; call++) await status(call % 2 ? 'bearer old' : 'bearer forged');
		expect(reads).toBe(1);
	});
});

describe('a credential with numbers, as an expression may give them', () => {
	afterEach(async () => await trigger.close());

	test.each<[string, IDataObject, string]>([
		['token', { scheme: 'bearer', token: 70415 }, 'bearer 70415'],
		['user and password', { scheme: 'basic', user: 1, password: 2 }, `basic ${btoa('1:2')}`],
		[
			'secret and client key',
			{ scheme: 'hmacSha256', secret: 70415, clientKey: 7 },
			`hmac ${createHmac('sha256', '70415')
				.update(PATH + QUERY + BODY)
				.digest('hex')}`,
		],
	])('%s', async (_what, credential, proof) => {
		await serve(credential);
		expect(await status(proof, { key: '7' })).toBe(200);
		expect(await status(proof.replace(/.$/, '_'), { key: '7' })).toBe(401);
		expect(trigger.log.join()).not.toContain('70415');
	});
});

describe('the log', () => {
	afterEach(async () => await trigger.close());
	const hmac = { scheme: 'hmacSha256', secret, clientKey };
	const unreadable = {
		get scheme(): string {
			throw new Error('It was deleted');
		},
	};

	test.each<[string, IDataObject | undefined, string | undefined, string | null, string]>([
		['a wrong signature', hmac, 'hmac 00', clientKey, 'wrong proof'],
		['a signature of nobody', hmac, undefined, clientKey, 'no proof'],
		['another client key', hmac, 'hmac 00', 'someone_else', 'wrong client key'],
		['an empty secret', { ...hmac, secret: '' }, 'hmac 00', clientKey, 'not configured'],
		['no credential', undefined, 'hmac 00', clientKey, 'not configured'],
		['a deleted credential', unreadable, 'hmac 00', clientKey, 'credential not readable'],
	])('tells %s from the other causes', async (_what, credential, proof, key, reason) => {
		await serve(credential);
		await call(proof, { key });
		expect(trigger.log).toEqual([
			expect.stringContaining(
				`'Test' refused a call: ${reason} (${REFUSALS[reason as PunchhCallRefusal].hint})`,
			),
		]);
		expect(trigger.log[0]).not.toContain(secret);
	});

	test('a flood of calls is counted in few lines, one for each cause', async () => {
		await serve(hmac);
		for (let calls = 0; calls < 20; calls++) await call('hmac 00');
		await call(undefined);
		expect(trigger.log).toEqual([
			expect.stringContaining('refused a call: wrong proof'),
			expect.stringContaining('refused a call: no proof'),
		]);
	});
});
