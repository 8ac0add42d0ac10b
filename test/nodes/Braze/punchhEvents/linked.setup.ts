import type { IDataObject } from 'n8n-workflow';

import { sample, type Envelope } from '../../../harness/punchhEvents';
import { sandbox, track } from './punchhEvents.setup';

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
