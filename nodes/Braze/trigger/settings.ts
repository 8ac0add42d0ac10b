import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readMaxBytes } from '../../shared/webhook/body';
import type { GroupLimits } from '../../shared/webhook/group/group';
import { readGroupLimits } from '../../shared/webhook/group/parameters';

/** What the node's parameters say about messages. */
export interface MessageSettings {
	group: GroupLimits;
	/** How large a body may be. */
	maxBytes: number;
	dropDuplicates: boolean;
	refuseBroken: boolean;
	/** Messages with this `sent_by` are dropped; '' where none is. */
	ignoreSentBy: string;
}

export function readMessageSettings(this: IWebhookFunctions): MessageSettings {
	const options = this.getNodeParameter('options', {}) as IDataObject;
	return {
		group: readGroupLimits.call(this),
		maxBytes: readMaxBytes(options),
		dropDuplicates: options.dropDuplicates !== false,
		refuseBroken: options.brokenBodies === 'refuse',
		ignoreSentBy: String(options.ignoreSentBy ?? '').trim(),
	};
}
