import { AsyncLocalStorage } from 'node:async_hooks';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { useClock } from '../../../../../nodes/shared/time';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	elsewhere,
	guest,
	link,
	named,
	nameOf,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/** What may be in Braze, or may be gone again, and is right in the end all the same. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const ALL = { attributesToSend: 'all' };
const seed = (id: string, attributes: IDataObject = {}) =>
	sandbox.braze.seed({ profiles: [{ external_id: id, attributes }] });
const fails = (fault: IDataObject) =>
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault: fault as never });

describe('an item of which the answer is lost', () => {
	test.each([
		['was recorded', 'after'],
		['was not', 'before'],
	])(
		'and which %s: an older event puts no value back, and the next one sends it',
		async (_what, cut) => {
			await link([told('CRM-1', 1)]);
			fails({ cut });
			const { errors } = await link([checkIn({ first_name: 'Newest' }, 5)], {}, ALL);
			expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
			await link([named('Old', 3)]);
			expect(nameOf('CRM-1')).toBe('Newest');
		},
	);

	test('under the external ID: what was written under the alias before does not come over it', async () => {
		await link([named('Old', 1)]);
		fails({ cut: 'after' });
		const newest = checkIn({ first_name: 'Newest', external_source_id: 'CRM-1' }, 5);
		expect((await link([newest], {}, ALL)).errors).toHaveLength(1);
		await link([checkIn({}, 6)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});
});

describe('an execution that has waited (429), while another has recorded a newer value', () => {
	const held = new AsyncLocalStorage<() => Promise<void>>();
	const RETRY = { status: 429, headers: { 'x-ratelimit-retry-after': '60' } };

	/** Runs the older event, and the newer one while it waits. */
	async function overtake(): Promise<void> {
		await link([told('CRM-1', 1)]);
		const sleep = async (ms: number) => {
			await held.getStore()?.();
			await clock.sleep(ms);
		};
		useClock({ ...clock, sleep });
		fails(RETRY);
		const newer = async () => {
			await held.exit(async () => await link([named('Newest', 5)]));
		};
		await held.run(newer, async () => await link([named('Old', 3)]));
	}

	test('it writes the newer value again', async () => {
		await overtake();
		expect(nameOf('CRM-1')).toBe('Newest');
		const track = sandbox.braze.requests.filter(({ url }) => url === '/users/track');
		expect(track.slice(-3).map(({ body }) => /Newest|Old/.exec(body)?.[0])).toEqual([
			...['Newest', 'Old', 'Newest'],
		]);
	});

	test('if Braze does not take that, the next event of the guest has it', async () => {
		const { requests } = sandbox.braze;
		const add = requests.push.bind(requests);
		requests.push = (...calls) => {
			if (calls[0].body.includes('"Old"')) fails({ status: 400 });
			return add(...calls);
		};
		await overtake();
		requests.push = add;
		expect(nameOf('CRM-1')).toBe('Old');
		await link([checkIn({}, 6)]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});
});

describe('an external ID that comes back while Braze still merges', () => {
	test.each([
		[0, ''],
		[1_000, ''],
		[30_000, ''],
		[0, ' and a key that may not look'],
		[1_000, ' and a key that may not look'],
		[30_000, ' and a key that may not look'],
	])('with a lag of %i ms%s: one profile, with the last values', async (lag, key) => {
		const denied = { status: 403, body: { message: 'Access denied' } };
		if (key !== '')
			sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 99, fault: denied });
		sandbox.braze.knobs.effectDelayMs = { '/users/merge': lag };
		await link([told('CRM-1', 1), named('First', 2)]);
		await settleAll(clock);
		await link([told('CRM-2', 3)]);
		await link([told('CRM-1', 4), named('Last', 5, { external_source_id: 'CRM-1' })]);
		await settleAll(clock);
		await link([checkIn({ external_source_id: 'CRM-1' }, 6)]);
		await settleAll(clock);
		expect(profilesLeft()).toEqual([['CRM-1', USER, String(USER), 'check-in-6']]);
		expect(nameOf('CRM-1')).toBe('Last');
	});
});

describe('with Update Existing Only', () => {
	const only = { updateExistingOnly: true };

	test.each([
		['', true],
		[', and with no more requests once it is there', false],
	])(
		'the app makes the profile of a new external ID much later: one profile%s',
		async (_, isShort) => {
			await link([told('CRM-1', 1), checkIn({}, 2)]);
			await settleAll(clock);
			await link([told('CRM-2', 3)], only);
			for (let run = 0; run < 4; run++) {
				clock.pass(AGAIN_MS);
				await link([checkIn({}, 4 + run)], only);
			}
			seed('CRM-2');
			for (let run = 0; run < (isShort ? 3 : 6); run++) {
				clock.pass(AGAIN_MS);
				await link([checkIn({}, 10 + run)], only);
			}
			expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
				['CRM-2', USER, String(USER)],
			]);
			if (isShort) return;
			sandbox.braze.requests.length = 0;
			clock.pass(AGAIN_MS);
			await link([checkIn({}, 20)], only);
			expect(sandbox.braze.requests.map(({ url }) => url)).toEqual(['/users/track']);
		},
	);
});

test("after a restart, an event with another guest's external ID leaves the guest the own one", async () => {
	await link([told('CRM-1', 1), guest({ user_id: 2, external_source_id: 'CRM-2' }, 1)]);
	await settleAll(clock);
	forgetAllGuests();
	expect((await link([checkIn({ external_source_id: 'CRM-2' }, 2)])).errors).toHaveLength(1);
	expect((await link([checkIn({}, 3)])).items[0].json).toMatchObject({
		identifier: { external_id: 'CRM-1' },
	});
});

describe('an opt-out that the first event of a guest does not tell', () => {
	const OUT = { unsubscribed: true, marketing_email_subscription: false };
	const silent = { unsubscribed: undefined, marketing_email_subscription: undefined };

	test('goes along with the first event that does, once', async () => {
		const flags = { ...silent, marketing_pn_subscription: undefined, sms_subscription: undefined };
		await link([checkIn({ external_source_id: 'CRM-1', ...flags }, 1)]);
		const subscribed = () => sandbox.braze.profiles[0].attributes.email_subscribe;
		expect(subscribed()).toBeUndefined();
		await link([checkIn(OUT, 2)]);
		expect(subscribed()).toBe('unsubscribed');
		sandbox.braze.requests.length = 0;
		await link([checkIn(OUT, 3)]);
		expect(sandbox.braze.requests[0].body).not.toContain('email_subscribe');
	});
});

describe("Punchh's clock is ahead of the server's", () => {
	const at = (ms: number, name: string) => ({ ...named(name, 0), timestamp: clock.nowMs() + ms });

	test('by minutes: of two events, the newer one counts in any order', async () => {
		await link([told('CRM-1', 1)]);
		await link([at(120_000, 'Newest')]);
		await link([at(60_000, 'Old')]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});

	test('an event of another century holds back nothing', async () => {
		await link([told('CRM-1', 1)]);
		await link([at(3e12, 'Odd')]);
		clock.pass(1);
		await link([at(0, 'Newest')]);
		expect(nameOf('CRM-1')).toBe('Newest');
	});
});

test('what somebody else has written meanwhile stays, if nothing is in doubt', async () => {
	await link([told('CRM-1', 1), named('Mara', 2)]);
	await elsewhere('/users/track', {
		attributes: [{ external_id: 'CRM-1', first_name: 'By hand' }],
	});
	await link([checkIn({}, 3)]);
	expect(nameOf('CRM-1')).toBe('By hand');
});
