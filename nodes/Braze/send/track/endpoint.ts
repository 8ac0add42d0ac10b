import { isObject } from '../../../shared/values/json';
import type { Endpoint } from '../types';
import { countsAny, verdictsByCount } from './counters';
import { render } from './pack';
import { TRACK_ARRAYS, type PreparedObject, type TrackArray } from './objects/types';

/** What to do about an object if it is not known whether Braze accepted it. */
export const OPEN_HINT =
	'Braze may have accepted it. Check the profile before you send it again: Braze does not drop duplicates';

/**
 * POST /users/track. Its errors name objects by array and by index within that array.
 * https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 */
export const TRACK_ENDPOINT: Endpoint<PreparedObject> = {
	permission: 'users.track',
	saysSuccess: true,
	request: (objects) => ({ method: 'POST', path: '/users/track', body: render(objects) }),
	isRepeatSafe: (objects) => objects.every(({ repeatSafe }) => repeatSafe),
	openHint: () => OPEN_HINT,
	named: namedObjects,
	// A refusal with a counter was recorded in a fixture of another sender, and never measured.
	tookSome: countsAny,
	read: (answer, unnamed) => verdictsByCount(answer, unnamed, OPEN_HINT),
};

function namedObjects(error: unknown, objects: PreparedObject[]): PreparedObject[] {
	if (!isObject(error)) return [];
	const { input_array: array, index } = error;
	if (!TRACK_ARRAYS.includes(array as TrackArray) || !Number.isInteger(index)) return [];
	const named = objects.filter((object) => object.array === array)[index as number];
	return named === undefined ? [] : [named];
}
