import type { IDataObject } from 'n8n-workflow';

import { isScalar } from '../../shared/values/json';
import { shortKey } from '../../shared/webhook/seen';

/**
 * What Punchh gives an event to be recognised by: content_id together with timestamp (PAR Webhooks
 * Manager, "Webhook delivery").
 *
 * @returns a short hash; undefined for an event without a content_id, which cannot be recognised
 */
export function eventKey({ content_id: id, timestamp }: IDataObject): string | undefined {
	if (!isScalar(id) || id === '') return undefined;
	return shortKey(`${id}\n${isScalar(timestamp) ? timestamp : ''}`);
}
