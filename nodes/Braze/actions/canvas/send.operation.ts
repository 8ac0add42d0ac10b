import { defineTriggeredSend } from '../triggeredSend';

/**
 * Canvas > Send: lets users enter an API-triggered Canvas, one for each item.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/
 */
export const sendCanvas = defineTriggeredSend({
	action: 'Start canvas for user',
	description:
		'Let users enter an API-triggered Canvas, one for each item, with values of their own. Braze silently leaves out users that it does not know.',
	permission: 'canvas.trigger.send',
	path: '/canvas/trigger/send',
	idKey: 'canvas_id',
	idName: 'Canvas',
	idDescription:
		"The Canvas to start; its entry must be 'API-triggered'. The ID is the API identifier on the Canvas' page.",
	searchMethod: 'searchCanvases',
	propertiesKey: 'context',
	propertiesName: 'Context',
	propertiesDescription:
		'Values for this recipient as a JSON object, in the messages of the Canvas as {{context.${name}}}',
});
