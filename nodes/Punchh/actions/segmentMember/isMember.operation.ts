import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { isNotFound, findMemberCall, memberIn, memberOf, memberProperties } from './members';

/** Segment Member > Is Member. */
export const isMember = defineOperation({
	name: 'Is Member',
	action: 'Check if guest is in custom segment',
	description:
		'Check whether a guest is a member of a custom segment. The answer is no for an unknown guest or segment.',
	countsTwice: false,
	properties: memberProperties,

	behaviour: callPunchh({
		onlyReads: true,
		async execute(item) {
			const member = memberOf(item);
			const call = findMemberCall(member);
			const outcome = await item.outcome(call);
			const found = memberIn(item, member, outcome);
			if (found !== undefined) return { ...found, is_member: true };
			if (isNotFound(outcome)) return { ...member, is_member: false };
			throw item.outcomeError(call, outcome);
		},
	}),
});
