import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { passedMs } from '../../../shared/time';
import { isObject, isScalar } from '../../../shared/values/json';
import type { Workspace } from '../../send/inWorkspaces';
import type { ListEntry } from '../../send/lists/endpoint';
import { sendEntries } from '../../send/lists/sendEntries';
import type { Verdict } from '../../send/types';
import type { Link, Seen } from '../memory/knownGuest';
import { EXPORTED } from '../replaced';
import { keyOfExternalId, userKey } from '../user';
import { aliasesOf, EXPORT, exportEntry, NO_SUCH_USER, SEVERAL_RENAMED } from './export';
import { EXTERNAL_ID_SINCE, PUNCHH_USER_ID, punchhAlias } from './links';

/** The status of a key without the permission. */
const FORBIDDEN = 403;

type Context = Pick<IExecuteFunctions, 'getExecutionCancelSignal' | 'logger'>;

/** What is read beside the identifiers. */
const FIELDS = ['custom_attributes', 'created_at', ...EXPORTED];

/** What Braze says of the links that were looked up. */
export interface LookedUp {
	/** Whose the profiles are, for each link that Braze has answered for. */
	seen: Map<Link, Seen>;
	/** The links that it has not answered for: nobody knows whose their profiles are. */
	open: Map<Link, Verdict>;
}

/** What is known of the key of a workspace. */
interface LookingKey {
	/** Whether profiles may be looked up, unless Braze has refused it. */
	mayLook: boolean;
	/** Whether Braze has answered a look-up: when it refuses one later, that is not for the permission. */
	hasLooked: boolean;
}

/**
 * Looks up whose the profiles of some guests are in Braze, 50 guests in a request: what this process
 * has not learned, or has forgotten, may stand there. Of a key that may not look nothing is known.
 *
 * @param key hears whether it may
 */
export async function lookUp(
	context: Context,
	workspace: Workspace,
	key: LookingKey,
	links: Link[],
): Promise<LookedUp> {
	const entries = links.map(({ punchhUserId, externalId, formerIds }) => ({
		byAlias: exportEntry('user_alias', punchhAlias(punchhUserId), FIELDS),
		byId: [externalId, ...formerIds].map(
			(id) => [id, exportEntry('external_id', id, FIELDS)] as const,
		),
	}));
	const all = entries.flatMap(({ byAlias, byId }) => [byAlias, ...byId.map(([, entry]) => entry)]);
	const verdicts = await exported(context, workspace, all);
	if ([...verdicts.values()].some(isAnswer)) key.hasLooked = true;
	const toPassedMs = passedMs() - workspace.connection.nowMs();
	const found: LookedUp = { seen: new Map(), open: new Map() };
	for (const [position, { byAlias, byId }] of entries.entries()) {
		const ofAlias = verdicts.get(byAlias)!;
		const ofIds = byId.map(([id, entry]) => [id, verdicts.get(entry)!] as const);
		if (ofAlias.status === FORBIDDEN && !key.hasLooked) {
			key.mayLook = false;
			return { seen: new Map(), open: new Map() };
		}
		const open = [ofAlias, ...ofIds.map(([, verdict]) => verdict)].find((one) => !isAnswer(one));
		if (open !== undefined) {
			found.open.set(links[position], notLookedUp(open));
			continue;
		}
		const profiles = ofIds.map(([id, verdict]) => [id, profileIn(verdict)] as const);
		const seen = seenIn(links[position], profileIn(ofAlias), profiles);
		found.seen.set(links[position], { ...seen, toPassedMs });
	}
	return found;
}

/** What Braze says of each entry; it is asked once more for those that it did not tell apart. */
async function exported(context: Context, workspace: Workspace, entries: ListEntry[]) {
	const verdicts = await sendEntries(context, workspace, EXPORT, entries);
	for (const [entry, { reason }] of [...verdicts]) {
		if (reason !== SEVERAL_RENAMED) continue;
		const alone = await sendEntries(context, workspace, EXPORT, [entry]);
		verdicts.set(entry, alone.get(entry)!);
	}
	return verdicts;
}

/**
 * What stands in Braze about a link.
 *
 * @param byIds the profiles under the external IDs, the current one first
 */
function seenIn(
	{ punchhUserId }: Link,
	byAlias: IDataObject,
	byIds: ReadonlyArray<readonly [id: string, profile: IDataObject]>,
): Omit<Seen, 'toPassedMs'> {
	const [[currentId, current], ...former] = byIds;
	const isSame = ({ braze_id: id }: IDataObject, { braze_id: other }: IDataObject) =>
		id !== undefined && id === other;
	// By a deprecated ID, Braze shows the profile with the one that has replaced it.
	const externalId = isSame(byAlias, current) ? currentId : byAlias.external_id;
	const sinceMs = Date.parse(String(customAttributesOf(byAlias)[EXTERNAL_ID_SINCE]));
	const owners = byIds.map(([id, profile]) => [id, ownerOf(profile)] as const);
	const created = byIds.map(
		([id, profile]) => [id, Date.parse(String(profile.created_at))] as const,
	);
	const byAttribute = byIds.filter(([, profile]) => aliasOwnerOf(profile) === undefined);
	const labels = new Set(aliasesOf(byAlias).map(({ alias_label: label }) => label));
	return {
		externalId: typeof externalId === 'string' ? externalId : undefined,
		aliasCreatedMs: Date.parse(String(byAlias.created_at)),
		sinceMs: Number.isNaN(sinceMs) ? undefined : sinceMs,
		owners: new Map(owners.filter((pair): pair is [string, string] => pair[1] !== undefined)),
		createdMs: new Map(created.filter(([, ms]) => !Number.isNaN(ms))),
		ownedByAttribute: new Set(byAttribute.map(([id]) => id)),
		profiles: byKey(punchhUserId, byAlias, byIds),
		missing: former.filter(([, one]) => isNone(one)).map(([id]) => id),
		isMissing: isNone(current),
		sameAsCurrent: former.filter(([, one]) => isSame(one, current)).map(([id]) => id),
		// "Not merged where that profile already has an alias of the same label" (Identify users)
		isApart:
			externalId === undefined && aliasesOf(current).some((one) => labels.has(one.alias_label)),
	};
}

const isNone = (profile: IDataObject) => Object.keys(profile).length === 0;

/** The profiles of a guest by the identifiers; one that is gone may have been merged into that with the alias. */
function byKey(
	punchhUserId: string,
	byAlias: IDataObject,
	byIds: ReadonlyArray<readonly [id: string, profile: IDataObject]>,
): ReadonlyMap<string, IDataObject> {
	const all = [
		[userKey({ user_alias: punchhAlias(punchhUserId) })!, byAlias] as const,
		...byIds.map(([id, one]) => [keyOfExternalId(id), isNone(one) ? byAlias : one] as const),
	];
	return new Map(all.filter(([, profile]) => !isNone(profile)));
}

/** Whose a profile is: it has the Punchh user ID as alias, or, before it is linked, as attribute. */
function ownerOf(profile: IDataObject): string | undefined {
	const id = aliasOwnerOf(profile) ?? customAttributesOf(profile)[PUNCHH_USER_ID];
	return isScalar(id) && id !== '' ? String(id) : undefined;
}

function aliasOwnerOf(profile: IDataObject): unknown {
	return aliasesOf(profile).find((one) => one.alias_label === PUNCHH_USER_ID)?.alias_name;
}

function customAttributesOf({ custom_attributes: attributes }: IDataObject): IDataObject {
	return isObject(attributes) ? attributes : {};
}

/** Whether Braze has said that there is a profile, or that there is none. */
function isAnswer({ kind, reason }: Verdict): boolean {
	return kind === 'accepted' || reason === NO_SUCH_USER;
}

/** Nothing was written, so it is safe to send the guest's items again. */
function notLookedUp({ reason }: Verdict): Verdict {
	return {
		kind: 'failed',
		reason,
		hint: 'Braze did not say whose profile it is, so none of it was sent. Send it again later',
	};
}

function profileIn({ output }: Verdict): IDataObject {
	return output?.[0] ?? {};
}
