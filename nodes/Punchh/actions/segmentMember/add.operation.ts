import type { IDataObject } from 'n8n-workflow';

import type { PunchhCall } from '../../transport/call';
import { isOpen, isSuccess, type Outcome } from '../../transport/outcome';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { findMemberCall, memberIn, memberOf, memberProperties, MEMBERS_PATH } from './members';

/**
 * Segment Member > Add: makes a guest a member of a custom segment.
 *
 * Punchh does not document what it answers for a guest who is already a member, so a refusal counts
 * only after a lookup has shown that the guest is not a member.
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
			const outcome = await item.outcome(call);
			if (isSuccess(outcome)) return { ...(outcome.body as IDataObject), already_member: false };

			const existing = mayBeMember(outcome)
				? memberIn(await item.outcome(findMemberCall(member)))
				: undefined;
			if (existing !== undefined) return { ...existing, already_member: !isOpen(outcome) };
			throw item.outcomeError(call, outcome);
		},
	}),
});

function mayBeMember(outcome: Outcome): boolean {
	return isOpen(outcome) || (outcome.kind === 'reply' && outcome.status === 422);
}
