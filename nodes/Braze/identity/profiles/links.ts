import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Workspace } from '../../send/inWorkspaces';
import type { ListEndpoint, ListEntry } from '../../send/lists/endpoint';
import { sendEntries } from '../../send/lists/sendEntries';
import type { Verdict } from '../../send/types';
import type { Link } from '../memory/knownGuest';
import {
	aliasEntry,
	IDENTIFY,
	identifyEntry,
	MERGE,
	mergeEntry,
	NEW_ALIAS,
	type Alias,
} from './endpoints';

/** What a Punchh user ID is called in Braze: the label of an alias, and an attribute. */
export const PUNCHH_USER_ID = 'punchh_user_id';

/** The attribute of a guest whose external ID has changed: when an event told the one of the profile. */
export const EXTERNAL_ID_SINCE = 'punchh_external_id_since';

/** The alias of a guest. */
export function punchhAlias(punchhUserId: string): Alias {
	return { alias_name: punchhUserId, alias_label: PUNCHH_USER_ID };
}

/**
 * What links a guest, in this order: a profile that only has the alias is given the external ID, or is
 * merged into the profile that has it; profiles under former external IDs are merged into it, and so is
 * the one with the alias if Identify leaves it apart; and a profile that was made under the external ID
 * is given the alias.
 */
const STEPS: Array<{ endpoint: ListEndpoint; entries(link: Link): ListEntry[] }> = [
	{
		endpoint: IDENTIFY,
		entries: ({ punchhUserId, externalId }) => [
			identifyEntry('user_alias', { user_alias: punchhAlias(punchhUserId) }, externalId, 'merge'),
		],
	},
	{
		endpoint: MERGE,
		entries: ({ punchhUserId, externalId, formerIds, goneIds = [], isApart }) =>
			[
				...formerIds.filter((id) => !goneIds.includes(id)).map((id) => ({ external_id: id })),
				...(isApart ? [{ user_alias: punchhAlias(punchhUserId) }] : []),
			].map((gone) => mergeEntry(gone, { external_id: externalId })),
	},
	{
		endpoint: NEW_ALIAS,
		entries: ({ punchhUserId, externalId }) => [aliasEntry(punchhAlias(punchhUserId), externalId)],
	},
];

/**
 * Asks Braze to make one profile of each guest's profiles, 50 guests in a request. It may be asked
 * again at any time.
 *
 * @returns the verdict of each link: the first that is not accepted; it says nothing about whether
 *   Braze found a profile
 */
export async function askForLinks(
	context: Pick<IExecuteFunctions, 'getExecutionCancelSignal' | 'logger'>,
	workspace: Workspace,
	links: Link[],
): Promise<Map<Link, Verdict>> {
	const verdicts = new Map(links.map((link) => [link, verdictBefore(link)]));
	for (const { endpoint, entries } of STEPS) {
		const open = links.filter((link) => verdicts.get(link)!.kind === 'accepted');
		const asked = open.flatMap((link) => entries(link).map((entry) => ({ link, entry })));
		if (asked.length === 0) continue;
		const found = await sendEntries(
			context,
			workspace,
			endpoint,
			asked.map(({ entry }) => entry),
		);
		for (const { link, entry } of asked) {
			const { kind, reason, hint } = found.get(entry)!;
			if (kind !== 'accepted') verdicts.set(link, { kind, reason, hint });
		}
	}
	return verdicts;
}

/** A profile that may be another guest's is merged by nobody but a person. */
function verdictBefore({ punchhUserId, externalId, listedId }: Link): Verdict {
	if (listedId === undefined) return { kind: 'accepted' };
	return {
		kind: 'rejected',
		reason: `A list has linked the Punchh user ID ${punchhUserId} with ${listedId}, but an event has the external ID ${externalId}`,
		hint: `If ${listedId} is the guest's as well, move its data to ${externalId} with User > Merge. If not, give the alias another name with User > Update Alias, and write punchh_user_id, name, address and number to it again with User > Track`,
	};
}

/** What the output of an item says about the link of its guest. */
export function aboutLink({ punchhUserId, externalId }: Link, verdict: Verdict): IDataObject {
	const { kind, reason } = verdict;
	return {
		external_id: externalId,
		user_alias: punchhAlias(punchhUserId),
		verdict: kind,
		...(reason === undefined ? {} : { reason }),
	};
}
