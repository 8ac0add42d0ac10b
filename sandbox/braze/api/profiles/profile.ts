import type { Json } from '../../../shared/json';

export interface Alias {
	alias_name: string;
	alias_label: string;
}

export type SubscriptionState = 'subscribed' | 'unsubscribed';

export interface Profile {
	/** 24 hex digits. */
	braze_id: string;
	external_id?: string;
	/** IDs that were renamed; they still name the user until they are removed. */
	deprecated_external_ids: string[];
	user_aliases: Alias[];
	/** Standard fields and custom attributes alike, e-mail and phone among them. */
	attributes: Json;
	events: Json[];
	purchases: Json[];
	/** State by subscription group ID. */
	subscriptions: Record<string, SubscriptionState>;
	/** Campaigns and Canvases that were triggered for the user; the newest of each. */
	received: Array<{ kind: 'campaign' | 'canvas'; id: string; name: string; at: number }>;
	/** Milliseconds since 1970. */
	created: number;
	/** 0 to 9999. */
	random_bucket: number;
	/** Counts writes; the profile changed last wins an e-mail that several have. */
	changed: number;
}

/** What a new profile may be made with. */
export interface NewProfile {
	external_id?: string;
	alias?: Alias;
	attributes?: Json;
}

export type Contact = 'email' | 'phone';

/** An e-mail or phone as Braze keeps and compares it: e-mail in lower case. */
export function spelled(contact: string, value: unknown): unknown {
	return contact === 'email' && typeof value === 'string' ? value.toLowerCase() : value;
}

/** The push tokens that were written to a profile. */
export function pushTokensOf({ attributes }: Profile): Json[] {
	return Array.isArray(attributes.push_tokens) ? (attributes.push_tokens as Json[]) : [];
}
