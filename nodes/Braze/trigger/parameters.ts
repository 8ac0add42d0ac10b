import type { INodeProperties } from 'n8n-workflow';

import { maxBodyOption } from '../../shared/webhook/body';
import { reportRefusedOption } from '../../shared/webhook/memory/refusalReports';
import { ACKNOWLEDGE_NOTE } from '../../shared/webhook/acknowledge';
import { groupParameters } from '../../shared/webhook/group/parameters';
import { BODY_TEMPLATES, signed } from './templates';

/** The templates as fields for copying: nothing reads them back. */
const templateFields: INodeProperties[] = BODY_TEMPLATES.flatMap(({ value, text }) => [
	templateField(`template_${value}`, text, { templateFor: [value], templateSigned: [false] }),
	templateField(`signed_template_${value}`, signed(text), {
		templateFor: [value],
		templateSigned: [true],
	}),
]);

function templateField(
	name: string,
	text: string,
	show: NonNullable<INodeProperties['displayOptions']>['show'],
): INodeProperties {
	return {
		displayName: 'Body to Copy Into Braze',
		name,
		type: 'string',
		typeOptions: { rows: 20 },
		noDataExpression: true,
		default: text,
		description:
			'Raw text for the webhook in Braze. Add properties as you need them; keep json_escape on every text. Changes made here have no effect.',
		displayOptions: { show },
	};
}

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Broken Bodies',
			name: 'brokenBodies',
			type: 'options',
			options: [
				{
					name: 'Start the Workflow',
					value: 'accept',
					description: "The item has the original text and a 'parse_error'",
				},
				{
					name: 'Refuse',
					value: 'refuse',
					description: 'Braze gets a 400 and does not send the message again: it is lost',
				},
			],
			default: 'accept',
			description:
				'What to do with a message that is not valid JSON, or has a name twice, e.g. because json_escape is missing in Braze. The message must have Content-Type text/plain: n8n itself refuses broken bodies that are labeled as JSON.',
		},
		{
			displayName: 'Drop Duplicates',
			name: 'dropDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether to drop messages that have come before, because Braze sends a message again if an answer was lost. Messages are recognized by dispatch_id, user and message_id together; one that lacks any of these, by its signature, or not at all if it has none. Two users of one send whose message names nothing but the same address or phone number count as one.',
		},
		{
			displayName: 'Ignore Messages Sent By',
			name: 'ignoreSentBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n',
			description:
				"Messages whose property 'sent_by' has this value are answered and dropped, so that an event that n8n records in Braze does not start a loop. Add this property to the events that you record.",
		},
		maxBodyOption,
		reportRefusedOption,
	],
};

/** The parameters of the Braze Trigger. */
export const brazeTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'Credential',
				value: 'credential',
				description: 'A secret header, Basic or a signature, as entered in Braze',
			},
			{ name: 'None', value: 'none', description: 'Anyone who knows the URL can send messages' },
		],
		default: 'credential',
		description: 'How Braze proves that it sent a message',
	},
	{
		displayName:
			'Without authentication, anyone who learns the URL can send messages for any guest',
		name: 'noAuthenticationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	{
		displayName: 'HTTP Method',
		name: 'httpMethod',
		type: 'options',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{
				name: 'GET',
				value: 'GET',
				description: 'Without a body; the message is in the query, and cannot be signed',
			},
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'POST',
		description:
			'The method chosen in Braze. n8n refuses a message with any other method, and it is lost.',
	},
	{
		displayName: 'Acknowledge',
		name: 'acknowledge',
		type: 'options',
		options: [
			{
				name: 'When Stored',
				value: 'onReceived',
				description:
					'Braze gets its answer as soon as n8n has stored the execution. In queue mode, a worker that dies loses its messages: choose the other.',
			},
			{
				name: 'When the Workflow Has Succeeded',
				value: 'lastNode',
				description:
					'Braze sends the message again, up to five times within 30 minutes, until the workflow succeeds. It waits 90 seconds for an answer. With a Wait node, n8n answers when the wait begins.',
			},
		],
		default: 'onReceived',
		description: `When to tell Braze that the message has arrived${ACKNOWLEDGE_NOTE}`,
	},
	...groupParameters,
	{
		displayName: 'Template For',
		name: 'templateFor',
		type: 'options',
		noDataExpression: true,
		options: BODY_TEMPLATES.map(({ name, value, description }) => ({ name, value, description })),
		default: 'canvas',
		description: 'Where the webhook is in Braze. This only selects the template below.',
	},
	{
		displayName: 'Template With Signature',
		name: 'templateSigned',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether the template signs the message, for a credential with a signature. In Braze, replace YOUR-SECRET with the secret of the credential. This only selects the template below.',
	},
	...templateFields,
	options,
];
