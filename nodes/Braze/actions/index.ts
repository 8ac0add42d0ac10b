import type { OperationTable } from '../../shared/operation';
import { track } from './user/track.operation';

/** Every operation of the Braze node. */
export const operations = {
	user: { track },
} satisfies OperationTable;
