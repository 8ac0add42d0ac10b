import { operationSelector } from '../define';
import { createCheckIn } from './createCheckIn.operation';
import { createFeedback } from './createFeedback.operation';
import { forceRedeem } from './forceRedeem.operation';
import { listOperations } from './lists.operations';

export const loyaltyOperations = {
	createCheckIn,
	createFeedback,
	forceRedeem,
	...listOperations,
};

export const loyaltySelector = operationSelector('loyalty', loyaltyOperations, 'createCheckIn');
