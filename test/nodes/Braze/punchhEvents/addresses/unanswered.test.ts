import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../../harness/jumpingClock';
import {
	AGAIN_MS,
	alias,
	checkIn,
	KEYS,
	link,
	onUser,
	refuse,
	settleAll,
	told,
} from '../linked/linked.setup';
import { sandbox, track } from '../punchhEvents.setup';

/** What an operation would take from the profile of a guest, and what Braze has refused, or may not have done. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const EMAIL = 'family@example.com';

beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

/** What a workflow that finds guests by something else than the linked choice says of B, when what was taken is free. */
async function reasonsOfB(by: 'email' | 'external_id' | 'linked'): Promise<unknown[]> {
	clock.pass(AGAIN_MS);
	const own = { user_id: B, email: EMAIL, external_source_id: 'CRM-1' };
	const { errors } = await track([checkIn(own, 9)], { identifiers: { identifier: [{ by }] } });
	return errors.map(({ json }) => json.error);
}
const REFUSED = [expect.stringMatching(/^Another guest, with the Punchh user ID 1, has or had/)];

const BY_ID = { findUserBy: 'external_id', external_id: 'CRM-1' };
const PARTS: IDataObject = { alias_label: 'punchh_user_id' };

/** Operations by which the profile of A loses its name, or is somebody else's, with the path of Braze that each calls. */
const TAKING: Array<[operation: string, path: string, parameters: IDataObject]> = [
	['delete', '/users/delete', { ...BY_ID, confirmDeletion: true }],
	[
		'merge',
		'/users/merge',
		{
			...{ mergeBy: 'external_id', merge_external_id: 'CRM-1' },
			...{ keepBy: 'external_id', keep_external_id: 'CRM-9' },
		},
	],
	[
		'updateAlias',
		'/users/alias/update',
		{ ...PARTS, old_alias_name: String(A), new_alias_name: '9' },
	],
	['removeExternalId', '/users/external_ids/remove', { external_id: 'CRM-1' }],
];

describe.each(TAKING)('the answer to User > %s is lost, and Braze has not done it', (...way) => {
	const [operation, path, parameters] = way;
	const act = async () => {
		sandbox.faults.add({ side: 'braze', path, count: 99, fault: { cut: 'before' } });
		const { errors } = await onUser(operation, parameters);
		expect(errors[0].json.details).toMatchObject({ verdict: 'unknown' });
	};

	test('nobody else is recorded by the address that the profile has yet', async () => {
		const own = { user_id: A, email: EMAIL, previous_changes: ['email', 'external_source_id'] };
		await link([told('CRM-1', 1, own)]);
		await act();
		expect(await reasonsOfB('email')).not.toEqual([]);
	});

	test('nor by the external ID of a guest who is not linked', async () => {
		const identifiers = { identifier: [{ by: 'external_id' }] };
		await track([told('CRM-1', 1, { user_id: A })], { identifiers });
		await act();
		expect(await reasonsOfB('external_id')).toEqual(REFUSED);
	});

	describe.each(KEYS)('of a guest who is linked%s', (_, mayLook) => {
		beforeEach(async () => {
			if (!mayLook) refuse('/users/export/ids', 403);
			await link([told('CRM-1', 1, { user_id: A })]);
			await settleAll(clock);
		});
		const refusedIs = [expect.stringMatching(/^Another guest, with the Punchh user ID 1, ha[sd]/)];

		test.each(['external_id', 'linked'] as const)('nor by the external ID, by %s', async (by) => {
			await act();
			expect(await reasonsOfB(by)).toEqual(refusedIs);
		});
	});
});

const BY_ALIAS = { findUserBy: 'user_alias', ...alias(A) };

test.each<[isAgain: boolean, who: IDataObject]>([
	[true, BY_ID],
	[true, BY_ALIAS],
	[false, BY_ID],
	[false, BY_ALIAS],
])(
	'a deletion whose answer is lost makes the external ID free when it is seen, or done again (%j): %j',
	async (isAgain, who) => {
		await link([told('CRM-1', 1, { user_id: A })]);
		await settleAll(clock);
		const fault = { cut: 'after' } as const;
		sandbox.faults.add({ side: 'braze', path: '/users/delete', count: 1, fault });
		const first = await onUser('delete', { ...who, confirmDeletion: true });
		expect(first.errors[0].json.details).toMatchObject({ verdict: 'unknown' });
		if (isAgain) await onUser('delete', { ...who, confirmDeletion: true });
		expect(await reasonsOfB('linked')).toEqual([]);
	},
);

test('an address that may not have been written is not free while a profile may have been made by it', async () => {
	const own = { user_id: A, previous_changes: ['email', 'external_source_id'] };
	await link([told('CRM-1', 1, { ...own, email: null })]);
	await settleAll(clock);
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 9, fault: { cut: 'before' } });
	await link([told('CRM-1', 1_000, { ...own, email: EMAIL })]);
	sandbox.faults.clear();
	const identifiers = { identifier: [{ by: 'email' }] };
	await track([checkIn({ user_id: A, email: EMAIL }, 1_001)], { identifiers });
	await link([told('CRM-1', 2_000, { ...own, email: 'new@example.com' })]);
	await settleAll(clock);
	expect(await reasonsOfB('email')).toEqual(REFUSED);
});

test('of an item of which Braze takes a part, an address that it refuses does not replace another', async () => {
	const own = { user_id: A, email: EMAIL, previous_changes: ['email', 'external_source_id'] };
	await link([told('CRM-1', 1, own)]);
	const body = {
		message: 'success',
		attributes_processed: 1,
		errors: [{ type: 'refused', input_array: 'attributes', index: 0 }],
	};
	const fault = { status: 201, body };
	sandbox.faults.add({ side: 'braze', path: '/users/track', count: 1, fault });
	const attributes = [
		{ user_alias: alias(A), email: 'new@example.com' },
		{ external_id: 'CRM-9', tier: 'gold' },
	];
	const { errors } = await onUser('track', { specifyObjects: 'json', objects: { attributes } });
	expect(errors[0].json.details).toMatchObject({ verdict: 'rejected' });
	expect(await reasonsOfB('email')).toEqual(REFUSED);
});

test.each(['2075550142', '(207) 555-0142', '1 207 555 0142', '+1 207-555-0142'])(
	'nobody else is recorded by %s, which Braze takes for the number of a guest',
	async (phone) => {
		await link([told('CRM-1', 1, { user_id: A, email: null, phone: null })]);
		const attributes = [{ external_id: 'CRM-1', phone }];
		await onUser('track', { specifyObjects: 'json', objects: { attributes } });
		const identifiers = { identifier: [{ by: 'phone' }] };
		const event = checkIn({ user_id: B, email: null, phone: '2075550142' }, 9);
		const { errors } = await track([event], { identifiers }, { callingCode: 'US' });
		expect(errors.map(({ json }) => json.error)).toEqual(REFUSED);
	},
);

test('a number that Braze may drop does not replace another', async () => {
	await link([told('CRM-1', 1, { user_id: A, email: null, phone: null })]);
	for (const phone of ['+12075550142', 'ext. 12']) {
		const attributes = [{ external_id: 'CRM-1', phone }];
		await onUser('track', { specifyObjects: 'json', objects: { attributes } });
	}
	clock.pass(AGAIN_MS);
	const identifiers = { identifier: [{ by: 'phone' }] };
	const event = checkIn({ user_id: B, email: null, phone: '2075550142' }, 9);
	const { errors } = await track([event], { identifiers }, { callingCode: 'US' });
	expect(errors.map(({ json }) => json.error)).toEqual(REFUSED);
});
