import { defineResource } from '../../shared/operations/define';
import { operationTable } from '../../shared/operations/table';
import { guest } from './guest';
import { createCheckIn } from './loyalty/createCheckIn.operation';
import { createFeedback } from './loyalty/createFeedback.operation';
import { forceRedeem } from './loyalty/forceRedeem.operation';
import { getLocations, getRedeemables } from './loyalty/lists.operations';
import { createSegment } from './segment/create.operation';
import { deleteSegment } from './segment/delete.operation';
import { getSegment } from './segment/get.operation';
import { getManySegments } from './segment/getMany.operation';
import { updateSegment } from './segment/update.operation';
import { addMember } from './segmentMember/add.operation';
import { addManyMembers } from './segmentMember/addMany.operation';
import { isMember } from './segmentMember/isMember.operation';
import { removeMember } from './segmentMember/remove.operation';

/** Every operation of the Punchh node. */
export const punchhOperations = operationTable({
	resources: {
		guest,
		loyalty: defineResource({
			name: 'Loyalty',
			default: 'createCheckIn',
			operations: { createCheckIn, createFeedback, forceRedeem, getLocations, getRedeemables },
		}),
		segment: defineResource({
			name: 'Segment',
			default: 'getMany',
			operations: {
				create: createSegment,
				get: getSegment,
				getMany: getManySegments,
				update: updateSegment,
				delete: deleteSegment,
			},
		}),
		segmentMember: defineResource({
			name: 'Segment Member',
			default: 'add',
			operations: { add: addMember, addMany: addManyMembers, isMember, remove: removeMember },
		}),
	},
	default: 'guest',
	credentials: [{ name: 'punchhApi' }],
});
