import { DEFAULT_HMAC_FORM, type HmacForm } from './auth';

/** What no page says, or what differs from one business to another, and can be switched. */
export interface PunchhWebhookKnobs extends HmacForm {
	/** All that is left to chance follows from it. */
	seed: number;
	/** Share of the events that are sent twice, from 0 to 1. */
	duplicates: number;
	/** How many places an event may fall behind those after it. */
	reorderWindow: number;
	/** Documented milliseconds before an event is sent for the first time, at least and at most. */
	latencyMinMs: number;
	latencyMaxMs: number;
	/** As the samples have it (milliseconds for guests, else seconds), or one unit for all. */
	timestampUnit: 'documented' | 's' | 'ms';
	/** How transactional notifications are named; some of Punchh's pages print the odd forms. */
	eventName: 'clean' | 'leadingBlank' | 'shortened';
	/**
	 * The action of check-ins: `create` and `update` as in the samples, or where the check-in comes
	 * from, as the table of fields has it (A4).
	 */
	checkinAction: 'documented' | 'origin';
	/** Whether events other than guest events carry the guest as `payload.user`. */
	nestedUser: 'sent' | 'missing';
	/** Share of the events that get a kind which no page lists, from 0 to 1. */
	unknownKinds: number;
	/** Requests to one webhook at the same time. */
	connections: number;
	/** A webhook with more failed events than this is suspended. */
	breakerThreshold: number;
	/** Whether an event that is taken sets the count of failed ones back. */
	resetOnSuccess: boolean;
	/** What becomes of the events held while a webhook was suspended. */
	heldEvents: 'replay' | 'drop';
	/** Hours between checks of an active webhook; one page says 24, another 6. */
	healthCheckHours: number;
	/** How many finished deliveries, checks and notices stay to be read; older ones are forgotten. */
	keep: number;
}

/** As documented, and without disturbances. */
export function defaultKnobs(): PunchhWebhookKnobs {
	return {
		seed: 1,
		duplicates: 0,
		reorderWindow: 0,
		latencyMinMs: 0,
		latencyMaxMs: 0,
		timestampUnit: 'documented',
		eventName: 'clean',
		checkinAction: 'documented',
		nestedUser: 'sent',
		unknownKinds: 0,
		connections: 10,
		breakerThreshold: 1_000,
		resetOnSuccess: true,
		heldEvents: 'replay',
		healthCheckHours: 24,
		keep: 10_000,
		...DEFAULT_HMAC_FORM,
	};
}
