import type { IDataObject } from 'n8n-workflow';

import type { TrackObject } from './types';

/**
 * Braze's pages disagree on whether an event can create a profile for an unknown alias. An attributes
 * object certainly can, and Braze processes those first, so one is added if there is none.
 *
 * @param user the identifier, with `_update_existing_only` if Braze needs it
 */
export function withAliasProfile(user: IDataObject, objects: TrackObject[]): TrackObject[] {
	const mayMissProfile =
		'user_alias' in user &&
		user._update_existing_only === false &&
		objects.length > 0 &&
		objects.every(({ array }) => array !== 'attributes');
	return mayMissProfile ? [{ array: 'attributes', body: { ...user } }, ...objects] : objects;
}
