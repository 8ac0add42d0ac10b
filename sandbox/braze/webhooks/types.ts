import type { Attempt } from '../../punchh/webhooks/types';

/** The methods that the dashboard offers. */
export const METHODS = ['POST', 'GET', 'PUT', 'DELETE'] as const;

/** A webhook message as a marketer fills it in. Liquid may stand in the URL, headers and body. */
export interface MessageInput {
	/** The API identifier of the campaign or Canvas. */
	id: string;
	kind: 'campaign' | 'canvas';
	/** Of the campaign, or of the step in the Canvas. */
	name: string;
	/** The name of the step when absent. */
	canvasName?: string;
	/**
	 * Whether it is delivered for a call of the API, or for an event of the user: the properties
	 * of the cause stand in other tags then.
	 */
	cause?: 'api' | 'action';
	/** Any port is taken here; Braze takes only 80 and 443. */
	url: string;
	method?: (typeof METHODS)[number];
	headers?: Record<string, string>;
	/** Raw text. */
	body?: string;
	/** In place of a body: Braze makes a JSON object of it in which each value is a text. */
	keyValues?: Record<string, string>;
}

/** A registered message. */
export interface BrazeMessage extends MessageInput {
	/** What Liquid knows as `campaign.message_api_id`. */
	messageApiId: string;
}

/** A request, or one that was not made because its host is marked unhealthy. */
export interface SendAttempt extends Attempt {
	/** Of the answer, or one of the codes that Braze's own log uses: 598 and 599. */
	status: number;
	/** The beginning of the answer. */
	answer: string;
}

/** What is wrong with a message that was sent all the same. */
export interface MessageProblem {
	/** The part of the message, as `body`; `body as sent` when the line is of what came out. */
	part: string;
	/** From 1. */
	line: number;
	text: string;
}

/** One message to one user: a line of Braze's Message Activity Log. Headers are not in it. */
export interface Activity {
	id: number;
	messageApiId: string;
	kind: 'campaign' | 'canvas';
	/** The API identifier of the campaign or Canvas. */
	messageId: string;
	name: string;
	externalId?: string;
	brazeId: string;
	dispatchId: string;
	method: string;
	url: string;
	body?: string;
	/** When it was triggered, on the sender's clock. */
	createdAt: number;
	state: 'PENDING' | 'SENDING' | 'DELIVERED' | 'FAILED' | 'ABORTED';
	/** Why nothing was sent. */
	error?: string;
	/** Errors of Liquid in what was sent, and where it is not the JSON that it seems to be. */
	problems: MessageProblem[];
	attempts: SendAttempt[];
	/** When the next attempt is due, on the sender's clock; absent when none waits for its time. */
	nextAttemptAt?: number;
}
