/** A body to copy into Braze, for one way in which a webhook message is sent. */
export interface BodyTemplate {
	value: string;
	name: string;
	description: string;
	text: string;
}

/** A text from Liquid inside JSON: quotes and line breaks in it must not break the JSON. */
const text = (tag: string) => `"{{${tag} | json_escape}}"`;

/** Identifies the user, in every message. Braze leaves out what a user does not have. */
const USER = {
	external_id: text('${user_id}'),
	braze_id: text('${braze_id}'),
	email: text('${email_address}'),
	phone: text('${phone_number}'),
};

/** Tells one send from another; together with the user, it identifies duplicates. */
const SENDING = {
	message_id: text('campaign.${message_api_id}'),
	dispatch_id: text('campaign.${dispatch_id}'),
};

const CAMPAIGN = {
	event: text('campaign.${name}'),
	campaign_id: text('campaign.${api_id}'),
	...SENDING,
};

/** Inside a Canvas `campaign.name` is the name of the step. */
const CANVAS = {
	event: text('campaign.${name}'),
	canvas_id: text('canvas.${api_id}'),
	canvas_name: text('canvas.${name}'),
	...SENDING,
};

/**
 * The body templates (Braze: "Create a webhook", "Supported personalization tags"). Tags of a Canvas
 * are refused in a campaign, and each kind of property exists in one kind of sending only.
 */
export const BODY_TEMPLATES: BodyTemplate[] = [
	{
		value: 'campaign',
		name: 'Campaign, Scheduled',
		description: 'Sent at a scheduled time; with the user and values from the profile',
		text: render(
			{ ...CAMPAIGN, ...USER },
			{ punchh_user_id: 'custom_attribute.${punchh_user_id}' },
		),
	},
	{
		value: 'campaignAction',
		name: 'Campaign, Action-Based',
		description: 'Sent when a user does something; with the properties of the event',
		text: render(
			{ ...CAMPAIGN, ...USER },
			{
				punchh_user_id: 'custom_attribute.${punchh_user_id}',
				sent_by: 'event_properties.${sent_by}',
			},
		),
	},
	{
		value: 'campaignApi',
		name: 'Campaign, API-Triggered',
		description: 'Sent by Campaign > Send; with its trigger properties',
		text: render(
			{ ...CAMPAIGN, ...USER },
			{
				punchh_user_id: 'custom_attribute.${punchh_user_id}',
				sent_by: 'api_trigger_properties.${sent_by}',
			},
		),
	},
	{
		value: 'canvas',
		name: 'Canvas Step',
		description: 'A message step with a webhook in a Canvas; with values of its context',
		text: render(
			{ ...CANVAS, ...USER },
			{
				punchh_user_id: 'custom_attribute.${punchh_user_id}',
				sent_by: 'context.${sent_by}',
			},
		),
	},
];

function render(fields: Record<string, string>, properties: Record<string, string>): string {
	const lines = Object.entries(fields).map(([name, value]) => `  "${name}": ${value},`);
	const inner = Object.entries(properties).map(([name, tag]) => `    "${name}": ${text(tag)}`);
	return ['{', ...lines, '  "properties": {', inner.join(',\n'), '  }', '}'].join('\n');
}

/**
 * The same body with a signature above it. Liquid makes both at the same moment and sends the very
 * text that it has signed, so the signature covers all of it: every field, and where it ends.
 */
export function signed(template: string): string {
	return [
		`{% assign t = 'now' | date: '%s' %}{% capture message %}${template}{% endcapture %}`,
		'{% capture signed %}{{t}}.{{message}}{% endcapture %}',
		"t={{t}},v1={{signed | hmac_sha256_hex: 'YOUR-SECRET'}}\n{{message}}",
	].join('');
}

/** The headers to enter in Braze for each scheme of the credential. */
export const HEADER_HELP = {
	header: 'the name and the secret of the credential, e.g. <b>X-Webhook-Secret</b>',
	basic: '<b>Authorization</b> with <b>Basic</b> and the base64 of user:password',
	hmac: 'nothing else for a signature, which is in the body: turn on <b>Template With Signature</b>',
};
