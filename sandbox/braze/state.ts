import { randomBytes } from 'node:crypto';

import type { LoggedRequest } from '../server';

export type Json = Record<string, unknown>;

export interface Alias {
	alias_name: string;
	alias_label: string;
}

export interface Profile {
	braze_id: string;
	external_id?: string;
	user_aliases: Alias[];
	/** Standard fields and custom attributes alike, e-mail and phone among them. */
	attributes: Json;
	events: Json[];
	purchases: Json[];
	/** Counts writes; the profile changed last wins an e-mail that several have. */
	changed: number;
}

/** Behaviour that depends on the plan, or that is not documented, and can be switched. */
export interface BrazeKnobs {
	/** Whether 75 objects are allowed in all, or in each array as on legacy plans. */
	limit: 'combined' | 'perArray';
}

function defaultKnobs(): BrazeKnobs {
	return { limit: 'combined' };
}

/** A campaign or Canvas that was triggered for some users. */
export interface TriggeredSend {
	kind: 'campaign' | 'canvas';
	id: string;
	dispatchId: string;
	recipients: Array<{ profile: Profile; properties: Json }>;
}

/** What the Braze stand-in remembers. */
export class BrazeState {
	profiles: Profile[] = [];

	requests: LoggedRequest[] = [];

	/** What Braze would have dropped without a word, for tests to see. */
	drops: string[] = [];

	/** How this workspace differs from others. */
	knobs: BrazeKnobs = defaultKnobs();

	/** Takes what campaigns and Canvases were asked to send, and hands it to the webhooks. */
	onTrigger: (send: TriggeredSend) => void = () => {};

	private clock = 0;

	/** Back to an empty workspace. */
	reset(): void {
		this.profiles = [];
		this.drops.length = 0;
		this.requests.length = 0;
		this.knobs = defaultKnobs();
	}

	create(given: Pick<Profile, 'external_id'> & { alias?: Alias; attributes?: Json }): Profile {
		const profile: Profile = {
			braze_id: randomBytes(12).toString('hex'),
			external_id: given.external_id,
			user_aliases: given.alias ? [given.alias] : [],
			attributes: { ...given.attributes },
			events: [],
			purchases: [],
			changed: 0,
		};
		this.profiles.push(profile);
		return profile;
	}

	touch(profile: Profile): void {
		profile.changed = ++this.clock;
	}
}
