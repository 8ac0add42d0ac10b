import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import type { ItemResult } from '../../shared/operations/types';
import type { CheckedObject, TrackArray, Verdict, VerdictKind } from './types';

/** What an item's output tells beside its verdict. */
export interface ItemSummary {
	dataPoints: number;
	/** What Braze will lose or change without a word, and what else the user should know. */
	warnings: string[];
	/** Why there was nothing to send, when that is in order. */
	skipped?: string;
	/** What else it tells, such as by which identifier a user was named. */
	about?: IDataObject;
	/** In a dry run: what would have been sent. */
	planned?: IDataObject;
}

/** An item is as good as its least certain object; what names a cause comes before what follows. */
const WORST_FIRST: VerdictKind[] = ['unknown', 'rejected', 'failed', 'accepted'];

/** Another object of the same item cannot be sent. */
const HELD_BACK: Verdict = { kind: 'failed', reason: 'Held back with its item' };

const OBJECT_NAMES: Record<TrackArray, string> = {
	attributes: 'Attributes',
	events: 'Event',
	purchases: 'Purchase',
};

/** How an item's error begins when Braze gave no words of its own. */
const FALLBACK_REASONS: Record<VerdictKind, string> = {
	accepted: 'Braze accepted it',
	rejected: 'Braze rejected it',
	failed: 'It was not sent',
	unknown: 'It is not known whether Braze took it',
};

/** Makes the one output of an input item from what became of its objects. */
export function toItemResult(
	node: INode,
	itemIndex: number,
	objects: CheckedObject[],
	summary: ItemSummary,
): ItemResult {
	const verdicts = objects.map(verdictOf);
	const kind = WORST_FIRST.find((kind) => verdicts.some((verdict) => verdict.kind === kind));
	if (kind === undefined) return { json: [skippedOutput(summary)] };
	if (kind === 'accepted') return { json: [acceptedOutput(objects, summary)] };

	const { about } = summary;
	const { reason, hint } = verdicts.find((verdict) => verdict.kind === kind)!;
	const error = new NodeOperationError(node, reason ?? FALLBACK_REASONS[kind], {
		itemIndex,
		description: [hint, acceptedNote(objects)].filter(Boolean).join('. ') || undefined,
	});
	const warned = warningsOf(objects, summary);
	return { error, details: { verdict: kind, ...about, objects: objects.map(toDetail), ...warned } };
}

function verdictOf(object: CheckedObject): Verdict {
	if (object.problem === undefined) return object.prepared?.verdict ?? HELD_BACK;
	const reason = `${OBJECT_NAMES[object.array]}: ${object.problem}`;
	return { kind: 'rejected', reason, hint: 'Nothing of this item was sent' };
}

function skippedOutput(summary: ItemSummary): IDataObject {
	const { skipped, about } = summary;
	const reason = skipped === undefined ? {} : { reason: skipped };
	return { verdict: 'skipped', ...reason, ...about, ...warningsOf([], summary) };
}

function acceptedOutput(objects: CheckedObject[], summary: ItemSummary): IDataObject {
	const { dataPoints, about, planned } = summary;
	const output = {
		verdict: planned ? 'dryRun' : 'accepted',
		attributes: 0,
		events: 0,
		purchases: 0,
		dataPoints,
	};
	for (const { array } of objects) output[array]++;
	return Object.assign(output, about, warningsOf(objects, summary), planned);
}

/** The warnings of an item, and those that Braze's answer gave rise to; nothing where there are none. */
function warningsOf(
	objects: CheckedObject[],
	{ warnings }: ItemSummary,
): { warnings?: string[] } | undefined {
	const all = [...warnings];
	for (const object of objects) {
		const { warning } = verdictOf(object);
		if (warning !== undefined && !all.includes(warning)) all.push(warning);
	}
	return all.length > 0 ? { warnings: all } : undefined;
}

function acceptedNote(objects: CheckedObject[]): string | undefined {
	const accepted = objects.filter((object) => verdictOf(object).kind === 'accepted').length;
	return accepted > 0
		? `${accepted} of the ${objects.length} objects of this item were accepted: do not send those again`
		: undefined;
}

function toDetail(object: CheckedObject): IDataObject {
	const { kind, reason } = verdictOf(object);
	const detail: IDataObject = { array: object.array, verdict: kind };
	if (reason !== undefined) detail.reason = reason;
	return detail;
}
