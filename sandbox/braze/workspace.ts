import type { Json } from './json';

/** A campaign or Canvas, as the lists show it. */
export interface Message {
	id: string;
	name: string;
	tags: string[];
	/** ISO 8601. */
	last_edited: string;
	/** Only API campaigns and Canvases can be triggered. */
	is_api_campaign?: boolean;
	archived?: boolean;
	/** A Canvas that is switched off takes triggers and says so. */
	paused?: boolean;
}

export interface Segment {
	id: string;
	name: string;
	tags: string[];
	analytics_tracking_enabled: boolean;
	/** ISO 8601. */
	last_edited: string;
	archived?: boolean;
}

export interface SubscriptionGroup {
	id: string;
	name: string;
	channel: 'email' | 'sms' | 'whatsapp';
}

export interface CatalogField {
	name: string;
	type: string;
}

export interface Catalog {
	name: string;
	description: string;
	fields: CatalogField[];
	/** ISO 8601. */
	updated_at: string;
	/** By the item's ID. */
	items: Map<string, Json>;
}

/** What stands in the dashboard, apart from users. */
export interface Workspace {
	campaigns: Message[];
	canvases: Message[];
	segments: Segment[];
	subscriptionGroups: SubscriptionGroup[];
	catalogs: Map<string, Catalog>;
	/** App identifiers, for push tokens. */
	appIds: string[];
	/** IDs made by /sends/id/create. */
	sendIds: Set<string>;
	/** Names of events that were ever taken. */
	eventNames: Set<string>;
	/** The kind of value that a custom attribute has since its first value. */
	attributeTypes: Map<string, string>;
	/** When an e-mail address bounced hard, or was unsubscribed: milliseconds since 1970. */
	hardBounces: Map<string, number>;
	unsubscribes: Map<string, number>;
	spamReports: Set<string>;
}

/** What can be added to a workspace. */
export interface WorkspaceSeed {
	campaigns?: Message[];
	canvases?: Message[];
	segments?: Segment[];
	subscriptionGroups?: SubscriptionGroup[];
	catalogs?: Array<Omit<Catalog, 'items'> & { items: Json[] }>;
}

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
	};
}
