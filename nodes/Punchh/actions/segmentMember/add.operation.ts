import type { IDataObject } from 'n8n-workflow';

import type { PunchhCall } from '../../transport/call';
import { isOpen, isSuccess, type Outcome } from '../../transport/outcome';
import { defineOperation } from '../../../shared/operations/define';
import { passedMs } from '../../../shared/time';
import { isObject } from '../../../shared/values/json';
import { momentOf } from '../../../shared/values/times';
import { callPunchh } from '../callPunchh';
import { refuseOther } from '../sameGuest';
import { findMemberCall, memberIn, memberOf, memberProperties, MEMBERS_PATH } from './members';

/**
 * Segment Member > Add: makes a guest a member of a custom segment.
 *
 * Punchh does not document what it answers for a guest who is already a member. A refusal counts only
 * after a lookup has shown that the guest is not a member; a success may have the member who was there.
 */
export const addMember = defineOperation({
	name: 'Add',
	action: 'Add guest to custom segment',
	description: 'Make a guest a member of a custom segment (Custom List)',
	countsTwice: false,
	properties: memberProperties,

	behaviour: callPunchh({
		async execute(item) {
			const member = memberOf(item);
			const call: PunchhCall = {
				api: 'dashboard',
				method: 'POST',
				path: MEMBERS_PATH,
				body: member,
			};
			const askedAtMs = passedMs();
			const outcome = await item.outcome(call);
			if (isSuccess(outcome)) {
				const added = outcome.body as IDataObject;
				if (isObject(added)) refuseOther(item, member, added, OTHER_ADDED);
				const tookMs = passedMs() - askedAtMs;
				return { ...added, already_member: isOlder(added, outcome.headers.date, tookMs) };
			}

			const existing = mayBeMember(outcome)
				? memberIn(item, member, await item.outcome(findMemberCall(member)))
				: undefined;
			if (existing !== undefined) return { ...existing, already_member: !isOpen(outcome) };
			throw item.outcomeError(call, outcome);
		},
	}),
});

const OTHER_ADDED = 'Punchh may have added that one to the segment';

/** Punchh's times and those of HTTP are in seconds, each cut off or rounded. */
const PRECISION_MS = 2_000;

/** A time that says in which zone it is. */
const ZONED = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/;

/**
 * Whether a member was there before the call, by the vendor's own clock; false if it cannot be told.
 *
 * @param answeredAt the header `date` of the answer
 * @param tookMs since before the first try, so that one whose answer was lost counts as the call
 */
function isOlder(
	{ created_at: created }: IDataObject,
	answeredAt: unknown,
	tookMs: number,
): boolean {
	if (typeof created !== 'string' || !ZONED.test(created)) return false;
	const createdMs = momentOf(created) ?? Infinity;
	return createdMs < Date.parse(String(answeredAt)) - tookMs - PRECISION_MS;
}

function mayBeMember(outcome: Outcome): boolean {
	return isOpen(outcome) || (outcome.kind === 'reply' && outcome.status === 422);
}
