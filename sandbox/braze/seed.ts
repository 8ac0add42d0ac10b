/** What exists at Braze after a start and after a reset. None of it is a real secret. */

import type { Json } from '../shared/json';
import type { Message, Segment, SubscriptionGroup, Workspace } from './api/workspace';

/** The key that may do everything. */
export const BRAZE_KEY = 'sandbox-braze-key-not-a-secret';

/** A key that is valid but may only export: it lacks `users.track`. */
export const BRAZE_EXPORT_KEY = 'sandbox-braze-key-export-only';

/** A key that may only track. */
export const BRAZE_TRACK_KEY = 'sandbox-braze-key-track-only';

/** Keys with the permissions of each. */
export const BRAZE_KEYS: Record<string, string[] | 'all'> = {
	[BRAZE_KEY]: 'all',
	[BRAZE_EXPORT_KEY]: ['users.export.ids'],
	[BRAZE_TRACK_KEY]: ['users.track'],
};

/** The header that proves Braze's webhook messages, as a marketer enters it. */
export const BRAZE_WEBHOOK_HEADER = {
	headerName: 'X-Webhook-Secret',
	headerSecret: 'sandbox-braze-webhook-secret',
} as const;

/**
 * What a new webhook message begins with. It fits campaigns and Canvas steps: the receiver can tell
 * from it who is meant, and one sending from another. As plain text also a body arrives whose JSON is
 * broken by a value.
 */
export const BRAZE_MESSAGE = {
	headers: { 'Content-Type': 'text/plain' },
	body: `{
  "event": "{{campaign.\${name} | json_escape}}",
  "message_id": "{{campaign.\${message_api_id}}}",
  "dispatch_id": "{{campaign.\${dispatch_id}}}",
  "external_id": "{{\${user_id} | json_escape}}",
  "email": "{{\${email_address} | json_escape}}",
  "properties": {
    "punchh_user_id": "{{custom_attribute.\${punchh_user_id} | json_escape}}"
  }
}`,
};

const EDITED = '2026-02-03T10:15:00+00:00';

/** Campaigns that are there from the start. */
export const BRAZE_CAMPAIGNS: Message[] = [
	{
		id: '5f1d7a52-8c36-4a0e-9d1b-2b7c44c1a001',
		name: 'Reward Reminder',
		tags: ['Loyalty'],
		last_edited: EDITED,
		is_api_campaign: true,
	},
	{
		id: '5f1d7a52-8c36-4a0e-9d1b-2b7c44c1a002',
		name: 'Spring Newsletter',
		tags: [],
		last_edited: EDITED,
		is_api_campaign: false,
	},
	{
		id: '5f1d7a52-8c36-4a0e-9d1b-2b7c44c1a003',
		name: 'Grand Opening',
		tags: ['Old'],
		last_edited: '2024-05-01T09:00:00+00:00',
		is_api_campaign: true,
		archived: true,
	},
];

/** Canvases that are there from the start; the second is paused. */
export const BRAZE_CANVASES: Message[] = [
	{
		id: '91c0c7de-3f52-4d0c-8a52-7be6d1e2b001',
		name: 'Lapsed Guest Win-Back',
		tags: ['Loyalty'],
		last_edited: EDITED,
	},
	{
		id: '91c0c7de-3f52-4d0c-8a52-7be6d1e2b002',
		name: 'Birthday Month',
		tags: [],
		last_edited: EDITED,
		paused: true,
	},
];

export const BRAZE_SEGMENTS: Segment[] = [
	{
		id: 'c3a9e6f4-0d7b-4d5e-8f21-9a1f5d3ac001',
		name: 'All Loyalty Members',
		tags: ['Loyalty'],
		analytics_tracking_enabled: true,
		last_edited: EDITED,
	},
	{
		id: 'c3a9e6f4-0d7b-4d5e-8f21-9a1f5d3ac002',
		name: 'Reward About to Expire',
		tags: [],
		analytics_tracking_enabled: false,
		last_edited: EDITED,
	},
];

export const BRAZE_SUBSCRIPTION_GROUPS: SubscriptionGroup[] = [
	{ id: '0b0a0d6c-4a3f-4f5e-8a39-6f3b1f1d2c3e', name: 'Offers by E-Mail', channel: 'email' },
	{ id: '0b0a0d6c-4a3f-4f5e-8a39-6f3b1f1d2c3f', name: 'Offers by SMS', channel: 'sms' },
];

/** App identifiers that push tokens may name. */
export const BRAZE_APP_IDS = ['7e6f1a34-5b1c-4f0d-9a77-0c6d3e2ad001'];

/** The catalog that is there from the start. */
export const BRAZE_CATALOG = {
	name: 'menu_items',
	description: 'What the restaurants sell',
	fields: [
		{ name: 'id', type: 'string' },
		{ name: 'name', type: 'string' },
		{ name: 'price', type: 'number' },
		{ name: 'available', type: 'boolean' },
	],
	items: [
		{ id: 'tea', name: 'Green Tea', price: 3.5, available: true },
		{ id: 'bun', name: 'Cinnamon Bun', price: 4, available: true },
	],
};

/** A workspace as it is after a start. */
export function freshWorkspace(): Workspace {
	const { items, ...catalog } = structuredClone(BRAZE_CATALOG);
	const byId = new Map(items.map((item): [string, Json] => [item.id, item]));
	return {
		campaigns: structuredClone(BRAZE_CAMPAIGNS),
		canvases: structuredClone(BRAZE_CANVASES),
		segments: structuredClone(BRAZE_SEGMENTS),
		subscriptionGroups: structuredClone(BRAZE_SUBSCRIPTION_GROUPS),
		catalogs: new Map([[catalog.name, { ...catalog, updated_at: EDITED, items: byId }]]),
		appIds: [...BRAZE_APP_IDS],
		sendIds: new Set(),
		eventNames: new Set(),
		attributeTypes: new Map(),
		hardBounces: new Map(),
		unsubscribes: new Map(),
		spamReports: new Set(),
		numbers: new Map(),
	};
}
