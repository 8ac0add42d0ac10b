import type { IDataObject } from 'n8n-workflow';

import type { TrackObject } from './types';

/**
 * Braze's pages differ on whether an event may make a profile for an unknown alias. An attributes
 * object surely may, and Braze works through those first: one is added where there is none.
 *
 * @param user the identifier, with `_update_existing_only` where Braze needs to be told
 */
export function withAliasProfile(user: IDataObject, objects: TrackObject[]): TrackObject[] {
	const mayMissProfile =
		'user_alias' in user &&
		user._update_existing_only === false &&
		objects.length > 0 &&
		objects.every(({ array }) => array !== 'attributes');
	return mayMissProfile ? [{ array: 'attributes', body: { ...user } }, ...objects] : objects;
}
