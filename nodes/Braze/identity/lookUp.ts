import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Workspace } from '../send/inWorkspaces';
import { sendEntries } from '../send/lists/sendEntries';
import type { Verdict } from '../send/types';
import { aliasesOf, EXPORT, exportEntry } from './export';
import type { Link, Seen } from './knownGuest';
import { PUNCHH_USER_ID, punchhAlias } from './links';

/** The status of a key without the permission. */
const FORBIDDEN = 403;

/**
 * Looks up whose the profiles of some guests are in Braze, 50 guests in a request: what this process
 * has not learned, or has forgotten, may stand there.
 *
 * @returns what is there, for each link that Braze has answered for; undefined if the key may not look
 */
export async function lookUp(
	context: Pick<IExecuteFunctions, 'getExecutionCancelSignal' | 'logger'>,
	workspace: Workspace,
	links: Link[],
): Promise<Map<Link, Seen> | undefined> {
	const entries = links.map(({ punchhUserId, externalId }) => ({
		byAlias: exportEntry('user_alias', punchhAlias(punchhUserId), []),
		byId: exportEntry('external_id', externalId, []),
	}));
	const verdicts = await sendEntries(
		context,
		workspace,
		EXPORT,
		entries.flatMap(({ byAlias, byId }) => [byAlias, byId]),
	);
	const seen = new Map<Link, Seen>();
	for (const [position, { byAlias, byId }] of entries.entries()) {
		const [ofAlias, ofId] = [verdicts.get(byAlias)!, verdicts.get(byId)!];
		if (ofAlias.status === FORBIDDEN) return undefined;
		if (!isAnswer(ofAlias) || !isAnswer(ofId)) continue;
		const { external_id: externalId } = profileIn(ofAlias);
		const alias = aliasesOf(profileIn(ofId)).find((one) => one.alias_label === PUNCHH_USER_ID);
		seen.set(links[position], {
			externalId: typeof externalId === 'string' ? externalId : undefined,
			punchhUserId: typeof alias?.alias_name === 'string' ? alias.alias_name : undefined,
		});
	}
	return seen;
}

/** Whether Braze has said that there is a profile, or that there is none. */
function isAnswer({ kind }: Verdict): boolean {
	return kind === 'accepted' || kind === 'rejected';
}

function profileIn({ output }: Verdict): IDataObject {
	return output?.[0] ?? {};
}
