import type { Profile } from './profile';
import type { ProfileStore } from './store';

/**
 * Makes one profile of two. The kept one wins where both have something; counts add up, since
 * events and purchases of both are there afterwards. (Braze: identify, merge)
 *
 * @param withData false moves the aliases only
 */
export function absorb(store: ProfileStore, kept: Profile, gone: Profile, withData = true): void {
	store.remove(gone);
	for (const alias of gone.user_aliases) {
		const hasLabel = kept.user_aliases.some((own) => own.alias_label === alias.alias_label);
		if (!hasLabel) store.addAlias(kept, alias);
	}
	if (!withData) return;
	for (const [name, value] of Object.entries(gone.attributes)) {
		if (!Object.hasOwn(kept.attributes, name)) store.write(kept, name, value);
	}
	for (const [group, state] of Object.entries(gone.subscriptions)) {
		if (kept.subscriptions[group] === undefined) store.subscribe(kept, group, state);
	}
	for (const array of ['events', 'purchases'] as const) {
		for (const record of gone[array]) store.append(kept, array, record);
	}
}

/** Whether two profiles have an alias with the same label; such are not combined by identify. */
export function shareALabel(one: Profile, other: Profile): boolean {
	return one.user_aliases.some(({ alias_label: label }) =>
		other.user_aliases.some((alias) => alias.alias_label === label),
	);
}
