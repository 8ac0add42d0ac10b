import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import type { ItemResult } from '../../shared/operation';
import { TRACK_ARRAYS, type TrackArray, type Verdict, type VerdictKind } from './types';

/** An object of an item together with what became of it. */
export interface JudgedObject {
	array: TrackArray;
	verdict: Verdict;
}

/** What an item's output tells beside its verdict. */
export interface ItemSummary {
	dataPoints: number;
	/** What Braze will lose or change without a word, and what else the user should know. */
	warnings: string[];
	/** Why there was nothing to send, when that is in order. */
	skipped?: string;
	/** In a dry run: what would have been sent. */
	planned?: IDataObject;
}

/** An item is as good as its least certain object; what names a cause comes before what follows. */
const WORST_FIRST: VerdictKind[] = ['unknown', 'rejected', 'failed', 'accepted'];

/** How an item's error begins when Braze gave no words of its own. */
const FALLBACK_REASONS: Record<VerdictKind, string> = {
	accepted: 'Braze accepted it',
	rejected: 'Braze rejected it',
	failed: 'It was not sent',
	unknown: 'It is not known whether Braze took it',
};

/** Makes the one output of an input item from the verdicts of its objects. */
export function toItemResult(
	node: INode,
	itemIndex: number,
	objects: JudgedObject[],
	summary: ItemSummary,
): ItemResult {
	const { dataPoints, warnings, skipped, planned } = summary;
	const warned = warnings.length > 0 ? { warnings } : {};
	const kind = WORST_FIRST.find((kind) => objects.some(({ verdict }) => verdict.kind === kind));
	if (kind === undefined) {
		return { json: [{ verdict: 'skipped', ...(skipped ? { reason: skipped } : {}), ...warned }] };
	}
	if (kind === 'accepted') {
		const verdict = planned ? 'dryRun' : 'accepted';
		return { json: [{ verdict, ...countByArray(objects), dataPoints, ...warned, ...planned }] };
	}
	const { reason, hint } = objects.find(({ verdict }) => verdict.kind === kind)!.verdict;
	const error = new NodeOperationError(node, reason ?? FALLBACK_REASONS[kind], {
		itemIndex,
		description: [hint, acceptedNote(objects)].filter(Boolean).join('. ') || undefined,
	});
	return { error, details: { verdict: kind, objects: objects.map(toDetail), ...warned } };
}

function countByArray(objects: JudgedObject[]): IDataObject {
	const count = (wanted: TrackArray) => objects.filter(({ array }) => array === wanted).length;
	return Object.fromEntries(TRACK_ARRAYS.map((array) => [array, count(array)]));
}

function acceptedNote(objects: JudgedObject[]): string | undefined {
	const accepted = objects.filter(({ verdict }) => verdict.kind === 'accepted').length;
	return accepted > 0
		? `${accepted} of the ${objects.length} objects of this item were accepted: do not send those again`
		: undefined;
}

function toDetail({ array, verdict }: JudgedObject): IDataObject {
	const detail: IDataObject = { array, verdict: verdict.kind };
	if (verdict.reason !== undefined) detail.reason = verdict.reason;
	return detail;
}
