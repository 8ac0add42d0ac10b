import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { readSample } from '../../../../sandbox/punchh/webhooks/events';
import { DEFAULT_SAMPLES } from '../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import { SAMPLES } from '../../../../nodes/Punchh/events/samples';
import { nowMs } from '../../../../nodes/shared/time';
import { clock, onlyItem, serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

const serve = async (parameters: INodeParameters, mode?: 'manual') => {
	trigger = await serveTrigger({ authentication: 'none', ...parameters }, {}, { mode });
};
const started = async (event: unknown) => {
	const before = trigger.executions.length;
	const { status } = await sendEvent(trigger.url, 'none', event);
	expect(status).toBe(200);
	return trigger.executions.length > before;
};

describe('other events', () => {
	const families = [
		'coupons',
		'user_coupon_redemptions',
		'redeemables',
		'user_subscriptions',
		'new',
	];
	const event = (name: string) => ({
		...readSample('guest-create'),
		content_id: name,
		event_name: name,
	});

	test.each(families)(
		'%s comes as other when it is selected, and not when it is not',
		async (name) => {
			await serve({ events: ['guest', 'other'] });
			expect(await started(event(name))).toBe(true);
			expect(onlyItem(trigger)).toMatchObject({ event: 'other', event_name: name });
			await trigger.close();
			await serve({ events: ['guest', 'reward'] });
			expect(await started(event(name))).toBe(false);
		},
	);

	test('only those that are chosen', async () => {
		await serve({
			events: ['other'],
			otherFamilies: ['coupons'],
			options: { furtherKinds: 'new' },
		});
		const results = [];
		for (const name of families) results.push(await started(event(name)));
		expect(results).toEqual([true, false, false, false, true]);
	});
});

describe('kinds of notification', () => {
	const transactional = readSample('transactional-reward_notification');
	const marketing = readSample('marketing-recall_campaign');
	const ofKind = (sample: object, kind: unknown) => ({ ...sample, event_type: kind });

	test.each<[string, INodeParameters, object, boolean]>([
		['all, when none is chosen', {}, transactional, true],
		['a chosen one', { transactionalKinds: ['reward_notification'] }, transactional, true],
		['one that is not chosen', { transactionalKinds: ['card_completion'] }, transactional, false],
		[
			'in another spelling',
			{ transactionalKinds: ['reward_notification'] },
			ofKind(transactional, ' Reward_Notification'),
			true,
		],
		[
			'as text, as an expression may give it',
			{ transactionalKinds: 'card_completion, reward_notification' },
			transactional,
			true,
		],
		[
			'a new one, entered as text',
			{ transactionalKinds: ['card_completion'], options: { furtherKinds: 'x_kind, new_kind' } },
			ofKind(transactional, 'new_kind'),
			true,
		],
		[
			'one without a kind',
			{ transactionalKinds: ['card_completion'] },
			ofKind(transactional, null),
			false,
		],
		['the choice for marketing does not count', { marketingKinds: ['x'] }, transactional, true],
		['marketing, chosen', { marketingKinds: ['recall_campaign'] }, marketing, true],
		['marketing, not chosen', { marketingKinds: ['coupon_campaign'] }, marketing, false],
	])('%s', async (_what, parameters, event, expected) => {
		await serve({
			events: ['transactional_notification', 'marketing_notification'],
			...parameters,
		});
		expect(await started(event)).toBe(expected);
	});
});

test.each<[string, string, unknown, string[], boolean]>([
	['all, when none is chosen', 'guest-create', 'create', [], true],
	['a chosen one', 'guest-create', 'create', ['create'], true],
	['one that is not chosen', 'guest-create', 'update', ['create'], false],
	['delete', 'guest-create', 'delete', ['delete'], true],
	['in another spelling', 'guest-create', ' CREATE ', ['update'], false],
	['an origin instead, as check-ins may have', 'checkin-gift-admin', 'console', ['create'], true],
	['none', 'checkin-gift-admin', undefined, ['create'], true],
])('actions: %s', async (_what, sample, action, actions, expected) => {
	await serve({ events: ['guest', 'gift_checkin'], options: { actions } });
	expect(await started({ ...readSample(sample), action })).toBe(expected);
});

test.each<[string, number, number | undefined, boolean]>([
	['younger than the limit', 1, 2, true],
	['older than the limit', 3, 2, false],
	['nearly a week, where nobody chose a limit', 7 * 24 - 1, undefined, true],
	['more than a week, where nobody chose a limit', 7 * 24 + 1, undefined, false],
	['more than a week, where the limit is none', 7 * 24 + 1, Number.NaN, false],
	['more than a week, where the limit is negative', 7 * 24 + 1, -1, false],
	['old, with the limit at 0', 10_000, 0, true],
])('age: %s', async (_what, hours, maxAgeHours, expected) => {
	await serve({ events: ['guest'], options: { maxAgeHours } });
	const timestamp = Math.floor(Date.now() / 1_000) - hours * 3_600;
	const event = { ...readSample('guest-create'), timestamp };
	expect(await started(event)).toBe(expected);
	const line = expect.stringContaining(`content_id "${event.content_id}"`);
	expect(trigger.log).toEqual(expected ? [] : [line]);
});

test.each([
	[1, { message: 'Already received' }],
	[2, { message: 'Already received' }],
	[6.9, { message: 'Already received' }],
	[7.1, { message: 'Too old', reason: expect.stringContaining('Drop Events Older Than') }],
	[9, { message: 'Too old', reason: expect.stringContaining('Drop Events Older Than') }],
])('a recorded event, sent again after %d days: %j', async (days, answer) => {
	await serve({ events: ['guest'], options: { maxAgeHours: undefined } });
	const event = { ...readSample('guest-create'), timestamp: Math.floor(nowMs() / 1_000) };
	expect(await started(event)).toBe(true);
	clock.advance(days * 24 * 3_600_000);
	const { status, body } = await sendEvent(trigger.url, 'none', event);
	expect([status, JSON.parse(body)]).toEqual([200, answer]);
	expect(trigger.executions).toHaveLength(1);
});

test('a flood of events that are too old is no flood of lines', async () => {
	await serve({ events: ['guest'], options: { maxAgeHours: 1 } });
	const send = async () => {
		const event = { ...readSample('guest-create'), content_id: randomUUID() };
		expect((await sendEvent(trigger.url, 'none', event)).status).toBe(200);
	};
	for (let count = 0; count < 5; count++) await send();
	clock.advance(10_000);
	await send();
	expect(trigger.log).toEqual([
		expect.stringContaining('dropped an event that is too old: guest of 2026-03-01'),
		expect.stringContaining('dropped 5 events that are too old: guest of 2026-03-01'),
	]);
});

test('the editor takes an event however old it is', async () => {
	await serve({ events: ['guest'], options: { maxAgeHours: undefined } }, 'manual');
	expect(await started(readSample('guest-create'))).toBe(true);
});

test.each(['Loyalty', 'LOYALTY', ' loyalty '])(
	'the kind of a check-in is found in a status spelt "%s"',
	async (spelling) => {
		const sample = readSample('checkin-loyalty-create-barcode');
		await serve({ events: ['loyalty_checkin'] });
		const payload = { ...sample.payload, status: spelling };
		expect(await started({ ...sample, event_type: '', payload })).toBe(true);
	},
);

describe('in the editor', () => {
	const everything = Object.keys(SAMPLES);
	const get = async (query: string) => (await fetch(trigger.url + query)).status;

	// Any ID could be that of a guest of the brand, and what is behind the trigger has the brand's keys.
	const NOBODY = 999_999_999_999_999;
	const asNobodys = (sample: object) =>
		JSON.parse(
			JSON.stringify(sample)
				.replaceAll('730415', String(NOBODY))
				.replaceAll('CRM-000917', 'SAMPLE-000917'),
		) as object;

	test.each(everything)('?sample=%s gives out a sample at once', async (event) => {
		await serve({ events: [], options: { keepSecrets: true } }, 'manual');
		expect(await get(`?sample=${event}`)).toBe(200);
		const { event: emitted, occurred_at, guest, ...envelope } = onlyItem(trigger);
		expect(emitted).toBe(event);
		expect(guest).toMatchObject({ user_id: NOBODY, email: 'mara.lind@example.com' });
		expect(Date.parse(occurred_at as string)).not.toBeNaN();
		const sandboxSamples: Record<string, string> = DEFAULT_SAMPLES;
		expect(Object.keys(sandboxSamples)).toContain(event);
		expect(envelope).toEqual(asNobodys(readSample(sandboxSamples[event])));
	});

	test.each(['?sample=', '?sample=nothing', '?sample=constructor', '?sample[a]=guest', ''])(
		'the GET check "%s" is only answered',
		async (query) => {
			await serve({ events: [] }, 'manual');
			expect(await get(query)).toBe(200);
			expect(trigger.executions).toEqual([]);
		},
	);

	test('no sample comes out of the Production URL', async () => {
		await serve({ events: everything });
		expect(await get('?sample=guest')).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	test('the same event can be listened for again and again', async () => {
		await serve({ events: ['guest'], groupEvents: true, maxEvents: 50, maxWait: 5_000 }, 'manual');
		expect(await started(readSample('guest-create'))).toBe(true);
		expect(await started(readSample('guest-create'))).toBe(true);
	});
});

test.each([
	['fails', '={{ $("Nowhere").item.json }}'],
	['gives nothing', '={{ $json.nothing }}'],
])('an expression that %s is answered with 503 and starts nothing', async (_what, events) => {
	await serve({ events });
	const { status } = await sendEvent(trigger.url, 'none', readSample('guest-create'));
	expect(status).toBe(503);
	expect(trigger.executions).toEqual([]);
});
