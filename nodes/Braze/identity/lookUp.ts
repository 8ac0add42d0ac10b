import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject, isScalar } from '../../shared/values/json';
import type { Workspace } from '../send/inWorkspaces';
import { sendEntries } from '../send/lists/sendEntries';
import type { Verdict } from '../send/types';
import { aliasesOf, EXPORT, exportEntry } from './export';
import type { Link, Seen } from './knownGuest';
import { PUNCHH_USER_ID, punchhAlias } from './links';

/** The status of a key without the permission. */
const FORBIDDEN = 403;

/** What Braze says of the links that were looked up. */
export interface LookedUp {
	/** Whose the profiles are, for each link that Braze has answered for. */
	seen: Map<Link, Seen>;
	/** The links that it has not answered for: nobody knows whose their profiles are. */
	open: Map<Link, Verdict>;
}

/**
 * Looks up whose the profiles of some guests are in Braze, 50 guests in a request: what this process
 * has not learned, or has forgotten, may stand there.
 *
 * @returns undefined if the key may not look
 */
export async function lookUp(
	context: Pick<IExecuteFunctions, 'getExecutionCancelSignal' | 'logger'>,
	workspace: Workspace,
	links: Link[],
): Promise<LookedUp | undefined> {
	const entries = links.map(({ punchhUserId, externalId, formerIds }) => ({
		byAlias: exportEntry('user_alias', punchhAlias(punchhUserId), []),
		byId: [externalId, ...formerIds].map(
			(id) => [id, exportEntry('external_id', id, ['custom_attributes'])] as const,
		),
	}));
	const all = entries.flatMap(({ byAlias, byId }) => [byAlias, ...byId.map(([, entry]) => entry)]);
	const verdicts = await sendEntries(context, workspace, EXPORT, all);
	const found: LookedUp = { seen: new Map(), open: new Map() };
	for (const [position, { byAlias, byId }] of entries.entries()) {
		const ofAlias = verdicts.get(byAlias)!;
		const ofIds = byId.map(([id, entry]) => [id, verdicts.get(entry)!] as const);
		if (ofAlias.status === FORBIDDEN) return undefined;
		const open = [ofAlias, ...ofIds.map(([, verdict]) => verdict)].find((one) => !isAnswer(one));
		if (open !== undefined) {
			found.open.set(links[position], notLookedUp(open));
			continue;
		}
		const { external_id: externalId } = profileIn(ofAlias);
		const owners = ofIds.map(([id, verdict]) => [id, ownerOf(profileIn(verdict))] as const);
		found.seen.set(links[position], {
			externalId: typeof externalId === 'string' ? externalId : undefined,
			owners: new Map(owners.filter((pair): pair is [string, string] => pair[1] !== undefined)),
		});
	}
	return found;
}

/** Whose a profile is: it has the Punchh user ID as alias, or, before it is linked, as attribute. */
function ownerOf(profile: IDataObject): string | undefined {
	const alias = aliasesOf(profile).find((one) => one.alias_label === PUNCHH_USER_ID);
	const { custom_attributes: attributes } = profile;
	const id = alias?.alias_name ?? (isObject(attributes) ? attributes[PUNCHH_USER_ID] : undefined);
	return isScalar(id) && id !== '' ? String(id) : undefined;
}

/** Whether Braze has said that there is a profile, or that there is none. */
function isAnswer({ kind }: Verdict): boolean {
	return kind === 'accepted' || kind === 'rejected';
}

/** Nothing was written, so it is safe to send the guest's items again. */
function notLookedUp({ reason }: Verdict): Verdict {
	return {
		kind: 'failed',
		reason,
		hint: 'Braze did not say whose the profile is, so nothing of it was sent. Send it again later',
	};
}

function profileIn({ output }: Verdict): IDataObject {
	return output?.[0] ?? {};
}
