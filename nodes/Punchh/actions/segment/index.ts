import { defineResource } from '../../../shared/operations/define';
import { create } from './create.operation';
import { deleteSegment } from './delete.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const segment = defineResource({
	name: 'Segment',
	default: 'getMany',
	operations: { create, get, getMany, update, delete: deleteSegment },
});
