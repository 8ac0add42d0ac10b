import { operationSelector } from '../define';
import { add } from './add.operation';
import { addMany } from './addMany.operation';
import { isMember } from './isMember.operation';
import { remove } from './remove.operation';

export const memberOperations = { add, addMany, isMember, remove };

export const memberSelector = operationSelector('segmentMember', memberOperations, 'add');
