import type { AuthScheme, WebhookSecrets } from './auth';
import type { WebhookEvent } from './catalogue';

export type WebhookState = 'INACTIVE' | 'ACTIVE' | 'SUSPENDED' | 'DEACTIVATED';

/** A webhook as an admin fills it in. */
export interface WebhookInput {
	name: string;
	description?: string;
	/** Scheme and host; http is allowed here, where Punchh wants https. */
	baseUrl: string;
	/** The path that is appended. */
	endPoint: string;
	authentication?: AuthScheme;
	/** Those of seed.ts when absent. */
	secrets?: WebhookSecrets;
	events: WebhookEvent[];
	/** Whether it is to be checked, and sent to once the check has passed. */
	active?: boolean;
}

/** A registered webhook. */
export interface Webhook extends Required<WebhookInput> {
	id: number;
	state: WebhookState;
	/** Events that failed for good; see the knobs for what sets it back. */
	failures: number;
}

/** One request and what came of it. */
export interface Attempt {
	/** From 1. */
	number: number;
	/** When it was sent, milliseconds since 1970 on the sender's clock. */
	at: number;
	status?: number;
	/** Why there is no status. */
	error?: string;
	/** The beginning of the answer: it often says why nothing came of the event. */
	answer?: string;
	/** Real milliseconds until the answer, with fractions. */
	tookMs: number;
	/** Seconds until the next attempt; absent when there is none. */
	nextDelaySeconds?: number;
}

export type DeliveryState = 'PENDING' | 'SENDING' | 'DELIVERED' | 'FAILED' | 'SUSPENDED';

/** One event on its way to one webhook; an event that is sent twice has two. */
export interface Delivery {
	id: number;
	webhookId: number;
	contentId: string;
	/** As the event was published; the body may have an odd form of it. */
	eventName: string;
	eventType: string;
	/** The text that is posted. */
	body: string;
	/** When the event was published, on the sender's clock. */
	createdAt: number;
	state: DeliveryState;
	attempts: Attempt[];
	/** When the next attempt is due, on the sender's clock; absent when none waits for its time. */
	nextAttemptAt?: number;
}

/** A GET that asked whether a receiver is there. */
export interface Check {
	webhookId: number;
	cause: 'activation' | 'ping' | 'reactivation' | 'periodic';
	attempt: Attempt;
}

/** A mail to the Admin Email. */
export interface Notice {
	at: number;
	to: string;
	webhookId: number;
	/** What became of the webhook. */
	state: WebhookState;
	text: string;
}

/** What has changed, for a page that follows along; `all` asks it to read everything anew. */
export type Change =
	| { what: 'webhook'; webhook: Webhook }
	| { what: 'delivery'; delivery: Delivery }
	| { what: 'check'; check: Check }
	| { what: 'notice'; notice: Notice }
	| { what: 'all' };
