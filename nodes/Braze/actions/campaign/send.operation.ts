import { defineTriggeredSend } from '../triggeredSend';

/**
 * Campaign > Send: sends an API-triggered campaign, one recipient for each item.
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/
 */
export const sendCampaign = defineTriggeredSend({
	action: 'Send campaign to user',
	description:
		'Send an API-triggered campaign to users, one per item, each with their own values. Braze silently skips users that it does not know.',
	permission: 'campaigns.trigger.send',
	path: '/campaigns/trigger/send',
	idKey: 'campaign_id',
	idName: 'Campaign',
	idDescription:
		"The campaign to send, which must have 'API-triggered' delivery. The ID is the API identifier on the campaign's page.",
	searchMethod: 'searchCampaigns',
	propertiesKey: 'trigger_properties',
	propertiesName: 'Trigger Properties',
	propertiesDescription:
		'Values for this recipient as a JSON object, available in the message as {{api_trigger_properties.${name}}}',
});
