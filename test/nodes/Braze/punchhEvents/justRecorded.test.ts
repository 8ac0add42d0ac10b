import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import type { Envelope } from '../../../harness/punchhEvents';
import type { NodeRun } from '../../../harness/runNode';
import { checkIn, guest, link, paths, told } from './linked/linked.setup';
import { during } from './linked/waiting.setup';
import { sandbox, track } from './punchhEvents.setup';

/** A guest for whom something was recorded just before the deletion: Braze may take it in after that. */

const LAG_MS = 30_000;

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.knobs.effectDelayMs = { '/users/track': LAG_MS };
});

/** How long was waited, in milliseconds. */
const waited = () => clock.waits.splice(0).reduce((sum, ms) => sum + ms, 0);

const by = (identifier: string) => ({ identifiers: { identifier: [{ by: identifier }] } });
const made = (more: IDataObject = {}, at = 1) =>
	told('CRM-1', at, { email: 'mara@x.com', ...more });
const gone = (event: Envelope): Envelope => ({ ...event, action: 'delete' });
const remove = async (
	parameters: NodeRun['parameters'],
	options: IDataObject = {},
	event = made({}, 9),
) => await track([gone(event)], parameters, { passOnDeletions: true, ...options });

/** The profiles when Braze has taken in all that was sent. */
const profilesLater = async () => {
	clock.pass(LAG_MS);
	await link([checkIn({ user_id: 99 })]);
	clock.pass(LAG_MS);
	return sandbox.braze.profiles.filter(({ attributes }) => attributes.punchh_user_id !== 99);
};

test.each(['linked', 'external_id', 'user_alias', 'punchh_user_id', 'email'])(
	'identified by %s, the guest is deleted when Braze has it',
	async (choice) => {
		await track(
			[made(), checkIn({ external_source_id: 'CRM-1', email: 'mara@x.com' }, 2)],
			by(choice),
		);
		clock.pass(5_000);
		waited();
		const { items, errors } = await remove(by(choice));
		expect([items[0]?.json.verdict, errors]).toEqual(['accepted', []]);
		expect(items[0].json.warnings).toBeUndefined();
		expect(waited()).toBe(55_000);
		expect(await profilesLater()).toEqual([]);
	},
);

test('of whom only the user ID is known, too', async () => {
	await link([guest({ external_source_id: null }, 1), checkIn({}, 2)]);
	await remove(by('linked'), {}, guest({ external_source_id: null }, 9));
	expect(await profilesLater()).toEqual([]);
});

test('what another workflow has recorded is waited for, and by another name as well', async () => {
	await track([checkIn({ external_source_id: 'CRM-1' }, 2)], by('external_id'));
	await remove(by('linked'));
	expect(await profilesLater()).toEqual([]);
});

test('what is recorded while the deletion waits is waited for, too', async () => {
	await link([made()]);
	await during(
		clock,
		async () => await remove(by('linked')),
		async () => {
			clock.pass(40_000);
			await link([checkIn({ external_source_id: 'CRM-1' }, 3)]);
		},
	);
	expect(await profilesLater()).toEqual([]);
});

test('nobody waits for what is older than a minute, for others, or for what Braze has refused', async () => {
	await link([made()]);
	clock.pass(60_001);
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault: { status: 400 } });
	await link([made({ first_name: 'Mara', previous_changes: ['first_name'] }, 3)]);
	await link([checkIn({ user_id: 99 })]);
	waited();
	await remove(by('linked'));
	expect(waited()).toBe(0);
});

test('nothing is looked up or deleted while it waits', async () => {
	await link([made()]);
	paths();
	let seen: string[] = [];
	await during(
		clock,
		async () => await remove(by('linked')),
		async () => void (seen = await Promise.resolve(paths())),
	);
	expect(seen).toEqual([]);
	expect(paths()).toContain('/users/delete');
});

test('it waits no longer than Longest Wait, and says what may come of it', async () => {
	await link([made()]);
	waited();
	const { items } = await remove(by('linked'), { longestWait: 10 });
	expect(waited()).toBe(10_000);
	expect(items[0].json.warnings).toEqual([expect.stringContaining('Check that it is gone')]);
});

test('a dry run does not wait, nor does a run that leaves deletions out', async () => {
	await link([made()]);
	waited();
	await remove(by('linked'), { dryRun: true });
	await remove(by('linked'), { passOnDeletions: false });
	expect(waited()).toBe(0);
});
