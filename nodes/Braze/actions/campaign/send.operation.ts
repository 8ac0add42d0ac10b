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

const CAMPAIGN: TriggeredSend = {
	idKey: 'campaign_id',
	idName: 'Campaign',
	idPlaceholder: 'e.g. 12345678-abcd-4ef0-9876-0123456789ab',
	idDescription:
		"The campaign to send; its delivery must be 'API-triggered'. The ID is the API identifier on the campaign's page.",
	searchMethod: 'searchCampaigns',
	propertiesKey: 'trigger_properties',
	propertiesName: 'Trigger Properties',
	propertiesDescription:
		'Values for this recipient as a JSON object, in the message as {{api_trigger_properties.${name}}}',
};

/**
 * Campaign > Send: sends an API-triggered campaign, one recipient for each item.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/
 */
export const sendCampaign = defineOperation({
	name: 'Send',
	action: 'Send campaign to user',
	description:
		'Send an API-triggered campaign to users, one for each item, with values of their own. Braze silently leaves out users that it does not know.',
	countsTwice: true,
	properties: triggeredSendProperties(CAMPAIGN),
	options: triggeredSendOptions,

	behaviour: sendList({
		endpoint: {
			permission: 'campaigns.trigger.send',
			request: postList('/campaigns/trigger/send'),
			read: readDispatch,
		},

		readEntry(item) {
			return readRecipient(item, CAMPAIGN);
		},
	}),
});
