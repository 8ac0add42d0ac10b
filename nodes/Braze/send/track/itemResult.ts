import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/operations/item';
import type { ItemResult } from '../../../shared/operations/types';
import { shownText } from '../../../shared/values/shownText';
import type { Verdict, VerdictKind } from '../types';
import { withValues } from './checks/withValues';
import { namesIn } from './objects/names';
import type { CheckedObject, PreparedObject, TrackArray } from './objects/types';

/** What an item's output says in addition to its verdict. */
export interface ItemSummary {
	/** What Braze will silently lose or change, and what else the user should know. */
	warnings: string[];
	/** Why there was nothing to send, when that is fine. */
	skipped?: string;
	/** What else the output says, e.g. which identifier named the user. */
	about?: IDataObject;
}

/** What is known of an item once the run is over. */
export interface ItemOutcome {
	objects: CheckedObject[];
	summary: ItemSummary;
	/** What its objects are likely to cost. */
	dataPoints: number;
	/** In a dry run: what would have been sent. */
	planned?: IDataObject;
}

/** An object of an item with what became of it. */
interface JudgedObject extends CheckedObject {
	verdict: Verdict;
}

/** An item is only as good as its least certain object; causes come before consequences. */
const BADNESS: Record<VerdictKind, number> = { unknown: 3, rejected: 2, failed: 1, accepted: 0 };

/** Another object of the same item cannot be sent. */
const HELD_BACK: Verdict = { kind: 'failed', reason: 'Held back with its item' };

const OBJECT_NAMES: Record<TrackArray, string> = {
	attributes: 'Attributes',
	events: 'Event',
	purchases: 'Purchase',
};

/** The error of an item for which Braze gave no message. */
const FALLBACK_REASONS: Record<VerdictKind, string> = {
	accepted: 'Braze accepted it',
	rejected: 'Braze rejected it',
	failed: 'It was not sent',
	unknown: 'It is not known whether Braze accepted it',
};

/** What became of what this run has sent of an item, where an earlier execution has sent some of it. */
const SENT_NOW = new WeakMap<ItemResult, VerdictKind[]>();

/**
 * Makes the single output of an input item from what became of its objects.
 *
 * @param verdicts of the objects that were sent
 */
export function toTrackResult(
	item: Item,
	outcome: ItemOutcome,
	verdicts: ReadonlyMap<PreparedObject, Verdict>,
): ItemResult {
	const judged = outcome.objects.map((object) => {
		const { array, names, prepared } = object;
		return { array, names, prepared, verdict: verdictOf(object, verdicts) };
	});
	const result = resultOf(item, outcome, judged);
	if (judged.some(({ verdict }) => verdict.isEarlier)) SENT_NOW.set(result, sentNowOf(judged));
	return result;
}

/** What became of the objects that this run has sent. */
function sentNowOf(judged: JudgedObject[]): VerdictKind[] {
	return judged.filter(({ verdict }) => !verdict.isEarlier).map(({ verdict }) => verdict.kind);
}

function resultOf(item: Item, outcome: ItemOutcome, judged: JudgedObject[]): ItemResult {
	const { summary } = outcome;
	const worst = worstOf(judged);
	if (worst === undefined) return { json: [skippedOutput(summary)] };
	if (worst.kind === 'accepted') return { json: [acceptedOutput(judged, outcome)] };

	const error = item.error(
		worst.reason ?? FALLBACK_REASONS[worst.kind],
		[worst.hint, acceptedNote(judged)].filter(Boolean).join('. ') || undefined,
	);
	const objects = judged.map(toDetail);
	const rest = { ...leftToSend(judged), ...warningsOf(judged, summary) };
	return { error, details: { verdict: worst.kind, ...summary.about, objects, ...rest } };
}

function verdictOf(
	{ array, problem, prepared }: CheckedObject,
	verdicts: ReadonlyMap<PreparedObject, Verdict>,
): Verdict {
	if (problem === undefined) return withQuoted(prepared, prepared && verdicts.get(prepared));
	const reason = `${OBJECT_NAMES[array]}: ${problem}`;
	return { kind: 'rejected', reason, hint: 'Nothing in this item was sent' };
}

/** Braze says which field it refuses, and not with which value. */
function withQuoted(prepared?: PreparedObject, verdict: Verdict = HELD_BACK): Verdict {
	if (prepared === undefined || verdict.kind !== 'rejected' || !verdict.reason) return verdict;
	const body = JSON.parse(prepared.text) as IDataObject;
	return { ...verdict, reason: withValues(verdict.reason, body) };
}

function worstOf(judged: JudgedObject[]): Verdict | undefined {
	let worst: Verdict | undefined;
	for (const { verdict } of judged) {
		if (worst === undefined || BADNESS[verdict.kind] > BADNESS[worst.kind]) worst = verdict;
	}
	return worst;
}

function skippedOutput(summary: ItemSummary): IDataObject {
	const { skipped, about } = summary;
	const reason = skipped === undefined ? {} : { reason: skipped };
	return { verdict: 'skipped', ...reason, ...about, ...warningsOf([], summary) };
}

function acceptedOutput(
	judged: JudgedObject[],
	{ summary, dataPoints, planned }: ItemOutcome,
): IDataObject {
	const { attributeNames, eventNames, products } = namesIn(judged);
	const output = {
		verdict: planned ? 'dryRun' : 'accepted',
		attributes: 0,
		events: 0,
		purchases: 0,
		dataPoints,
		attributeNames,
		eventNames,
		products,
	};
	for (const { array, names } of judged) output[array] += array === 'attributes' ? names.length : 1;
	return Object.assign(output, summary.about, warningsOf(judged, summary), planned);
}

/** The warnings of an item and those that come from Braze's answer; undefined if there are none. */
function warningsOf(
	judged: JudgedObject[],
	{ warnings }: ItemSummary,
): { warnings?: string[] } | undefined {
	let all = warnings;
	for (const { verdict } of judged) {
		const { warning } = verdict;
		if (warning !== undefined && !all.includes(warning)) all = [...all, warning];
	}
	return all.length > 0 ? { warnings: all } : undefined;
}

/** How many recorded objects the error of an item names; 'details' has all of them. */
const MOST_NAMED = 10;

function acceptedNote(judged: JudgedObject[]): string | undefined {
	const accepted = judged.filter(({ verdict }) => verdict.kind === 'accepted');
	if (accepted.length === 0) return undefined;
	const named = accepted
		.slice(0, MOST_NAMED)
		.map(({ array, names: [name] }) =>
			array === 'attributes'
				? 'attributes'
				: `${OBJECT_NAMES[array].toLowerCase()} '${shownText(name, 60)}'`,
		);
	const more = accepted.length - named.length;
	if (more > 0) named.push(`${more} more`);
	return `Recorded already, so do not send it again: ${named.join(', ')}`;
}

/**
 * Of an item of which something was recorded, what was certainly not: in the form in which the parameter
 * 'Objects' takes it. Merged attributes have the values of the user's other items as well.
 */
function leftToSend(judged: JudgedObject[]): { leftToSend?: IDataObject } {
	if (judged.every(({ verdict }) => verdict.kind !== 'accepted')) return {};
	const left: IDataObject = {};
	for (const { array, prepared, verdict } of judged) {
		if (prepared === undefined || !CERTAINLY_NOT.includes(verdict.kind)) continue;
		const bodies = (left[array] ?? []) as IDataObject[];
		left[array] = [...bodies, JSON.parse(prepared.text) as IDataObject];
	}
	return Object.keys(left).length > 0 ? { leftToSend: left } : {};
}

const CERTAINLY_NOT: VerdictKind[] = ['rejected', 'failed'];

function toDetail({ array, names, verdict: { kind, reason } }: JudgedObject): IDataObject {
	const detail: IDataObject = { array, verdict: kind };
	if (array !== 'attributes' && names.length > 0) [detail.name] = names;
	if (reason !== undefined) detail.reason = reason;
	return detail;
}

/** What became of one object of an item, by its place in it; undefined if nothing was sent of the item. */
export function verdictOfObject(result: ItemResult, position: number): VerdictKind | undefined {
	if ('json' in result) return 'accepted';
	const { objects } = result.details as { objects?: Array<{ verdict: VerdictKind }> };
	return objects?.[position]?.verdict;
}

/** Whether Braze has recorded something of an item, perhaps in one array. */
export function isRecorded(result: ItemResult, array?: TrackArray): boolean {
	return 'json' in result || hasObject(result, 'accepted', array);
}

/** Whether Braze has recorded something of an item, perhaps in one array, or may have. */
export function mayBeRecorded(result: ItemResult, array?: TrackArray): boolean {
	return isRecorded(result, array) || hasObject(result, 'unknown', array);
}

/**
 * The same of what this run has sent: what an earlier execution has sent may be in another profile, if the
 * guest has another external ID since.
 */
export function isRecordedNow(result: ItemResult): boolean {
	return SENT_NOW.get(result)?.includes('accepted') ?? isRecorded(result);
}

/** Whether Braze has recorded something that this run has sent of an item, or may have. */
export function mayBeRecordedNow(result: ItemResult): boolean {
	return SENT_NOW.get(result)?.some((kind) => OPEN_OR_DONE.includes(kind)) ?? mayBeRecorded(result);
}

const OPEN_OR_DONE: VerdictKind[] = ['accepted', 'unknown'];

function hasObject(result: ItemResult, kind: VerdictKind, array?: TrackArray): boolean {
	const objects = 'error' in result ? ((result.details.objects ?? []) as IDataObject[]) : [];
	return objects.some(
		({ verdict, array: of }) => verdict === kind && (array === undefined || of === array),
	);
}
