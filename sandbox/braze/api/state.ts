import type { Json } from '../../shared/json';
import { initialValues } from '../../shared/knobs';
import { dropOldest, type LoggedRequest } from '../../shared/server';
import { freshWorkspace } from '../seed';
import { Effects } from './effects';
import { BRAZE_KNOBS, type BrazeKnobs } from './knobs';
import type { NewProfile, Profile } from './profiles/profile';
import { ProfileStore } from './profiles/store';
import { Visibility } from './profiles/visibility';
import { RateLimiter } from './rateLimits';
import type { Catalog, Workspace, WorkspaceSeed } from './workspace';

export type { BrazeKnobs } from './knobs';
export type { Json } from '../../shared/json';
export type { Alias, Profile } from './profiles/profile';

/** A campaign or Canvas that was triggered for some users. */
export interface TriggeredSend {
	kind: 'campaign' | 'canvas';
	id: string;
	dispatchId: string;
	recipients: Array<{ profile: Profile; properties: Json }>;
}

/** Where an object of /users/track stood. */
export interface Place {
	/** Number of the request, as in the log of requests. */
	request: number;
	/** `attributes`, `events` or `purchases`; for other endpoints the name of their array. */
	array: string;
	/** From 0, inside the array. */
	index: number;
}

/** What became of one object of /users/track. */
export interface Verdict extends Place {
	/** Whether Braze would count it as processed. */
	taken: boolean;
	/** The error, when it was not taken, or a warning; several are joined by '; '. */
	reason?: string;
	/** Whether it found or made a profile; false also for what was taken for nobody, or is yet to happen. */
	effect: boolean;
	/** The attributes that the profile had and lost by it. */
	removed?: string[];
	/** The attributes of which the profile has another value by it; not there for a profile that had none of them. */
	changed?: string[];
	/** The object as it came. */
	object: unknown;
}

/** Something that Braze would have dropped silently. */
export interface Drop extends Place {
	/** In words, with the name of the field. */
	reason: string;
}

/** What can be added to the workspace. */
export interface BrazeSeed extends WorkspaceSeed {
	profiles?: NewProfile[];
}

/** What the Braze stand-in remembers. */
export class BrazeState {
	/** How this workspace differs from others. */
	knobs: BrazeKnobs = initialValues(BRAZE_KNOBS);

	/** Campaigns, segments, catalogs and the like. */
	workspace: Workspace = freshWorkspace();

	readonly requests: LoggedRequest[] = [];

	private readonly dropLog: Drop[] = [];

	private readonly verdictLog: Verdict[] = [];

	readonly limiter = new RateLimiter();

	private clock: () => number = Date.now;

	/** Takes what campaigns and Canvases were asked to send, and hands it to the webhooks. */
	onTrigger: (send: TriggeredSend) => void = () => {};

	/** Hears that late effects have happened. */
	onEffects: () => void = () => {};

	/** What calls were answered for and is still to happen. */
	readonly effects = new Effects(
		() => this.clock(),
		() => this.onEffects(),
	);

	readonly visibility = new Visibility(() => this.knobs.exportDelayMs, this.effects.now);

	private readonly profileStore = new ProfileStore(this.effects.now, (profile, isNew) =>
		this.visibility.remember(profile, isNew),
	);

	/** Milliseconds since 1970; tests may set another clock. */
	get now(): () => number {
		return this.effects.now;
	}

	set now(clock: () => number) {
		this.clock = clock;
	}

	/** Users as they are now: whatever is due has happened. */
	get store(): ProfileStore {
		this.effects.applyDue();
		return this.profileStore;
	}

	/** Every profile, oldest first. */
	get profiles(): Profile[] {
		return this.store.list();
	}

	/** What Braze would have dropped silently, for tests to see. */
	get drops(): readonly Drop[] {
		this.effects.applyDue();
		return this.dropLog;
	}

	/**
	 * One row for each object of each call of /users/track, in the order of arrival. Calls that were
	 * refused whole (key, limit, syntax, too many objects) have none.
	 */
	get verdicts(): readonly Verdict[] {
		this.effects.applyDue();
		return this.verdictLog;
	}

	/** Back to a workspace as after a start. */
	reset(): void {
		this.knobs = initialValues(BRAZE_KNOBS);
		this.workspace = freshWorkspace();
		this.effects.clear();
		this.profileStore.clear();
		this.visibility.clear();
		this.limiter.clear();
		for (const log of [this.requests, this.dropLog, this.verdictLog]) log.length = 0;
	}

	/** Adds to what is there; a profile whose external ID is taken is left out. */
	seed({ profiles = [], campaigns, canvases, segments, subscriptionGroups, catalogs }: BrazeSeed) {
		for (const profile of profiles) {
			const taken =
				profile.external_id !== undefined && this.store.byExternalId(profile.external_id);
			if (!taken) this.store.create(profile);
		}
		this.workspace.campaigns.push(...(campaigns ?? []));
		this.workspace.canvases.push(...(canvases ?? []));
		this.workspace.segments.push(...(segments ?? []));
		this.workspace.subscriptionGroups.push(...(subscriptionGroups ?? []));
		for (const catalog of catalogs ?? []) this.addCatalog(catalog);
	}

	addCatalog({ items, ...catalog }: Omit<Catalog, 'items'> & { items: Iterable<Json> }): void {
		const byId = new Map([...items].map((item) => [String(item.id), item]));
		this.workspace.catalogs.set(catalog.name, { ...catalog, items: byId });
	}

	drop(place: Place, reason: string): void {
		if (this.knobs.keepDrops <= 0) return;
		this.dropLog.push({ ...place, reason });
		dropOldest(this.dropLog, this.knobs.keepDrops);
	}

	judge(verdict: Verdict): void {
		if (this.knobs.keepVerdicts <= 0) return;
		this.verdictLog.push(verdict);
		dropOldest(this.verdictLog, this.knobs.keepVerdicts);
	}
}
