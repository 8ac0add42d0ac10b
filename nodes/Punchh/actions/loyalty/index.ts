import { defineResource } from '../../../shared/operations/define';
import { createCheckIn } from './createCheckIn.operation';
import { createFeedback } from './createFeedback.operation';
import { forceRedeem } from './forceRedeem.operation';
import { getLocations, getRedeemables } from './lists.operations';

export const loyalty = defineResource({
	name: 'Loyalty',
	default: 'createCheckIn',
	operations: { createCheckIn, createFeedback, forceRedeem, getLocations, getRedeemables },
});
