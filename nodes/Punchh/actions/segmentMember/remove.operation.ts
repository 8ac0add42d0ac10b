import type { IDataObject } from 'n8n-workflow';

import type { PunchhCall } from '../../transport/call';
import { isOpen, isSuccess } from '../../transport/outcome';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import {
	isNotFound,
	findMemberCall,
	memberIn,
	memberOf,
	memberProperties,
	MEMBERS_PATH,
} from './members';

/** Segment Member > Remove: removes a guest from a custom segment. */
export const removeMember = defineOperation({
	name: 'Remove',
	action: 'Remove guest from custom segment',
	description: 'Remove a guest from a custom segment (Custom List)',
	countsTwice: false,
	properties: [
		...memberProperties,
		{
			displayName: 'Ignore If Missing',
			name: 'ignoreMissing',
			type: 'boolean',
			default: true,
			description:
				'Whether a guest who is not a member counts as removed. The same goes for an unknown guest or segment, because Punchh does not tell them apart.',
		},
	],

	behaviour: callPunchh({
		async execute(item) {
			const member = memberOf(item);
			const removed = (wasMember: boolean): IDataObject => ({
				...member,
				removed: true,
				was_member: wasMember,
			});
			const call: PunchhCall = {
				api: 'dashboard',
				method: 'DELETE',
				path: MEMBERS_PATH,
				qs: member,
			};
			const ignoresMissing = item.value<boolean>('ignoreMissing', true);
			if (member.email !== undefined) {
				// The answer to the removal does not say whom Punchh has found by the address.
				const find = findMemberCall(member);
				const found = await item.outcome(find);
				if (memberIn(item, member, found) === undefined) {
					if (isNotFound(found) && ignoresMissing) return removed(false);
					throw item.outcomeError(find, found);
				}
			}
			const outcome = await item.outcome(call);
			if (isSuccess(outcome)) return removed(true);
			if (isNotFound(outcome) && ignoresMissing) return removed(false);
			// The answer was lost, and the second try may have found nothing left to remove.
			if (isOpen(outcome) && isNotFound(await item.outcome(findMemberCall(member))))
				return removed(true);
			throw item.outcomeError(call, outcome);
		},
	}),
});
