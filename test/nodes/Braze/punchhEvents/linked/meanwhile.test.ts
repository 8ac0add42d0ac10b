import { AsyncLocalStorage } from 'node:async_hooks';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { useClock } from '../../../../../nodes/shared/time';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox, track } from '../punchhEvents.setup';
import { AGAIN_MS, alias, checkIn, guest, link, USER } from './linked.setup';

const clock = jumpingClock();

/** Lets another execution get so far. */
async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await new Promise((go) => setImmediate(go));
}

/** Holds an execution where it waits, until it is opened. */
class Gate {
	private reach!: () => void;

	open!: () => void;

	readonly reached = new Promise<void>((resolve) => (this.reach = resolve));

	private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

	async wait(): Promise<void> {
		this.reach();
		await this.opened;
	}
}

/** The gate of the execution that runs. */
const held = new AsyncLocalStorage<Gate>();

/** Lets time pass while other guests come, until all links have been asked for again. */
async function settle(): Promise<void> {
	for (let run = 0; run < 3; run++) {
		clock.pass(AGAIN_MS);
		await link([checkIn({ user_id: 99 }, 9_000 + run)]);
	}
}

const listed = async (punchhUserId: number) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: String(punchhUserId),
			external_id: 'CRM-1',
		},
		items: [{}],
		onError: 'continueErrorOutput',
	});

/** The guests of whom each profile has something, but for the one who comes while time passes. */
const guestsOfProfiles = () =>
	sandbox.braze.profiles
		.map(({ attributes, user_aliases: aliases, events }) => [
			...new Set([
				...(attributes.punchh_user_id === undefined ? [] : [String(attributes.punchh_user_id)]),
				...aliases.map(({ alias_name: name }) => name),
				...events.map(({ properties }) => {
					return String((properties as IDataObject).content_id).split('/')[1];
				}),
			]),
		])
		.filter(([who]) => who !== '99');

/** A check-in whose content ID names its guest. */
const of = (who: number, at: number, user: IDataObject = {}) => ({
	...checkIn({ user_id: who, ...user }, at),
	content_id: `${at}/${who}`,
});

describe('two executions at the same time', () => {
	test.each(['email', 'phone', 'external_id'])(
		'that begin with two guests who have the same %s: one of them is refused',
		async (by) => {
			const choice = { identifiers: { identifier: [{ by }] } };
			const same = { email: 'a@example.com', phone: '+12075550142', external_source_id: 'CRM-1' };
			const runs = [of(1, 1, same), of(2, 2, same)].map((event) => track([event], choice));
			const results = await Promise.all(runs);
			expect(results.flatMap(({ items }) => items)).toHaveLength(1);
			expect(results.flatMap(({ errors }) => errors)).toHaveLength(1);
			expect(guestsOfProfiles()).toEqual([[expect.stringMatching(/^[12]$/)]]);
			// Who was refused is not kept out because of that, and who was recorded goes on.
			const again = await Promise.all(
				[of(1, 3, same), of(2, 4, same)].map((e) => track([e], choice)),
			);
			expect(again.flatMap(({ items }) => items)).toHaveLength(1);
		},
	);

	test('one still looks up whose an external ID is, the other has an event without it', async () => {
		await link([guest({ user_id: 2, external_source_id: 'CRM-2' }, 1)]);
		await link([guest({ user_id: 3, external_source_id: 'CRM-3' }, 1)]);
		await settle();
		forgetAllGuests();
		const fault = { status: 500 };
		sandbox.faults.add({ side: 'braze', path: '/users/export/ids', count: 2, fault });
		const sleep = async (ms: number) => {
			await held.getStore()?.wait();
			await clock.sleep(ms);
		};
		useClock({ ...clock, sleep });
		// It looks up whose CRM-3 is, and is to ask again.
		const [one, other] = [new Gate(), new Gate()];
		const events = [guest({ user_id: 3, external_source_id: 'CRM-3' }, 3), of(1, 4)];
		const first = held.run(one, async () => await link(events));
		await one.reached;
		// It has learned that CRM-2 is guest 1's, and is to ask again whether that is so.
		const told = of(1, 5, { external_source_id: 'CRM-2' });
		const second = held.run(other, async () => await link([told]));
		await other.reached;
		one.open();
		expect((await first).items[1].json.identifier).toEqual({ user_alias: alias(1) });
		other.open();
		expect((await second).errors).toHaveLength(1);
		expect(guestsOfProfiles()).toEqual([['2'], ['3'], ['1']]);
	});

	test.each([0, 1, 5, 10, 20])(
		'a list links an external ID that an event tells of another guest (%i turns later)',
		async (later) => {
			sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
			const first = listed(2);
			await turns(later);
			const event = guest({ external_source_id: 'CRM-1' }, 1);
			const results = await Promise.all([first, link([event, of(USER, 2)])]);
			expect(results.flatMap(({ errors }) => errors)).toHaveLength(1);
			await settle();
			expect(guestsOfProfiles().filter((guests) => guests.length !== 1)).toEqual([]);
		},
	);

	test('two lists link an external ID with two guests: one of them is refused', async () => {
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
		const results = await Promise.all([listed(2), listed(3)]);
		expect(results.flatMap(({ errors }) => errors)).toHaveLength(1);
		expect(guestsOfProfiles()).toEqual([[expect.stringMatching(/^[23]$/)]]);
	});

	test('a list that fails keeps nobody out', async () => {
		sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
		const fault = { status: 403, body: { message: 'Access denied' } };
		sandbox.faults.add({ side: 'braze', path: '/users/identify', count: 1, fault });
		expect((await listed(2)).errors).toHaveLength(1);
		expect((await listed(3)).errors).toEqual([]);
	});
});
