import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../../shared/http/send';
import type { PunchhCall } from '../../transport/call';
import { isOpen, isSuccess } from '../../transport/punchhRequest';
import { defineOperation } from '../define';
import { lookCall, memberIn, memberOf, memberProperties, MEMBERS_PATH } from './members';

/**
 * Segment Member > Add: makes a guest a member of a custom segment.
 *
 * What Punchh answers for a guest who is a member already is not documented; so a refusal counts
 * only after a look at the members has shown that the guest is none.
 */
export const add = defineOperation({
	resource: 'segmentMember',
	operation: 'add',
	name: 'Add',
	action: 'Add guest to custom segment',
	description: 'Make a guest a member of a custom segment (Custom List)',
	properties: memberProperties,

	async execute(item) {
		const member = memberOf(item);
		const call: PunchhCall = {
			api: 'dashboard',
			method: 'POST',
			path: MEMBERS_PATH,
			body: member,
			repeatSafe: true,
		};
		const outcome = await item.outcome(call);
		if (isSuccess(outcome)) return { ...(outcome.body as IDataObject), already_member: false };

		const existing = mayBeMember(outcome)
			? memberIn(await item.outcome(lookCall(member)))
			: undefined;
		if (existing !== undefined) return { ...existing, already_member: !isOpen(outcome) };
		throw item.outcomeError(call, outcome);
	},
});

function mayBeMember(outcome: Outcome): boolean {
	return isOpen(outcome) || (outcome.kind === 'reply' && outcome.status === 422);
}
