import type { OperationTable } from '../../shared/operation';
import { signUp } from './guest/signUp.operation';
import { updateExternalId } from './guest/updateExternalId.operation';
import { addGuest } from './segment/addGuest.operation';

/** Every operation of the Punchh node. */
export const operations = {
	guest: { signUp, updateExternalId },
	segment: { addGuest },
} satisfies OperationTable;
