import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	elsewhere,
	link,
	PASSER_BY,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';
import { limit } from './waiting.setup';

/**
 * A has had CRM-1 and has CRM-2. Braze has merged the profiles, but the link is asked for again, and by
 * then the app has made B's profile under CRM-1.
 */

const clock = jumpingClock();
beforeEach(async () => {
	sandbox.braze.now = () => clock.nowMs();
	await link([told('CRM-1', 1), checkIn({}, 2)]);
	await settleAll(clock);
});

const ofApp = async () =>
	await elsewhere('/users/track', { attributes: [{ external_id: 'CRM-1', app_user: 'B' }] });
const fail = (path: string, fault: IDataObject, count = 1) =>
	sandbox.faults.add({ side: 'braze', path, count, fault: fault as never });
const somebody = (at: number) => checkIn({ user_id: PASSER_BY }, at);

async function expectApart(): Promise<void> {
	await settleAll(clock);
	expect(profilesLeft()).toEqual([
		['CRM-1', undefined, '', ''],
		['CRM-2', USER, String(USER), 'check-in-2'],
	]);
}

test.each<[what: string, play: () => unknown]>([
	['the alias has no answer but 500', () => fail('/users/alias/new', { status: 500 }, 5)],
	['the alias is limited for long', () => limit('/users/alias/new', 600)],
	['the answers to the merge are lost', () => fail('/users/merge', { cut: 'after' }, 5)],
	[
		'an answer to the merge is lost, and the next is a limit',
		() => [fail('/users/merge', { cut: 'after' }), limit('/users/merge', 600)],
	],
])(
	'%s: what is asked for hours later does not take the profile of B along',
	async (_what, play) => {
		play();
		await link([told('CRM-2', 10)]);
		sandbox.faults.clear();
		expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-2']);
		clock.pass(8 * 3_600_000);
		await ofApp();
		clock.pass(AGAIN_MS);
		await link([somebody(11)]);
		await expectApart();
	},
);

test('the app makes it while the run waits that asks for the second time', async () => {
	await link([told('CRM-2', 10)]);
	clock.pass(AGAIN_MS);
	limit('/users/track', 100);
	const { requests } = sandbox.braze;
	const add = requests.push.bind(requests);
	requests.push = (...calls) => {
		if (calls[0].body.includes(`"${PASSER_BY}"`) && calls[0].url === '/users/track') {
			sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1', attributes: { app_user: 'B' } }] });
		}
		return add(...calls);
	};
	await link([somebody(11)]);
	requests.push = add;
	expect(sandbox.braze.profiles.map(({ external_id: id }) => id)).toContain('CRM-1');
	await expectApart();
});

test('a deletion that is limited has looked the profiles up in between', async () => {
	await link([told('CRM-2', 10)]);
	limit('/users/delete', 600, 9);
	const { errors } = await link([{ ...told('CRM-2', 11), action: 'delete' }], {
		passOnDeletions: true,
	});
	expect(errors).toHaveLength(1);
	sandbox.faults.clear();
	clock.pass(8 * 3_600_000);
	await ofApp();
	clock.pass(AGAIN_MS);
	await link([somebody(12)]);
	await expectApart();
});

test('while Braze does not answer the look-up after that, the guest is recorded', async () => {
	fail('/users/alias/new', { status: 500 }, 5);
	await link([told('CRM-2', 10)]);
	fail('/users/export/ids', { status: 500 }, 5);
	const { items } = await link([checkIn({}, 11)]);
	expect(items.map(({ json }) => json.identifier)).toEqual([{ external_id: 'CRM-2' }]);
	await settleAll(clock);
	expect(profilesLeft().map(([id, who, names]) => [id, who, names])).toEqual([
		['CRM-2', USER, String(USER)],
	]);
});
