import { defineOperation } from '../../../shared/operations/define';
import { sendList } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import {
	readDispatch,
	readRecipient,
	triggeredSendOptions,
	triggeredSendProperties,
	type TriggeredSend,
} from '../triggeredSend';

const CANVAS: TriggeredSend = {
	idKey: 'canvas_id',
	idName: 'Canvas',
	idPlaceholder: 'e.g. 12345678-abcd-4ef0-9876-0123456789ab',
	idDescription:
		"The Canvas to start; its entry must be 'API-triggered'. The ID is the API identifier on the Canvas' page.",
	searchMethod: 'searchCanvases',
	propertiesKey: 'context',
	propertiesName: 'Context',
	propertiesDescription:
		'Values for this recipient as a JSON object, in the messages of the Canvas as {{context.${name}}}',
};

/**
 * Canvas > Send: lets users enter an API-triggered Canvas, one for each item.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/
 */
export const sendCanvas = defineOperation({
	name: 'Send',
	action: 'Start canvas for user',
	description:
		'Let users enter an API-triggered Canvas, one for each item, with values of their own. Braze silently leaves out users that it does not know.',
	countsTwice: true,
	properties: triggeredSendProperties(CANVAS),
	options: triggeredSendOptions,

	behaviour: sendList({
		endpoint: {
			permission: 'canvas.trigger.send',
			request: postList('/canvas/trigger/send'),
			read: readDispatch,
		},

		readEntry(item) {
			return readRecipient(item, CANVAS);
		},
	}),
});
