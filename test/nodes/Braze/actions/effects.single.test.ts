import type { IDataObject } from 'n8n-workflow';
import { BRAZE_CATALOG } from '../../../../sandbox/braze/seed';
import { searchList } from '../../../harness/searchList';
import {
	GROUP,
	ID,
	OPERATIONS,
	PAUSED,
	byAlias,
	byId,
	credentials,
	profile,
	run,
	sandbox,
} from './effects.setup';

test('identify gives an alias-only profile its external ID', async () => {
	sandbox.braze.seed({ profiles: [{ alias: { alias_name: '7', alias_label: 'punchh' } }] });
	await run(
		{
			resource: 'user',
			operation: 'identify',
			findProfileBy: 'user_alias',
			alias_name: ID,
			alias_label: 'punchh',
			external_id: 'crm-7',
		},
		[{ id: 7 }],
	);
	expect(byAlias('7')?.external_id).toBe('crm-7');
});

test('export yields each profile with its own item, and tells who is unknown', async () => {
	const result = await run(
		{
			resource: 'user',
			operation: 'export',
			findUserBy: 'external_id',
			external_id: ID,
			fields_to_export: ['email'],
		},
		[{ id: 'c' }, { id: 'nobody' }, { id: 'a' }],
	);
	expect(result.items.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
		['c@example.com', { item: 0 }],
		['a@example.com', { item: 2 }],
	]);
	expect(result.errors[0].pairedItem).toEqual({ item: 1 });
	expect(sandbox.braze.requests).toHaveLength(1);
});

test('a rename that is refused names its item; the old ID can then be removed', async () => {
	const rename = OPERATIONS.renameExternalId.parameters;
	const result = await run(rename, [{ id: 'a' }, { id: 'nobody' }, { id: 'b' }]);
	expect(result.items).toHaveLength(2);
	expect(result.errors[0]).toMatchObject({
		pairedItem: { item: 1 },
		json: { details: { verdict: 'rejected' }, error: expect.stringContaining('nobody') },
	});
	const removal = await run({ resource: 'user', operation: 'removeExternalId', external_id: ID }, [
		{ id: 'a' },
		{ id: 'c' },
	]);
	expect(removal.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(removal.errors[0].json).toMatchObject({ details: { verdict: 'rejected' } });
	expect(profile('new-a')?.deprecated_external_ids).toEqual([]);
});

test('what was set is read back, by user and by group', async () => {
	await run(OPERATIONS.setSubscription.parameters, [{ id: 'a' }, { id: 'b' }]);
	const user = { resource: 'subscription', findUserBy: 'external_id', external_id: ID };
	const all = await run({ ...user, operation: 'getStatus' }, [{ id: 'b' }, { id: 'nobody' }]);
	expect(all.items[0].json).toMatchObject({
		external_id: 'b',
		subscription_groups: [{ id: GROUP.id, name: GROUP.name, status: 'Unsubscribed' }],
	});
	expect(all.errors[0].json.error).toBe('Braze has no such user');

	const one = await run({ ...user, operation: 'getGroupStatus', subscription_group_id: GROUP.id }, [
		{ id: 'a' },
		{ id: 'c' },
	]);
	expect(one.items.map(({ json }) => json.status)).toEqual(['Unsubscribed', 'Unknown']);
});

test('a user who is subscribed and unsubscribed ends as the last item says', async () => {
	const parameters = {
		...OPERATIONS.setSubscription.parameters,
		subscription_state: '={{ $json.state }}',
	};
	await run(parameters, [
		{ id: 'a', state: 'subscribed' },
		{ id: 'b', state: 'subscribed' },
		{ id: 'a', state: 'unsubscribed' },
		{ id: 'b', state: 'unsubscribed' },
		{ id: 'b', state: 'subscribed' },
	]);
	expect(profile('a')?.subscriptions[GROUP.id]).toBe('unsubscribed');
	expect(profile('b')?.subscriptions[GROUP.id]).toBe('subscribed');
	expect(sandbox.braze.requests).toHaveLength(3);
});

test('each recipient gets properties of their own', async () => {
	const sent: IDataObject[] = [];
	sandbox.braze.onTrigger = ({ recipients }) =>
		sent.push(
			...recipients.map((one) => ({ id: one.profile.external_id, properties: one.properties })),
		);
	await run(
		{
			...OPERATIONS.sendCampaign.parameters,
			trigger_properties: '={{ { reward: "for " + $json.id } }}',
		},
		[{ id: 'a' }, { id: 'b' }],
	);
	expect(sent).toEqual([
		{ id: 'a', properties: { reward: 'for a' } },
		{ id: 'b', properties: { reward: 'for b' } },
	]);
	sandbox.braze.onTrigger = () => {};
});

test('a paused Canvas is reported', async () => {
	const { items } = await run({
		...OPERATIONS.sendCanvas.parameters,
		canvas_id: byId(PAUSED.id),
	});
	expect(items[0].json).toMatchObject({ verdict: 'accepted', notice: expect.any(String) });
});

test('a change of a catalog item keeps its other fields', async () => {
	const { items } = await run(
		{
			resource: 'catalogItem',
			operation: 'update',
			catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
			itemId: ID,
			fields: '{ "price": 9 }',
		},
		[{ id: 'tea' }, { id: 'nothing' }],
	);
	expect(items.map(({ json }) => json)).toEqual([{ verdict: 'accepted' }, { verdict: 'accepted' }]);
	const left = sandbox.braze.workspace.catalogs.get(BRAZE_CATALOG.name)!.items;
	expect(left.get('tea')).toEqual({ id: 'tea', name: 'Green Tea', price: 9, available: true });
	expect(left.has('nothing')).toBe(false);
});

test('a catalog item is deleted', async () => {
	const { items } = await run(
		{
			resource: 'catalogItem',
			operation: 'delete',
			catalog: { __rl: true, mode: 'name', value: BRAZE_CATALOG.name },
			itemId: ID,
			confirmDeletion: true,
		},
		[{ id: 'tea' }],
	);
	expect(items[0].json).toEqual({ verdict: 'accepted' });
	const left = sandbox.braze.workspace.catalogs.get(BRAZE_CATALOG.name)?.items;
	expect([...left!.keys()]).toEqual(['bun']);
});

test('the drop-downs list what the workspace has, without archived campaigns', async () => {
	const list = async (method: string) =>
		(await searchList('braze', method, credentials())).results.map(({ name }) => name).sort();
	expect(await list('searchCampaigns')).toEqual(['Reward Reminder', 'Spring Newsletter']);
	expect(await list('searchCanvases')).toEqual(['Birthday Month', 'Lapsed Guest Win-Back']);
	expect(await list('searchCatalogs')).toEqual([BRAZE_CATALOG.name]);
});
