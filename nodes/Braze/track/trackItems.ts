import type { IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { ItemResult } from '../../shared/operation';
import { connectToBraze } from '../transport/brazeRequest';
import { AttributeTypes } from './attributeTypes';
import { findProblem } from './checks';
import { dataPointsOf } from './dataPoints';
import { requestShower } from './dryRun';
import { mergingPreparer, prepare, serialise, type Preparer } from './prepare';
import { toItemResult, type ItemSummary } from './results';
import { sendObjects } from './sending';
import { readSettings, type TrackSettings } from './settings';
import type { PreparedObject, TrackArray, TrackObject, Verdict } from './types';
import { findWarnings } from './warnings';

/** What an item asks to record. */
export interface Asked {
	objects: TrackObject[];
	/** What the user should know about it. */
	warnings?: string[];
	/** Why there is nothing to record, when that is in order. */
	skipped?: string;
}

/** Reads an item's parameters; throws when they do not make sense. */
export type ReadItem = (itemIndex: number) => Asked;

/** An object on its way: found wanting by our own checks, or prepared to be sent. */
type Checked = { array: TrackArray } & ({ problem: string } | { prepared: PreparedObject });

/** What is kept of an item while its objects are on their way. Their bodies are not: they add up. */
interface CheckedItem {
	objects: Checked[];
	summary: ItemSummary;
}

const OBJECT_NAMES = { attributes: 'Attributes', events: 'Event', purchases: 'Purchase' };

/**
 * Records the objects of all items in as few requests as the limits allow and returns one result for
 * each item. An item with an object that cannot be sent is held back as a whole. How to send is read
 * from the first item: it is the same for the whole run.
 */
export async function trackItems(
	this: IExecuteFunctions,
	itemIndices: number[],
	readItem: ReadItem,
): Promise<ItemResult[]> {
	const settings = readSettings.call(this, itemIndices[0]);
	const connection = settings.dryRun
		? undefined
		: await connectToBraze.call(this, itemIndices[0], settings.timeoutMs);
	const items = readItems.call(this, itemIndices, readItem, settings);
	const sendable = items.flatMap((item) => ('summary' in item ? sendableOf(item) : []));

	const verdicts = connection
		? await sendObjects(sendable, {
				connection,
				settings,
				signal: this.getExecutionCancelSignal(),
				logger: this.logger,
			})
		: undefined;
	const showRequests = verdicts ? undefined : requestShower(sendable, settings.plan);

	return itemIndices.map((itemIndex, position) => {
		const item = items[position];
		if (!('summary' in item)) return item;
		const planned = showRequests?.(sendableOf(item));
		const judged = item.objects.map((object) => ({
			array: object.array,
			verdict: verdictOf(object, verdicts),
		}));
		return toItemResult(this.getNode(), itemIndex, judged, { ...item.summary, planned });
	});
}

/** What each item asks for, or the result of an item whose parameters do not make sense. */
function readItems(
	this: IExecuteFunctions,
	itemIndices: number[],
	readItem: ReadItem,
	{ mergeAttributes }: TrackSettings,
): Array<CheckedItem | ItemResult> {
	const check = checker(mergeAttributes ? mergingPreparer() : prepare);
	return itemIndices.map((itemIndex) => {
		try {
			const { objects, warnings = [], skipped } = readItem(itemIndex);
			const summary: ItemSummary = { dataPoints: 0, warnings, skipped };
			return { objects: objects.map((object) => check(object, summary)), summary };
		} catch (thrown) {
			const error = toItemError(this.getNode(), thrown, itemIndex);
			return { error, details: { verdict: 'rejected' } };
		}
	});
}

/** Checks the objects of one run, one after another, and adds to the summary of their item. */
export function checker(
	prepareObject: Preparer,
): (object: TrackObject, summary: ItemSummary) => Checked {
	const types = new AttributeTypes();
	const nowMs = Date.now();
	return (object, summary) => {
		const { array, body } = object;
		const serialised = serialise(body);
		const { bytes } = serialised;
		const problem = findProblem(object, bytes);
		if (problem !== undefined) return { array, problem };

		summary.dataPoints += dataPointsOf(object);
		summary.warnings.push(...findWarnings(object, { bytes, nowMs }), ...types.warningsFor(object));
		return { array, prepared: prepareObject(object, serialised) };
	};
}

/** The prepared objects of an item; none when one of its objects cannot be sent. */
function sendableOf({ objects }: CheckedItem): PreparedObject[] {
	const prepared = objects.flatMap((object) => ('prepared' in object ? [object.prepared] : []));
	return prepared.length === objects.length ? prepared : [];
}

/** The verdict for an object; in a dry run, where nothing was sent, `accepted` if it could be sent. */
function verdictOf(object: Checked, verdicts?: Map<PreparedObject, Verdict>): Verdict {
	if ('problem' in object) {
		const hint = 'Nothing of this item was sent';
		return { kind: 'rejected', reason: `${OBJECT_NAMES[object.array]}: ${object.problem}`, hint };
	}
	if (verdicts === undefined) return { kind: 'accepted' };
	// Held back because another object of its item cannot be sent.
	return verdicts.get(object.prepared) ?? { kind: 'failed', reason: 'Held back with its item' };
}
