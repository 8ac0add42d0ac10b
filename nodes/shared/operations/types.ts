import type { IDataObject } from 'n8n-workflow';

import type { ItemError } from '../errors';

/**
 * What became of one input item: the JSON of its output items, or an error. `details` travel with
 * the error to the error output.
 */
export type ItemResult = { json: IDataObject[] } | { error: ItemError; details: IDataObject };
