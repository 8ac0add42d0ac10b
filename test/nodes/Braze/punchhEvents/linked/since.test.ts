import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	elsewhere,
	guest,
	link,
	PASSER_BY,
	settleAll,
	told,
	USER,
} from './linked.setup';

/** After a restart, the profile of a guest says since when it has its external ID: others were given up by then. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

/** Seconds after the first event at which the clock of these tests begins. */
const BEGIN = 26_495_000;

const app = async (id: string, of: string) =>
	await elsewhere('/users/track', { attributes: [{ external_id: id, app_user: of }] });

/** Each profile: its external ID, and whose the app says that it is. */
const left = () =>
	sandbox.braze.profiles
		.filter(({ attributes }) => attributes.punchh_user_id !== PASSER_BY)
		.map(({ external_id: id, attributes }) => [id, attributes.app_user]);

const settleTwice = async () => {
	for (let time = 0; time < 2; time++) await settleAll(clock);
};

const telling = (id: string, at: number) => checkIn({ external_source_id: id }, BEGIN + at);

/** Has items come in one run, or in a run each. */
async function come(items: IDataObject[], inOneRun: boolean): Promise<void> {
	for (const some of inOneRun ? [items] : items.map((item) => [item])) await link(some);
	await settleAll(clock);
}

describe('A had CRM-1 and has CRM-2, the app has made the profile of B under CRM-1, and n8n is restarted', () => {
	const [now, late] = [telling('CRM-2', 5_000), telling('CRM-1', 2)];
	beforeEach(async () => {
		await link([told('CRM-1', BEGIN + 1), telling('CRM-1', 2)]);
		await settleAll(clock);
		await link([told('CRM-2', BEGIN + 1_000)]);
		await settleTwice();
		await app('CRM-1', 'B');
		clock.pass(AGAIN_MS);
		forgetAllGuests();
	});
	const both = [
		['CRM-2', undefined],
		['CRM-1', 'B'],
	];

	test.each([
		['that comes late', [now, late], false],
		['that comes late in one run', [now, late], true],
		['that comes first', [late, now], false],
		['that comes first in one run', [late, now], true],
	])('an event of A with CRM-1 %s does not merge it', async (_when, items, inOneRun) => {
		await come(items, inOneRun);
		expect(left()).toEqual(both);
	});

	test('nor is it deleted with A', async () => {
		await come([now, late], false);
		await link([{ ...guest({}, BEGIN + 6_000), action: 'delete' }], { passOnDeletions: true });
		expect(left()).toEqual([['CRM-1', 'B']]);
	});

	test('nor is what the app has made under an ID that A had even earlier', async () => {
		await app('CRM-0', 'C');
		clock.pass(AGAIN_MS);
		await come([late, telling('CRM-0', 1)], false);
		expect(left()).toEqual([...both, ['CRM-0', 'C']]);
	});
});

describe('A had CRM-0 and has CRM-2, and n8n is restarted', () => {
	async function move(at: number): Promise<void> {
		await link([told('CRM-2', BEGIN + at)]);
		await settleTwice();
	}
	beforeEach(async () => {
		await link([told('CRM-0', BEGIN + 1)]);
		await settleAll(clock);
	});

	test('what the app had made for A under an ID before that is merged', async () => {
		await app('CRM-1', 'A');
		clock.pass(200_000);
		await move(1_090);
		forgetAllGuests();
		await come([telling('CRM-2', 3_000), telling('CRM-1', 950)], false);
		expect(left()).toEqual([['CRM-2', 'A']]);
	});

	test.each([
		['a run each', false],
		['one run', true],
	])('so is what it has made under one that A has had since, in %s', async (_what, inOneRun) => {
		await move(900);
		await app('CRM-1', 'A');
		clock.pass(AGAIN_MS);
		forgetAllGuests();
		await come([telling('CRM-1', 2_500), telling('CRM-2', 3_500)], inOneRun);
		expect(left()).toEqual([['CRM-2', 'A']]);
	});
});

describe('another process has heard that A has CRM-2, and has merged the profile with CRM-1', () => {
	beforeEach(async () => {
		await link([told('CRM-1', BEGIN + 1)]);
		const since = new Date(clock.nowMs() + 2_000).toISOString();
		const [gone, kept] = ['CRM-1', 'CRM-2'].map((id) => ({ external_id: id }));
		await elsewhere('/users/track', {
			attributes: [{ ...kept, punchh_user_id: USER, punchh_external_id_since: since }],
		});
		const merge = { identifier_to_merge: gone, identifier_to_keep: kept };
		await elsewhere('/users/merge', { merge_updates: [merge] });
		clock.pass(120_000);
	});

	test('what is recorded under CRM-1 after that is merged', async () => {
		await link([checkIn({}, BEGIN + 110)]);
		expect(left()).toHaveLength(2);
		await come([told('CRM-2', BEGIN + 2)], false);
		expect(left()).toHaveLength(1);
	});

	test('what the app makes there for B is not', async () => {
		await app('CRM-1', 'B');
		clock.pass(AGAIN_MS);
		await come([telling('CRM-2', 500)], false);
		expect(left()).toEqual([
			['CRM-2', undefined],
			['CRM-1', 'B'],
		]);
	});
});

describe('A had CRM-1, then CRM-2, the app has made the profile of B under CRM-1, and A gets CRM-3', () => {
	const late = telling('CRM-1', 2);
	const move = async (id: string, at: number) => {
		await link([told(id, BEGIN + at)]);
		await settleTwice();
	};
	const makeB = async () => {
		await app('CRM-1', 'B');
		clock.pass(AGAIN_MS);
	};
	const both = [
		['CRM-1', 'B'],
		['CRM-3', undefined],
	];

	test.each([
		['', false],
		[' after a restart before CRM-2', true],
	])('a late event with CRM-1 does not merge it%s', async (_when, isRestarted) => {
		await link([told('CRM-1', BEGIN + 1), late]);
		await settleAll(clock);
		if (isRestarted) forgetAllGuests();
		await move('CRM-2', 1_000);
		await makeB();
		await move('CRM-3', 4_000);
		await come([late], false);
		expect(left().sort()).toEqual(both);
	});

	test('but what the app makes for A, who has got CRM-1 back in between, is merged', async () => {
		await link([told('CRM-1', BEGIN + 1), late]);
		await settleAll(clock);
		await move('CRM-2', 1_000);
		await app('CRM-1', 'A');
		clock.pass(AGAIN_MS);
		await move('CRM-3', 4_000);
		await come([telling('CRM-1', 2_700)], false);
		expect(left()).toEqual([['CRM-3', 'A']]);
	});
});
