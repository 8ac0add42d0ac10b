import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { INVENTED } from '../wordings';
import { endpoint, refusal, success, type Endpoint } from './endpoint';
import { alias, jsonObject, MOST_ENTRIES, text } from './inputs';
import { newDispatchId, trigger, TRIGGER } from './triggers';

const SEND = z.object({
	external_user_ids: z
		.union([text.transform((id) => [id]), z.array(text).max(MOST_ENTRIES)])
		.optional(),
	user_aliases: z.array(alias).max(MOST_ENTRIES).optional(),
	segment_id: text.optional(),
	audience: jsonObject.optional(),
	broadcast: z.boolean().default(false),
	messages: jsonObject,
});

/** Sends and triggers. */
export const MESSAGING: Endpoint[] = [
	endpoint({
		method: 'POST',
		path: '/messages/send',
		permission: 'messages.send',
		pool: 'others',
		reads: 'body',
		input: SEND,
		handle: (_state, { external_user_ids, user_aliases, segment_id, audience, broadcast }) =>
			external_user_ids || user_aliases || segment_id || audience || broadcast
				? success({ dispatch_id: newDispatchId() })
				: refusal(INVENTED.broadcast),
	}),
	endpoint({
		method: 'POST',
		path: '/campaigns/trigger/send',
		permission: 'campaigns.trigger.send',
		pool: 'others',
		reads: 'body',
		input: TRIGGER.extend({ campaign_id: text }),
		handle: (state, order, call) => trigger(state, 'campaign', order.campaign_id, order, call),
	}),
	endpoint({
		method: 'POST',
		path: '/canvas/trigger/send',
		permission: 'canvas.trigger.send',
		pool: 'others',
		reads: 'body',
		input: TRIGGER.extend({ canvas_id: text }),
		handle: (state, order, call) => trigger(state, 'canvas', order.canvas_id, order, call),
	}),
	endpoint({
		method: 'POST',
		path: '/sends/id/create',
		permission: 'sends.id.create',
		pool: 'sendIds',
		reads: 'body',
		input: z.object({ campaign_id: text, send_id: text.max(64).optional() }),
		handle: ({ workspace }, { campaign_id: id, send_id: given = randomUUID() }) => {
			const known = workspace.campaigns.some((campaign) => campaign.id === id);
			if (!known) return refusal(INVENTED.unknown('campaign'));
			workspace.sendIds.add(given);
			return success({ send_id: given });
		},
	}),
];
