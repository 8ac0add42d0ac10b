import type { Json } from '../../shared/json';
import type { SubscriptionState } from './profiles/profile';

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
	/** States of subscription groups for SMS and WhatsApp, by the number that they belong to. */
	numbers: Map<string, Record<string, SubscriptionState>>;
}

/** What can be added to a workspace. */
export interface WorkspaceSeed {
	campaigns?: Message[];
	canvases?: Message[];
	segments?: Segment[];
	subscriptionGroups?: SubscriptionGroup[];
	catalogs?: Array<Omit<Catalog, 'items'> & { items: Json[] }>;
}
