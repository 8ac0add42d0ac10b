import type { INodeProperties } from 'n8n-workflow';

import { locationPicker, redeemablePicker } from '../pickers';

/** The kinds of gifts; `name` is Punchh's name for the field. They can be combined. */
const giftFields: INodeProperties[] = [
	{
		displayName: 'Challenge Campaign ID',
		name: 'challenge_campaign_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 88120',
		description: 'The challenge in which the guest makes progress; requires Progress Count',
	},
	{
		displayName: 'Fuel Amount',
		name: 'fuel_amount',
		type: 'number',
		default: 0,
		description: 'Fuel discount to give',
	},
	{
		displayName: 'Gift Count',
		name: 'gift_count',
		type: 'number',
		default: 0,
		description: 'Points in a points program, visits in a visits program',
	},
	{
		displayName: 'Progress Count',
		name: 'progress_count',
		type: 'number',
		default: 0,
		description: 'Progress in the challenge',
	},
	{
		displayName: 'Reward Amount',
		name: 'reward_amount',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'Amount of banked currency to give, in your currency',
	},
];

const additionalFields: INodeProperties[] = [
	{
		displayName: 'End Date',
		name: 'end_date',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-12-31',
		description: 'When the gift expires, unless the offer ends earlier',
	},
	{
		displayName: 'Gift Reason',
		name: 'gift_reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. Late delivery',
		description: "Why the gift is given; the default in Punchh is 'Support Activity'",
	},
	{
		displayName: 'Reset Last Activity',
		name: 'reset_guest_last_activity',
		type: 'boolean',
		default: false,
		description: "Whether Punchh resets the time of the guest's last activity",
	},
];

/** Parameters of Guest > Send Message or Gift other than the guest. */
export const sendMessageProperties: INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. We are sorry',
		description: 'The subject line of the message',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'The text of the message. A message, a gift or both are required.',
	},
	redeemablePicker,
	{
		displayName: 'Gifts',
		name: 'gifts',
		type: 'collection',
		placeholder: 'Add Gift',
		default: {},
		description: 'Gifts other than a redeemable',
		options: giftFields,
	},
	locationPicker,
	{
		displayName: 'Send Asynchronously',
		name: 'asynchronous',
		type: 'boolean',
		default: false,
		description:
			'Whether Punchh gives the gift later, which allows 4,000 gifts per minute instead of 1,250. Only one gift is allowed.',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'More settings for the gift',
		options: additionalFields,
	},
];
