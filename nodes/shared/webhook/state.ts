import { randomUUID } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { CredentialMemory } from './credentialMemory';
import type { Group } from './group';
import { LogPace } from './logPace';
import type { OwnAddress } from './ownCall';
import { SeenEvents } from './seen';
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

	/** Whether the log says already that this does not work. */
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
}

const states = new Map<string, TriggerState>();

/** The state of the trigger that is called. */
export function stateOf(this: IWebhookFunctions): TriggerState {
	const name = `${this.getWorkflow().id}/${this.getNode().id}`;
	const state = states.get(name) ?? new TriggerState();
	states.set(name, state);
	return state;
}
