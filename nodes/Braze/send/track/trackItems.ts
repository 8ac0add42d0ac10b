import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../../shared/errors';
import { Progress } from '../../../shared/operations/progress';
import type { ItemResult } from '../../../shared/operations/types';
import { nowMs } from '../../../shared/time';
import { connectToBraze } from '../../transport/connect';
import { sendBatches } from '../sendBatches';
import type { Verdict } from '../types';
import { findProblem } from './checks/checks';
import { planRequests } from './dryRun';
import { TRACK_ENDPOINT } from './endpoint';
import { toItemResult, type ItemOutcome } from './itemResult';
import { findLost, isSameInJson, withTimesAsText } from './objects/jsonValues';
import { attributeMerger, type Merge } from './objects/merging';
import { prepare, serialise } from './objects/prepare';
import type { CheckedObject, PreparedObject, TrackObject, Warn } from './objects/types';
import { packTrack } from './pack';
import { readSettings, type TrackSettings } from './settings';
import { AttributeTypes } from './warnings/attributeTypes';
import { findWarnings } from './warnings/warnings';

/** What an item asks to record. */
export interface ItemPlan {
	objects: TrackObject[];
	/** What the user should know about it. */
	warnings?: string[];
	/** Why there is nothing to record, when that is in order. */
	skipped?: string;
	/** What else its output tells. */
	about?: IDataObject;
}

/** Reads an item's parameters; throws when they do not make sense. */
export type ReadItem = (itemIndex: number) => ItemPlan;

/** What is kept of an item while its objects are on their way. Their bodies are not: they add up. */
type CheckedItem = Pick<ItemOutcome, 'objects' | 'summary'>;

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
	const sendable = sendableOf(items, settings);
	const batches = packTrack(sendable, settings.plan);

	const progress = new Progress(this.logger, 'Braze: Track', sendable.length, 'objects');
	const signal = this.getExecutionCancelSignal();
	const run = { endpoint: TRACK_ENDPOINT, settings, signal, progress };
	const verdicts = connection
		? await sendBatches(batches, { connection, ...run })
		: acceptedAll(sendable);
	const showRequests = connection ? undefined : planRequests(batches);

	const takeDataPoints = dataPointCounter();
	return itemIndices.map((itemIndex, position) => {
		const item = items[position];
		if (!('summary' in item)) return item;
		const sent = item.objects.flatMap(({ prepared }) => prepared ?? []);
		const outcome = { ...item, dataPoints: takeDataPoints(sent), planned: showRequests?.(sent) };
		return toItemResult(this.getNode(), itemIndex, outcome, verdicts);
	});
}

/** A dry run takes everything that could be sent for accepted. */
function acceptedAll(objects: PreparedObject[]): Map<PreparedObject, Verdict> {
	return new Map(objects.map((object) => [object, { kind: 'accepted' }]));
}

/** What each item asks for, or the result of an item whose parameters do not make sense. */
function readItems(
	this: IExecuteFunctions,
	itemIndices: number[],
	readItem: ReadItem,
	{ mergeAttributes }: TrackSettings,
): Array<CheckedItem | ItemResult> {
	const check = itemChecker(mergeAttributes ? attributeMerger() : undefined);
	return itemIndices.map((itemIndex) => {
		try {
			return check(readItem(itemIndex));
		} catch (thrown) {
			const error = toItemError(this.getNode(), thrown, itemIndex);
			return { error, details: { verdict: 'rejected' } };
		}
	});
}

/**
 * Checks the items of one run, one after another.
 *
 * @param merge puts objects into those of earlier items, if wished; only those of sound items
 */
function itemChecker(merge: Merge | undefined): (plan: ItemPlan) => CheckedItem {
	const checkObject = objectChecker();
	return ({ objects: given, warnings = [], skipped, about }) => {
		const summary = { warnings: [...warnings], skipped, about };
		const warn = (text: string) => {
			if (!summary.warnings.includes(text)) summary.warnings.push(text);
		};
		const objects = given.map((object) => checkObject(object, warn));
		const isSound = objects.every(({ problem }) => problem === undefined);
		for (const object of objects) {
			if (!isSound) object.prepared = undefined;
			else if (merge && object.prepared) object.prepared = merge(object.prepared);
		}
		return { objects, summary };
	};
}

/** Checks the objects of one run, one after another, and prepares those that are sound. */
function objectChecker(): (object: TrackObject, warn: Warn) => CheckedObject {
	const types = new AttributeTypes();
	const atMs = nowMs();
	return (object, warn) => {
		const { array, body } = object;
		const serialised = serialise(body);
		const { bytes } = serialised;
		const isSame = isSameInJson(body);
		const readable = isSame ? object : { array, body: withTimesAsText(body) };
		const problem = findProblem(readable, bytes) ?? (isSame ? undefined : findLost(readable.body));
		if (problem !== undefined) return { array, problem };
		findWarnings(readable, { bytes, nowMs: atMs }, warn);
		types.findWarnings(readable, warn);
		return { array, prepared: prepare(readable, serialised) };
	};
}

/** The objects to be sent. Those that were merged stand at each of their items, and are sent once. */
function sendableOf(
	items: Array<CheckedItem | ItemResult>,
	{ mergeAttributes }: TrackSettings,
): PreparedObject[] {
	const sendable: PreparedObject[] = [];
	for (const item of items) {
		for (const { prepared } of 'summary' in item ? item.objects : []) {
			if (prepared) sendable.push(prepared);
		}
	}
	return mergeAttributes ? [...new Set(sendable)] : sendable;
}

/** Adds up what objects cost; one that was merged from several items costs the first of them. */
function dataPointCounter(): (objects: PreparedObject[]) => number {
	const counted = new Set<PreparedObject>();
	return (objects) => {
		let sum = 0;
		for (const object of objects) {
			if (!counted.has(object)) sum += object.dataPoints;
			counted.add(object);
		}
		return sum;
	};
}
