import { updateDisplayOptions } from 'n8n-workflow';

import { bulkOperation } from '../../bulk/bulkOperation';
import { postList } from '../../bulk/types';
import {
	readDispatch,
	readRecipient,
	triggeredSendProperties,
	type TriggeredSend,
} from '../triggeredSend';

const CANVAS: TriggeredSend = {
	resource: 'canvas',
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
export const sendCanvas = bulkOperation({
	countsTwice: true,
	properties: updateDisplayOptions(
		{ show: { resource: ['canvas'], operation: ['send'] } },
		triggeredSendProperties(CANVAS),
	),

	endpoint: {
		permission: 'canvas.trigger.send',
		repeatSafe: false,
		request: postList('/canvas/trigger/send'),
		read: readDispatch,
	},

	readEntry(itemIndex) {
		return readRecipient.call(this, CANVAS, itemIndex);
	},
});
