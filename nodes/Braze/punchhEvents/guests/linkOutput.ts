import type { IDataObject } from 'n8n-workflow';

import type { ItemResult } from '../../../shared/operations/types';
import type { Link } from '../../identity/memory/knownGuest';
import { aboutLink } from '../../identity/profiles/links';
import type { Verdict } from '../../send/types';

/** A link that Braze was asked for in a run, and its answer. */
export interface Asked {
	link: Link;
	verdict: Verdict;
}

/** The result of an item, with what became of its guest's link. */
export function withLink(result: ItemResult, asked: Asked): ItemResult {
	const link = aboutLink(asked.link, asked.verdict);
	if ('error' in result) return { ...result, details: { ...result.details, link } };
	return { json: result.json.map((json) => ({ ...withWarning(json, asked), link })) };
}

function withWarning(json: IDataObject, { link, verdict }: Asked): IDataObject {
	const { kind, reason, hint } = verdict;
	if (kind === 'accepted') return json;
	const why = [reason, hint].filter((text) => text !== undefined).join('. ');
	const when = link.listedId === undefined ? ' yet, which later runs will try again' : '';
	const warning = `the guest's profiles are not linked${when}: ${why}`;
	return { ...json, warnings: [...((json.warnings as string[] | undefined) ?? []), warning] };
}
