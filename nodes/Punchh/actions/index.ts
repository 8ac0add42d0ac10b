import type { OperationTable } from '../../shared/operations/types';
import { guestOperations, guestSelector } from './guest';
import { loyaltyOperations, loyaltySelector } from './loyalty';
import { memberOperations, memberSelector } from './segmentMember';
import { segmentOperations, segmentSelector } from './segment';

/** Every operation of the Punchh node. */
export const operations = {
	guest: guestOperations,
	loyalty: loyaltyOperations,
	segment: segmentOperations,
	segmentMember: memberOperations,
} satisfies OperationTable;

/** The lists of operations, one for each resource. */
export const selectors = [guestSelector, loyaltySelector, segmentSelector, memberSelector];
