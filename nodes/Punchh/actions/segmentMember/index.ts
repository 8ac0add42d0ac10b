import { defineResource } from '../../../shared/operations/define';
import { add } from './add.operation';
import { addMany } from './addMany.operation';
import { isMember } from './isMember.operation';
import { remove } from './remove.operation';

export const segmentMember = defineResource({
	name: 'Segment Member',
	default: 'add',
	operations: { add, addMany, isMember, remove },
});
