import type { INodeParameters } from 'n8n-workflow';

import { usePunchhSandbox } from '../harness/punchh';
import { guest, loyalty, member, picked, segment, signUp } from '../harness/punchhParameters';

/** Numbers that a spreadsheet has shortened, and texts that mean that there is none. */

const SHORT = '5.56645E+14';

/** What a sign-up has to have. */
const SIGN_UP = { email: 'a@example.com', password: 'long-enough', firstName: 'A', lastName: 'B' };

const punchh = usePunchhSandbox();

test.each<[string, INodeParameters]>([
	['user ID', guest('get', { userId: SHORT })],
	['phone', guest('get', { findGuestBy: 'phone', phone: SHORT })],
	[
		'external ID',
		guest('updateExternalId', {
			userId: '1',
			external_source: 'customer_id',
			external_source_id: SHORT,
		}),
	],
	[
		'external ID of a field',
		guest('update', { userId: '1', updateFields: { external_source_id: SHORT } }),
	],
	['phone of a field', guest('update', { userId: '1', updateFields: { phone: SHORT } })],
	[
		'phone of a sign-up',
		signUp('mobile', { ...SIGN_UP, additionalFields: { phone: '5.55014E+09' } }),
	],
	[
		'an external ID as JSON',
		guest('update', {
			userId: '1',
			updateFields: { otherFields: `{ "external_source_id": "${SHORT}" }` },
		}),
	],
	[
		'location IDs',
		guest('update', {
			userId: '1',
			api: 'dashboard',
			updateFields: { preferred_location_ids: `3021,${SHORT}` },
		}),
	],
	['reward', loyalty('forceRedeem', { userId: '1', redeem: 'reward_id', rewardId: SHORT })],
	['segment', segment('get', '={{ $json.short }}')],
	['member', member('add', { userId: SHORT })],
	['one of many members', member('addMany', { guests: `730415, ${SHORT}` })],
	['redeemable', guest('sendMessage', { userId: '1', redeemable: picked('={{ $json.short }}') })],
	[
		'challenge',
		guest('sendMessage', {
			userId: '1',
			gifts: { challenge_campaign_id: SHORT, progress_count: 1 },
		}),
	],
])('Punchh: %s', async (_what, parameters) => {
	const { error } = await punchh.run({ parameters, items: [{ short: SHORT }] });
	expect(error?.message).toMatch(/not the whole ID/);
	expect(punchh.calls()).toEqual([]);
});

test.each<[string, INodeParameters]>([
	['Phone', guest('update', { userId: '1', updateFields: { phone: 'N/A' } })],
	['New Email', guest('update', { userId: '1', updateFields: { email: 'null' } })],
	['Phone', signUp('mobile', { ...SIGN_UP, additionalFields: { phone: '-' } })],
])('Punchh: a %s that means that there is none', async (label, parameters) => {
	const { error } = await punchh.run({ parameters, items: [{}] });
	expect(error?.message).toMatch(new RegExp(`^'${label}' cannot be .*means that there is none`));
	expect(punchh.calls()).toEqual([]);
});
