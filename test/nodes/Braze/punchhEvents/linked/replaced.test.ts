import type { IDataObject } from 'n8n-workflow';

import { BRAZE_SUBSCRIPTION_GROUPS } from '../../../../../sandbox/braze/seed';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import { alias, elsewhere, link, named, onUser, settleAll, told, USER } from './linked.setup';

/**
 * What this process has written to a guest's profile, and somebody else has replaced since: another
 * process of queue mode, another workflow, or the guest with a link in a message.
 */

const clock = jumpingClock();
const DAY_MS = 24 * 3_600_000;
const BY_ALIAS = { user_alias: alias(), _update_existing_only: false };
const ALL = { attributesToSend: 'all' };

const writeElsewhere = async (values: IDataObject) =>
	await elsewhere('/users/track', { attributes: [values] });

/** The attributes of the only profile that the guest has in the end. */
async function inTheEnd(externalId: string): Promise<IDataObject> {
	await settleAll(clock);
	const own = sandbox.braze.profiles.filter(({ user_aliases: aliases }) =>
		aliases.some(({ alias_name: name }) => name === String(USER)),
	);
	expect(own.map(({ external_id: id }) => id)).toEqual([externalId]);
	return own[0].attributes as IDataObject;
}

test('stays when the external ID becomes known', async () => {
	await link([named('Ann', 1, { email: 'old@example.com' })], {}, ALL);
	clock.pass(DAY_MS);
	await writeElsewhere({ ...BY_ALIAS, email: 'new@example.com', phone: null });
	clock.pass(DAY_MS);
	await link([told('CRM-1', 2)]);
	const attributes = await inTheEnd('CRM-1');
	expect(attributes).toMatchObject({ email: 'new@example.com', first_name: 'Ann' });
	expect(attributes.phone ?? null).toBeNull();
});

test('stays when the external ID changes', async () => {
	await link([told('CRM-1', 1, { city: 'Oldtown' })], {}, ALL);
	clock.pass(DAY_MS);
	await writeElsewhere({ external_id: 'CRM-1', home_city: 'Newtown' });
	clock.pass(DAY_MS);
	await link([told('CRM-2', 2)]);
	expect(await inTheEnd('CRM-2')).toMatchObject({ home_city: 'Newtown' });
});

test('stays when another process has moved the guest to the new external ID already', async () => {
	await link([told('CRM-1', 1, { city: 'Oldtown' })], {}, ALL);
	clock.pass(DAY_MS);
	await writeElsewhere({ external_id: 'CRM-2', home_city: 'Newtown' });
	const [gone, kept] = ['CRM-1', 'CRM-2'].map((id) => ({ external_id: id }));
	const merge = { identifier_to_merge: gone, identifier_to_keep: kept };
	await elsewhere('/users/merge', { merge_updates: [merge] });
	await link([told('CRM-2', 2)]);
	expect(await inTheEnd('CRM-2')).toMatchObject({ home_city: 'Newtown' });
});

test('stays when a list links the guest', async () => {
	await link([named('Ann', 1, { email: 'old@example.com' })], {}, ALL);
	clock.pass(DAY_MS);
	await writeElsewhere({ ...BY_ALIAS, email: 'new@example.com' });
	clock.pass(DAY_MS);
	await onUser('linkPunchhGuest', { punchh_user_id: String(USER), external_id: 'CRM-1' });
	const attributes = await inTheEnd('CRM-1');
	expect(attributes).toMatchObject({ email: 'new@example.com', first_name: 'Ann' });
});

test('stays against an event that happened before the one of this process', async () => {
	await link([named('Ann', 5)], {}, ALL);
	clock.pass(DAY_MS);
	await writeElsewhere({ ...BY_ALIAS, first_name: 'Anna' });
	clock.pass(DAY_MS);
	await link([told('CRM-1', 6)]);
	await link([named('An', 2, { external_source_id: 'CRM-1' })]);
	expect(await inTheEnd('CRM-1')).toMatchObject({ first_name: 'Anna' });
});

describe('an opt-out in Braze', () => {
	const subscribed = { unsubscribed: false, marketing_email_subscription: true };

	test('stays when the external ID changes', async () => {
		const choices = { ...ALL, preset: 'adapter' };
		await link([told('CRM-1', 1, subscribed)], {}, choices);
		expect(sandbox.braze.profiles[0].attributes).toMatchObject({ email_subscribe: 'subscribed' });
		clock.pass(DAY_MS);
		await writeElsewhere({ external_id: 'CRM-1', email_subscribe: 'unsubscribed' });
		clock.pass(DAY_MS);
		await link([told('CRM-2', 2, subscribed)], {}, { ...choices, attributesToSend: 'changed' });
		expect(await inTheEnd('CRM-2')).toMatchObject({ email_subscribe: 'unsubscribed' });
	});

	test('of a subscription group stays when the external ID changes', async () => {
		const [{ id: group }] = BRAZE_SUBSCRIPTION_GROUPS;
		await link([told('CRM-1', 1, subscribed)], { emailGroupId: group }, ALL);
		expect(sandbox.braze.profiles[0].subscriptions).toEqual({ [group]: 'subscribed' });
		clock.pass(DAY_MS);
		await elsewhere('/subscription/status/set', {
			subscription_group_id: group,
			subscription_state: 'unsubscribed',
			external_id: ['CRM-1'],
		});
		clock.pass(DAY_MS);
		await link([told('CRM-2', 2, subscribed)], { emailGroupId: group });
		await inTheEnd('CRM-2');
		expect(sandbox.braze.profiles[0].subscriptions).toEqual({ [group]: 'unsubscribed' });
	});
});

test('what nobody has replaced still counts for more than what another sender has under the new ID', async () => {
	await link([named('Ann', 1, { city: 'Oldtown' })], {}, ALL);
	clock.pass(DAY_MS);
	const { attributes: written } = sandbox.braze.profiles[0];
	await writeElsewhere({ external_id: 'CRM-1', first_name: 'Stale', home_city: 'Stale' });
	clock.pass(DAY_MS);
	await link([told('CRM-1', 2)]);
	expect(await inTheEnd('CRM-1')).toMatchObject(written);
});
