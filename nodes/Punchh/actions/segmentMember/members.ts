import type { IDataObject } from 'n8n-workflow';

import type { ApiItem } from '../../transport/apiItem';
import type { PunchhCall } from '../../transport/call';
import { isSuccess, type Outcome } from '../../transport/outcome';
import { isObject } from '../../../shared/values/json';
import { guestKeys, guestLocator } from '../guestLocator';
import { segmentPicker } from '../pickers';
import { refuseOther } from '../sameGuest';

/** The path of all calls on members. PAR developer portal, "Custom Segments", members. */
export const MEMBERS_PATH = '/api2/dashboard/custom_segments/members';

/** Parameters that identify a guest and a segment. */
export const memberProperties = [
	segmentPicker,
	...guestLocator(
		['email', 'userId'],
		'How to identify the guest, who must already exist in Punchh',
	),
];

/** Segment and guest of an item, by their names in Punchh. */
export function memberOf(item: ApiItem): IDataObject {
	return { custom_segment_id: item.requiredId('segment'), ...guestKeys(item) };
}

/** The call that looks a member up: Punchh answers 200 with the member, or 404. */
export function findMemberCall(member: IDataObject): PunchhCall {
	return { api: 'dashboard', method: 'GET', path: MEMBERS_PATH, qs: member };
}

/**
 * The member in the answer to a lookup; undefined if there is none.
 *
 * @param member segment and guest that were asked for, as `memberOf` names them
 * @throws NodeOperationError naming the item if the answer is about another guest
 */
export function memberIn(
	item: ApiItem,
	member: IDataObject,
	outcome: Outcome,
): IDataObject | undefined {
	const [found] = rowsIn(outcome) ?? [];
	if (found !== undefined) refuseOther(item, member, found);
	return found;
}

/** The members in the answer to a lookup; undefined if it is none, or no success. */
function rowsIn(outcome: Outcome): IDataObject[] | undefined {
	const rows: unknown = isSuccess(outcome) ? outcome.body : undefined;
	return Array.isArray(rows) ? rows.filter(isObject) : undefined;
}

/**
 * A 404 means that there is no such member, guest or segment: Punchh does not say which. So does an
 * answer to a lookup in which there is nobody.
 */
export function isNotFound(outcome: Outcome): boolean {
	if (rowsIn(outcome)?.length === 0) return true;
	return outcome.kind === 'reply' && outcome.status === 404 && typeof outcome.body !== 'string';
}
