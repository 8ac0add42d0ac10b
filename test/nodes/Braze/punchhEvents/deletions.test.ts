import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';

import { forgetAllGuests } from '../../../../nodes/Braze/identity/memory/workspaces';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { jumpingClock } from '../../../harness/jumpingClock';
import { STUB_CREDENTIALS, stubBraze, type StubAnswer } from '../../../harness/brazeStub';
import {
	sample,
	sandboxCredentials,
	trackEvents,
	type Envelope,
} from '../../../harness/punchhEvents';
import type { NodeRun } from '../../../harness/runNode';

jumpingClock();

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterEach(() => nock.cleanAll());
afterAll(async () => await sandbox.close());

const track = async (
	items: IDataObject[],
	parameters: NodeRun['parameters'] = {},
	options: IDataObject = {},
	credentials: NodeRun['credentials'] = sandboxCredentials(sandbox),
) => await trackEvents({ items, parameters, options, credentials });

const LOOK_UP = '/users/export/ids';
/** What is asked for, but for whose the profiles are: `otherDeletions.test.ts` is about that. */
const withoutLookUps = (asked: string[]) => asked.filter((path) => path !== LOOK_UP);
/** Braze, which refuses to say whose the profiles are. */
const stub = (answer: (path: string) => StubAnswer) =>
	stubBraze(({ path }) => (path === LOOK_UP ? [403, { message: 'Access Denied' }] : answer(path)));

const guestOf = (external_source_id: string, more: IDataObject = {}): Envelope =>
	sample('guest-create', { external_source_id, ...more });
const deleted = (id = 'CRM-000917'): Envelope => ({ ...guestOf(id), action: 'delete' });

test('are skipped unless deletions are passed on', async () => {
	const { items } = await track([deleted()]);
	expect(items[0].json).toMatchObject({
		verdict: 'skipped',
		reason: expect.stringContaining("'Pass On Deletions' is off") as unknown,
	});
	expect(sandbox.braze.requests).toEqual([]);
});

// The trigger's filter takes it in any spelling, and it must not be recorded as a change.
test.each(['Delete', ' DELETE '])('are deletions however they are written: %s', async (action) => {
	const { items } = await track([{ ...guestOf('CRM-000917'), action }]);
	expect(items[0].json).toMatchObject({ verdict: 'skipped' });
	expect(sandbox.braze.requests).toEqual([]);
});

test('are deleted after what others did, 50 at a time, by one kind of identifier each', async () => {
	await track([sample('guest-update-profile')]);
	expect(sandbox.braze.profiles).toHaveLength(1);
	const many = Array.from({ length: 60 }, (_, id) => {
		return deleted(`CRM-${id}`);
	});
	const withoutExternalId = sample('guest-create');
	const { items } = await track(
		[
			...many,
			{ ...withoutExternalId, action: 'delete' },
			deleted(),
			guestOf('CRM-other', { first_name: 'Ada' }),
		],
		{ identifiers: { identifier: [{ by: 'external_id' }, { by: 'user_alias' }] } },
		{ passOnDeletions: true },
	);
	const requests = sandbox.braze.requests.slice(1).filter(({ url }) => url !== LOOK_UP);
	expect(requests.map(({ url }) => url)).toEqual([
		'/users/track',
		'/users/delete',
		'/users/delete',
		'/users/delete',
	]);
	const keys = requests.slice(1).map(({ body }) => Object.keys(JSON.parse(body) as object));
	expect(keys.every((names) => names.length === 1)).toBe(true);
	expect(items[0].json).toMatchObject({
		verdict: 'accepted',
		deleted: true,
		identifiedBy: 'external_id',
		identifier: { external_id: 'CRM-0' },
	});
	expect(sandbox.braze.profiles.some(({ external_id: id }) => id === 'CRM-000917')).toBe(false);
});

test('of fewer deleted than asked for, none is said to be deleted', async () => {
	stub(() => [200, { deleted: 1 }]);
	const { items, errors } = await track(
		[deleted(), deleted('CRM-2')],
		{},
		{ passOnDeletions: true },
		STUB_CREDENTIALS,
	);
	expect(items).toEqual([]);
	expect(errors.map(({ json }) => (json.details as IDataObject).verdict)).toEqual([
		'unknown',
		'unknown',
	]);
});

const PASS_ON = { passOnDeletions: true, callingCode: 'US' };
const paths = () => withoutLookUps(sandbox.braze.requests.map(({ url }) => url));
const verdictsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.verdict);
const profileOf = (id: string) =>
	sandbox.braze.profiles.find(({ external_id: externalId }) => externalId === id);

test('who is made again is recorded after the deletion, and the item says so', async () => {
	await track([guestOf('CRM-1', { referral_code: 'OLD' })]);
	sandbox.braze.requests.length = 0;
	const anew = guestOf('CRM-1', { first_name: 'Ada', referral_code: null });
	const { items, errors } = await track(
		[deleted('CRM-1'), anew, guestOf('CRM-2', { first_name: 'Eve', user_id: 2 })],
		{},
		PASS_ON,
	);
	expect(errors).toEqual([]);
	expect(paths()).toEqual(['/users/track', '/users/delete', '/users/track']);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	expect(items[1].json.warnings).toEqual([
		expect.stringContaining('the guest was deleted earlier in this run'),
	]);
	expect(items[2].json).not.toHaveProperty('warnings');
	expect(profileOf('CRM-1')!.attributes).toMatchObject({ first_name: 'Ada' });
	expect(profileOf('CRM-1')!.attributes).not.toHaveProperty('referral_code');
	expect(profileOf('CRM-2')!.attributes).toMatchObject({ first_name: 'Eve' });
});

test('of who is deleted at last nothing is sent that could come back to life', async () => {
	await track([guestOf('CRM-1')]);
	sandbox.braze.requests.length = 0;
	const { items } = await track([guestOf('CRM-1'), deleted('CRM-1')], {}, PASS_ON);
	expect(items[0].json).toEqual({
		verdict: 'skipped',
		reason: 'The guest is deleted by a later item of this run',
		identifiedBy: 'external_id',
		identifier: { external_id: 'CRM-1' },
		content_id: guestOf('CRM-1').content_id,
	});
	expect(items[1].json).toMatchObject({ verdict: 'accepted', deleted: true });
	expect(paths()).toEqual(['/users/delete']);
	expect(sandbox.braze.profiles).toEqual([]);
});

test('made, deleted, made, deleted, deleted again and made: each in its turn', async () => {
	await track([guestOf('CRM-1')]);
	sandbox.braze.requests.length = 0;
	// Braze deletes only whom it has: between two deletions the guest must have been there.
	const made = (first_name: string) => guestOf('CRM-1', { first_name });
	const turns = [
		made('A'),
		deleted('CRM-1'),
		made('B'),
		deleted('CRM-2'),
		deleted('CRM-2'),
		made('C'),
	];
	await track([guestOf('CRM-2')]);
	sandbox.braze.requests.length = 0;
	const { items } = await track(turns, {}, PASS_ON);
	expect(verdictsOf(items)).toEqual([
		'skipped',
		'accepted',
		'accepted',
		'accepted',
		'accepted',
		'accepted',
	]);
	// One entry for the two items of the second guest.
	const [first] = sandbox.braze.requests.filter(({ url }) => url !== LOOK_UP);
	expect(JSON.parse(first.body)).toEqual({ external_ids: ['CRM-1', 'CRM-2'] });
	expect(paths()).toEqual(['/users/delete', '/users/track']);
	expect(profileOf('CRM-1')!.attributes.first_name).toBe('C');
});

test.each<[string, StubAnswer]>([
	['failed', [403, { message: 'Access Denied' }]],
	['unknown', [500, '<html>']],
])('a deletion that is %s holds back what comes after it', async (verdict, answer) => {
	const requests = stub((path) =>
		path === '/users/delete' ? answer : [201, { message: 'success' }],
	);
	const { items, errors } = await track(
		[deleted('CRM-1'), guestOf('CRM-1'), guestOf('CRM-2')],
		{},
		PASS_ON,
		STUB_CREDENTIALS,
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
	expect(errors.map(({ json }) => json.details)).toMatchObject([
		{ verdict, identifier: { external_id: 'CRM-1' } },
		{ verdict: 'failed', identifier: { external_id: 'CRM-1' } },
	]);
	expect(errors[1].json.error).toMatch(/^Held back: an earlier item deletes the guest/);
	expect(withoutLookUps(requests.map(({ path }) => path))).toEqual([
		'/users/track',
		'/users/delete',
	]);
});

test('a deletion by another identifier than the others use is pointed out', async () => {
	const items = [guestOf('CRM-1'), deleted('')];
	const { items: output } = await track(items, {}, PASS_ON);
	expect(output[0].json).not.toHaveProperty('warnings');
	expect(output[1].json).toMatchObject({ deleted: true, identifier: { external_id: '730415' } });
	expect(output[1].json.warnings).toEqual([
		"the event lacks the first identifier of 'Identify Guest By': a profile with that identifier is not deleted",
		expect.stringContaining('and by External ID in an earlier item of this run'),
	]);
});

test('where Braze had nobody to delete, what comes after is recorded', async () => {
	const requests = stub((path) =>
		path === '/users/delete' ? [200, { deleted: 0 }] : [201, { message: 'success' }],
	);
	const turns = [deleted('CRM-1'), guestOf('CRM-1')];
	const { items, errors } = await track(turns, {}, PASS_ON, STUB_CREDENTIALS);
	expect(errors.map(({ json }) => json.error)).toEqual(['Braze deleted no user']);
	expect(verdictsOf(items)).toEqual(['accepted']);
	expect(withoutLookUps(requests.map(({ path }) => path))).toEqual([
		'/users/delete',
		'/users/track',
	]);
});

test('a dry run deletes nobody', async () => {
	const { items } = await track(
		[guestOf('CRM-1'), deleted('CRM-1'), guestOf('CRM-1')],
		{},
		{ ...PASS_ON, dryRun: true },
	);
	expect(items.map(({ json }) => [json.verdict, json.reason])).toEqual([
		['skipped', 'The guest is deleted by a later item of this run'],
		['skipped', 'The guest would be deleted in Braze'],
		['dryRun', undefined],
	]);
	expect(sandbox.braze.requests).toEqual([]);
});
