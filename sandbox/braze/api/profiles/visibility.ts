import type { Profile } from './profile';

interface Version {
	/** When it was changed, that is, until when it was the state of things. */
	until: number;
	/** Undefined before the profile was made. */
	profile: Profile | undefined;
}

/**
 * Shows profiles as they were a while ago: a write reaches Braze's export only after a delay. Costs
 * nothing while there is none.
 */
export class Visibility {
	private versions = new Map<Profile, Version[]>();

	constructor(
		private readonly delayMs: () => number,
		private readonly now: () => number,
	) {}

	clear(): void {
		this.versions.clear();
	}

	/** Keeps a profile as it is, ahead of a change. */
	remember(profile: Profile, isNew: boolean): void {
		if (this.delayMs() <= 0) return;
		const now = this.now();
		const versions = this.fresh(profile);
		// Of what happens in one moment, only the state before it counts.
		if (versions.at(-1)?.until === now) return;
		versions.push({ until: now, profile: isNew ? undefined : structuredClone(profile) });
		this.versions.set(profile, versions);
	}

	/** A profile as the export sees it; undefined when it is not there yet. */
	seen(profile: Profile): Profile | undefined {
		const [oldest] = this.fresh(profile);
		return oldest === undefined ? profile : oldest.profile;
	}

	/** Profiles that changed a moment ago, or are gone since, as the export still sees them. */
	lately(): Profile[] {
		return [...this.versions.keys()]
			.map((profile) => this.fresh(profile)[0]?.profile)
			.filter((profile): profile is Profile => profile !== undefined);
	}

	/** The versions of a profile that are younger than the delay. */
	private fresh(profile: Profile): Version[] {
		const since = this.now() - this.delayMs();
		const versions = (this.versions.get(profile) ?? []).filter(({ until }) => until > since);
		if (versions.length === 0) this.versions.delete(profile);
		else this.versions.set(profile, versions);
		return versions;
	}
}
