import { operationTable } from '../../shared/operations/table';
import { guest } from './guest';
import { loyalty } from './loyalty';
import { segment } from './segment';
import { segmentMember } from './segmentMember';

/** Every operation of the Punchh node. */
export const operations = operationTable({
	resources: { guest, loyalty, segment, segmentMember },
	default: 'guest',
	credentials: [{ name: 'punchhApi' }],
});
