import { defineTriggeredSend } from '../triggeredSend';

/**
 * Canvas > Send: lets users enter an API-triggered Canvas, one for each item.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/
 */
export const sendCanvas = defineTriggeredSend({
	action: 'Send canvas to user',
	description:
		'Let users enter an API-triggered Canvas, one per item, each with their own values. Braze silently skips users that it does not know.',
	permission: 'canvas.trigger.send',
	path: '/canvas/trigger/send',
	idKey: 'canvas_id',
	idName: 'Canvas',
	idDescription:
		"The Canvas to start, which must have an 'API-triggered' entry. The ID is the API identifier on the page of the Canvas.",
	searchMethod: 'searchCanvases',
	propertiesKey: 'context',
	propertiesName: 'Context',
	propertiesDescription:
		'Values for this recipient as a JSON object, available in the messages of the Canvas as {{context.${name}}}',
});
