import { operationSelector } from '../define';
import { create } from './create.operation';
import { deleteSegment } from './delete.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { update } from './update.operation';

export const segmentOperations = { create, get, getMany, update, delete: deleteSegment };

export const segmentSelector = operationSelector('segment', segmentOperations, 'getMany');
