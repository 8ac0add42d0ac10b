import { randomUUID } from 'node:crypto';
import type { Application } from 'express';

import { nowMs } from '../../time';

/** An event that n8n has been given and has not answered. */
export interface PendingEvent {
	/** The status that n8n answers. */
	verdict: Promise<number>;
	sinceMs: number;
}

/**
 * What a process knows of one trigger, as plain data. When the package is updated while n8n runs, the
 * trigger gets new code, and the old code finishes what is under way: both must know the same.
 */
export interface TriggerState {
	/** The second in which n8n took each event, by its key, in the order in which they became known. */
	seen: Map<string, number>;
	/** By key, oldest first. */
	pending: Map<string, PendingEvent>;
	/** The calls of the trigger to itself: what proves them, and how many have come in. */
	ownCalls: { secret: string; arrived: number };
	/** Whether the static data has everything seen, and who is at work on it. */
	storing: {
		isComplete: boolean;
		isUnderWay: boolean;
		/** How many more times to try before the next event. */
		roundsLeft: number;
		/** Whether the log already says that storing fails. */
		hasWarned: boolean;
	};
	calledAtMs: number;
}

/** A trigger that has not been called yet. */
export function newTriggerState(): TriggerState {
	return {
		seen: new Map(),
		pending: new Map(),
		ownCalls: { secret: randomUUID(), arrived: 0 },
		storing: { isComplete: true, isUnderWay: false, roundsLeft: 0, hasWarned: false },
		calledAtMs: nowMs(),
	};
}

/** Where the states are kept. Code that changes their shape must change the number. */
const PLACE = 'n8n-nodes-punchh-braze/triggers/1';

/**
 * The states of all triggers of this process, the one called most recently last. They are kept with
 * n8n's Express application, which lives as long as the process; a variable of this module would not.
 */
export function triggerStates({ locals }: Application): Map<string, TriggerState> {
	const states = (locals[PLACE] as Map<string, TriggerState> | undefined) ?? new Map();
	locals[PLACE] = states;
	return states;
}
