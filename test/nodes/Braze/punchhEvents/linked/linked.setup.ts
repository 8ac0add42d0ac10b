import type { IDataObject } from 'n8n-workflow';

import type { JumpingClock } from '../../../../harness/jumpingClock';
import { sample, sandboxCredentials, type Envelope } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox, track } from '../punchhEvents.setup';

export const AGAIN_MS = 300_000;

export const LINKED = { identifiers: { identifier: [{ by: 'linked' }] } };
export const link = async (items: IDataObject[], options: IDataObject = {}, parameters = {}) =>
	await track(items, { ...LINKED, ...parameters }, { callingCode: 'US', ...options });

export const paths = () => sandbox.braze.requests.splice(0).map(({ url }) => url);
export const USER = 730_415;
export const alias = (id: number = USER) => ({
	alias_name: String(id),
	alias_label: 'punchh_user_id',
});

/** A new or changed guest; `at` is in seconds. */
export const guest = (payload: IDataObject, at = 0): Envelope => ({
	...sample('guest-update-profile', { external_source_id: null, previous_changes: [], ...payload }),
	content_id: `guest-${at}`,
	timestamp: 1_773_505_000_000 + at * 1_000,
});

/** A check-in of a guest. */
export function checkIn(user: IDataObject, at = 0): Envelope {
	const given = sample('checkin-loyalty-create-online');
	return {
		...given,
		content_id: `check-in-${at}`,
		timestamp: 1_773_505_000_000 + at * 1_000,
		payload: {
			...given.payload,
			user: { ...(given.payload.user as IDataObject), external_source_id: null, ...user },
		},
	};
}

export const CHANGED_ID = ['external_source_id'];

/** An event that tells a new external ID. */
export const told = (id: string, at: number, more: IDataObject = {}) =>
	guest({ external_source_id: id, previous_changes: CHANGED_ID, ...more }, at);

/** An event that tells another first name. */
export const named = (name: string, at: number, more: IDataObject = {}) =>
	guest({ first_name: name, previous_changes: ['first_name'], ...more }, at);

/** The first name on the profile with an external ID. */
export const nameOf = (id?: string) =>
	sandbox.braze.profiles.find(({ external_id: own }) => own === id)?.attributes.first_name;

/** Runs an operation on users. */
export const onUser = async (operation: string, parameters: IDataObject) =>
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: { resource: 'user', operation, ...parameters } as never,
		items: [{}],
		onError: 'continueErrorOutput',
	});

/** Merges two profiles as a person does; an identifier is an external ID, or a Punchh user ID for the alias. */
export const mergeUsers = async (gone: string | number, kept: string | number) =>
	await onUser('merge', { ...side('merge', gone), ...side('keep', kept) });

const side = (name: 'merge' | 'keep', id: string | number): IDataObject =>
	typeof id === 'string'
		? { [`${name}By`]: 'external_id', [`${name}_external_id`]: id }
		: {
				[`${name}By`]: 'user_alias',
				[`${name}_alias_name`]: String(id),
				[`${name}_alias_label`]: 'punchh_user_id',
			};

/** Whoever comes while time passes. */
export const PASSER_BY = 99;

/** Lets time pass while other guests come, until all links have been asked for again. */
export async function settleAll({ pass }: JumpingClock): Promise<void> {
	for (let run = 0; run < 3; run++) {
		pass(AGAIN_MS);
		await link([checkIn({ user_id: PASSER_BY }, 9_000 + run)]);
	}
}

/** Each profile in the end: external ID, Punchh user ID, names of aliases, content IDs of events. */
export const profilesLeft = () =>
	sandbox.braze.profiles
		.map(({ external_id: id, user_aliases: aliases, attributes, events }) => [
			id,
			attributes.punchh_user_id,
			aliases.map(({ alias_name: name }) => name).join(),
			events.map(({ properties }) => (properties as IDataObject).content_id).join(),
		])
		.filter(([, who]) => who !== PASSER_BY)
		.sort();

/** A call of somebody else to Braze, of which this process does not hear. */
export async function elsewhere(path: string, body: IDataObject): Promise<void> {
	const { status } = await fetch(`${sandbox.brazeUrl}${path}`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${String(sandboxCredentials(sandbox).brazeApi.apiKey)}`,
		},
		body: JSON.stringify(body),
	});
	expect(status).toBeLessThan(300);
}

/** Keys that may look up profiles, and keys that may not. */
export const KEYS: Array<[which: string, mayLook: boolean]> = [
	['', true],
	[', with a key that may not look', false],
];

/** Has Braze refuse a path. */
export const refuse = (path: string, status: number) =>
	sandbox.faults.add({
		side: 'braze',
		path,
		count: 99,
		fault: { status, body: { message: 'Access denied' } },
	});
