import type { Fault } from '../../faults/rules';
import type { Delivery } from '../../punchh/webhooks/types';
import type { ShownAttempt } from '../shown';
import type { Split } from '../splits';
import type { JudgedObject } from '../verdicts';

/** What happened to an event, step by step; `at` is milliseconds since 1970, of the machine's clock. */
export type Step =
	| { kind: 'origin'; at: number; label: string; request?: number }
	| {
			kind: 'published';
			at: number;
			label: string;
			/** As the envelope names it. */
			name: string;
			action: unknown;
			/** The webhook of each delivery. */
			webhooks: string[];
	  }
	| {
			kind: 'attempt';
			at: number;
			webhook: string;
			delivery: number;
			number: number;
			attempt: ShownAttempt;
	  }
	| {
			kind: 'waiting';
			at?: undefined;
			webhook: string;
			state: Delivery['state'];
			nextDelaySeconds?: number;
	  }
	| BrazeStep
	| GuestCallStep
	| ProfileStep;

/** A call of Braze. */
interface BrazeCall {
	at: number;
	number: number;
	method: string;
	url: string;
	/** 0 when the connection was cut before Braze saw the request. */
	status: number;
	fault?: Fault;
	/** The beginning of an answer that refused it. */
	refusal?: string;
}

/** A call that was about the event. */
export interface BrazeStep extends BrazeCall {
	kind: 'request';
	/** Whether the content_id stood in it, or only the same guest. */
	match: 'content_id' | 'guest';
	/** Those of its objects that are about the event or its guest. */
	objects: EventObject[];
	/** How many objects about other events it has besides. */
	others: number;
}

/** Another call about the guest: whose the profile is, which names it has. */
export interface GuestCallStep extends BrazeCall {
	kind: 'guestCall';
	/** What it asks of Braze for this guest. */
	words: string[];
}

/** An object that is about an event or its guest. */
export type EventObject = JudgedObject & {
	title: string;
	/** Set when it may as well be of another event of the same guest that the request carries. */
	shared?: true;
};

/** One event from Punchh to Braze. */
export interface Timeline {
	contentId: string;
	/** What a person calls the event. */
	label: string;
	/** The best name of the guest. */
	guest?: string;
	/** All in one sentence. */
	outcome: string;
	/** Set when the guest is several profiles at Braze. */
	split?: Split;
	/** The event as it was sent. */
	body: unknown;
	steps: Step[];
}

/** A profile that an object went to. */
export interface ProfileStep {
	kind: 'profile';
	at: number;
	name: string;
	braze_id: string;
	/** How often the event stands on it. */
	copies: number;
	/** Set when all that went to it are attributes, which name no event. */
	onlyAttributes?: true;
}

/** The earlier one first; what lies ahead has no time. */
export function byTime(one: { at?: number }, other: { at?: number }): number {
	return (one.at ?? 0) - (other.at ?? 0);
}
