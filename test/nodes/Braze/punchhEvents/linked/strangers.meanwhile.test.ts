import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { AGAIN_MS, checkIn, guest, link, onUser, settleAll, USER } from './linked.setup';
import { app, BEN, MARA } from './strangers.setup';
import { during, limit } from './waiting.setup';

/** A list links Mara with CRM-2, Ben's, while this process hears of her. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
	app({ ...BEN, app: 'ben' });
});

const row = async (options: IDataObject = {}) =>
	await onUser('linkPunchhGuest', {
		punchh_user_id: String(USER),
		external_id: 'CRM-2',
		options,
	});
const change = guest({ ...MARA, previous_changes: Object.keys(MARA) }, 1);
const OF_BEN = {
	compareEmail: BEN.email,
	compareFirstName: BEN.first_name,
	compareLastName: BEN.last_name,
};
const REFUSED = "In Braze, CRM-2 seems to be another person's external ID: ";

const expectRefused = ({ errors }: { errors: Array<{ json: IDataObject }> }) => {
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining(REFUSED)]);
	expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
};
const expectBenToBeWhole = () => {
	const ben = sandbox.braze.profiles.find(({ attributes }) => attributes.app === 'ben');
	expect(ben).toMatchObject({ external_id: 'CRM-2', attributes: BEN, events: [] });
};

test.each<[string, IDataObject]>([
	['nothing of the guest', {}],
	['Ben’s name and address, as where the user IDs were shifted', OF_BEN],
])('a list says %s, and the profile with the alias is hers', async (_what, options) => {
	await link([change]);
	clock.pass(AGAIN_MS);
	expectRefused(await row(options));
	await settleAll(clock);
	expectBenToBeWhole();
});

test('five rows or more, of which the profiles with the alias say nothing but other addresses', async () => {
	sandbox.braze.seed({
		profiles: [1, 2, 3, 4, 5].flatMap((one) => [
			{ external_id: `ID-${one}`, attributes: { email: `app${one}@example.org` } },
			{
				alias: { alias_name: String(one), alias_label: 'punchh_user_id' },
				attributes: { email: `punchh${one}@example.com` },
			},
		]),
	});
	const { errors } = await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: {
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: '={{ $json.one }}',
			external_id: '=ID-{{ $json.one }}',
			options: { compareEmail: '=app{{ $json.one }}@example.org' },
		},
		items: [1, 2, 3, 4, 5].map((one) => ({ one: String(one) })),
		onError: 'continueErrorOutput',
	});
	expect(errors).toHaveLength(5);
});

test('her event of just before, which Braze does not show yet', async () => {
	sandbox.braze.knobs.effectDelayMs = { '/users/track': 30_000 };
	await link([change]);
	clock.pass(10_000);
	expectRefused(await row());
	await settleAll(clock);
	expectBenToBeWhole();
});

test('her event at the same time', async () => {
	const [list] = await Promise.all([row(), link([change])]);
	expectRefused(list);
	await settleAll(clock);
	expectBenToBeWhole();
});

test('her event after the look-up, before the link is asked for', async () => {
	let list: Awaited<ReturnType<typeof row>> | undefined;
	limit('/users/track', 10);
	await during(
		clock,
		async () => {
			list = await runNode({
				node: 'braze',
				credentials: sandboxCredentials(sandbox),
				parameters: {
					resource: 'user',
					operation: 'linkPunchhGuest',
					punchh_user_id: '={{ $json.user }}',
					external_id: '={{ $json.id }}',
					options: { makeProfiles: '={{ $json.isNew }}' },
				},
				items: [
					{ user: '7', id: 'CRM-7', isNew: true },
					{ user: String(USER), id: 'CRM-2', isNew: false },
				],
				onError: 'continueErrorOutput',
			});
		},
		async () => await link([change]),
	);
	expectRefused(list!);
	await settleAll(clock);
	expectBenToBeWhole();
});

test('her event once the link is asked for: his values are not replaced, and she is refused from then on', async () => {
	sandbox.braze.knobs.effectDelayMs = { '/users/identify': 30_000, '/users/alias/new': 30_000 };
	limit('/users/alias/new', 10);
	let list: Awaited<ReturnType<typeof row>> | undefined;
	await during(
		clock,
		async () => {
			list = await row();
		},
		async () => await link([change]),
	);
	expect(list?.items[0].json).toMatchObject({ verdict: 'accepted', compared: 'different' });
	clock.pass(AGAIN_MS);
	const { errors } = await link([checkIn({}, 2)]);
	expect(errors[0].json.error).toMatch(/730415 is linked with CRM-2, whose profile seems/);
	expectBenToBeWhole();
});
