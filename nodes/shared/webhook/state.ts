import { randomUUID } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { CredentialMemory } from './credentialMemory';
import type { Group } from './group';
import { LogPace } from './logPace';
import type { OwnAddress } from './ownCall';
import { SEEN_LIMITS, SeenEvents } from './seen';
import { Summary } from './summary';
import { UnderWay } from './underWay';

/** What a process keeps for one trigger between calls. Each process of n8n has its own. */
export class TriggerState {
	readonly seen = new SeenEvents();

	/** Whether the workflow's static data say all that `seen` says. */
	isStored = true;

	/** Whether they are about to be brought up to date. */
	isStoring = false;

	/** How often that is tried until the next event. */
	roundsLeft = 0;

	/** How many of the trigger's calls to itself have come in. */
	ownCalls = 0;

	/** Whether the log says already that they do not. */
	hasWarned = false;

	/** Where the trigger reaches itself, and the word by which it knows its own calls. */
	address?: OwnAddress;

	readonly word = randomUUID();

	readonly credential = new CredentialMemory();

	readonly summary = new Summary();

	readonly refusalLog = new LogPace();

	readonly underWay = new UnderWay();

	/** The group that takes events now. */
	group?: Group;

	calledAtMs = 0;
}

/** After so long without a call there is nothing left that a trigger could recognise. */
const KEPT_MS = SEEN_LIMITS.ageSeconds * 1_000;

/** By trigger; the one that was called last stands last. */
const states = new Map<string, TriggerState>();

/**
 * The state of the trigger that is called. States of triggers that are no longer called are dropped:
 * nobody tells when a workflow is deleted, and one that is unpublished may be published again.
 */
export function stateOf(this: IWebhookFunctions): TriggerState {
	const name = `${this.getWorkflow().id}/${this.getNode().id}`;
	const state = states.get(name) ?? new TriggerState();
	state.calledAtMs = Date.now();
	states.delete(name);
	states.set(name, state);
	for (const [oldest, { calledAtMs }] of states) {
		if (state.calledAtMs - calledAtMs <= KEPT_MS) break;
		states.delete(oldest);
	}
	return state;
}
