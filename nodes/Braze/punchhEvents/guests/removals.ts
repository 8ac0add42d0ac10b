import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import { NO_PROFILE, wholeOf } from '../../identity/memory/attributeLog';
import type { KnownGuests } from '../../identity/memory/knownGuests';
import { punchhAlias } from '../../identity/profiles/links';
import { isByExternalId } from '../../identity/user';
import type { TrackObject } from '../../send/track/objects/types';
import { trackInWorkspace, type Tracking } from '../../send/track/trackItems';

/** What an item has written to a guest's profile. */
interface Written {
	item: Item;
	punchhUserId: string;
	isLinked: boolean;
	/** The profile, as `userKey` names it. */
	under: string;
	/** As `partsOf` divides them. */
	values: IDataObject;
}

/**
 * The attributes that the items of a run remove from the profile with a guest's external ID while another
 * profile of the guest, with the alias or a former external ID, is still to be merged into it: from what that
 * one has, Braze would fill the gap.
 */
export class Removals {
	/** By guest: the attributes, and the item that was the last to remove one of them. */
	private readonly open = new Map<string, { item: Item; names: Set<string> }>();

	constructor(private readonly known: KnownGuests) {}

	/** Notes that Braze accepted what an item writes. */
	written({ item, punchhUserId, isLinked, under, values }: Written): void {
		const { guests, waiting } = this.known;
		const mayBeTwo = isLinked && isByExternalId(under) && waiting.has(punchhUserId);
		// The alias may be on the profile of somebody else.
		if (!mayBeTwo || guests.listedElsewhere(punchhUserId) !== undefined) return;
		const names = this.open.get(punchhUserId)?.names ?? new Set<string>();
		for (const [name, value] of Object.entries(values)) {
			if (value === null) this.open.set(punchhUserId, { item, names: names.add(name) });
			else names.delete(name);
		}
	}

	/** Forgets a guest who was deleted. */
	forget(punchhUserId: string): void {
		this.open.delete(punchhUserId);
	}

	/** The guests to look up first: under a former external ID there may be a profile of the next holder by now. */
	guestsToLookUp(): string[] {
		return [...this.open]
			.filter(([, { names }]) => names.size > 0)
			.map(([punchhUserId]) => punchhUserId)
			.filter((punchhUserId) => !this.known.seen.isJustSeen(punchhUserId));
	}

	/** Removes them from the guest's other profiles as well, before those are merged. */
	async send(tracking: Tracking): Promise<void> {
		const removed = [...this.open].filter(([, { names }]) => names.size > 0);
		this.open.clear();
		if (removed.length === 0) return;
		const objects = new Map(
			removed.map(([punchhUserId, { item, names }]) => {
				const values = wholeOf(Object.fromEntries([...names].map((name) => [name, null])));
				const flag = { _update_existing_only: true };
				const bodies = this.othersOf(punchhUserId).map((user) => ({ ...values, ...user, ...flag }));
				return [item, bodies.map((body): TrackObject => ({ array: 'attributes', body }))];
			}),
		);
		const results = await trackInWorkspace(tracking, [...objects.keys()], (item) => ({
			objects: objects.get(item)!,
		}));
		for (const [position, [punchhUserId, { names }]] of removed.entries()) {
			if ('json' in results[position]) continue;
			// The merge may bring them back: the guest's next item removes them once more.
			this.known.attributes.move(punchhUserId, [...names], NO_PROFILE);
		}
	}

	/** What names the profiles of a guest that are to be merged: the one with the alias, and former ones. */
	private othersOf(punchhUserId: string): IDataObject[] {
		const { formerIds = [], goneIds = [] } = this.known.guests.linkOf(punchhUserId) ?? {};
		// Under one that was gone there may be the profile of the next holder, which is not merged either; and
		// under any while Braze does not say whose it is.
		const isKnown = !this.known.mayLook || this.known.seen.isJustSeen(punchhUserId);
		const former = isKnown ? formerIds.filter((id) => !goneIds.includes(id)) : [];
		return [
			{ user_alias: punchhAlias(punchhUserId) },
			...former.map((id) => ({ external_id: id })),
		];
	}
}
