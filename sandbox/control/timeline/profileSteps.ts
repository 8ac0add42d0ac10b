import type { Profile } from '../../braze/api/state';
import type { Parts } from '../../parts/parts';
import type { Json } from '../../shared/json';
import type { BrazeStep, ProfileStep } from './types';

/** Each profile that the objects went to, with how often it has the event now. */
export function profileSteps(parts: Parts, contentId: string, calls: BrazeStep[]): ProfileStep[] {
	const found = new Map<Profile, { at: number; onlyAttributes: boolean }>();
	for (const { at, objects } of calls) {
		for (const { object, array, taken, effect } of objects) {
			const profile = taken && effect !== false ? profileOf(parts, object as Json) : undefined;
			if (profile === undefined) continue;
			const before = found.get(profile)?.onlyAttributes ?? true;
			found.set(profile, { at, onlyAttributes: before && array === 'attributes' });
		}
	}
	return [...found].map(([profile, { at, onlyAttributes }]) => ({
		kind: 'profile',
		at,
		name: nameOf(profile),
		braze_id: profile.braze_id,
		copies: profile.events.filter((event) => JSON.stringify(event).includes(contentId)).length,
		...(onlyAttributes && { onlyAttributes }),
	}));
}

/** What a person calls a profile. */
function nameOf({ external_id: id, user_aliases: aliases, attributes, braze_id }: Profile): string {
	const [alias] = aliases;
	const named = alias && `${alias.alias_label}: ${alias.alias_name}`;
	return String(id ?? named ?? attributes.email ?? braze_id);
}

function profileOf({ braze: { store } }: Parts, object: Json): Profile | undefined {
	const { external_id: id, user_alias: alias, braze_id: brazeId, email, phone } = object;
	if (typeof id === 'string') return store.byExternalId(id);
	if (alias !== undefined) return store.byAlias(alias as never);
	if (brazeId !== undefined) return store.byBrazeId(brazeId);
	return email === undefined
		? store.byContact('phone', phone)[0]
		: store.byContact('email', email)[0];
}
