import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../shared/errors';
import type { ItemResult } from '../../shared/operation';
import { connectToBraze } from '../transport/brazeRequest';
import { AttributeTypes } from './attributeTypes';
import { findProblem } from './checks';
import { planRequests } from './dryRun';
import { findLost, isSameInJson, withTimesAsText } from './jsonValues';
import { mergingPreparer } from './merging';
import { prepare, serialise, type Preparer, type Serialised } from './prepare';
import { toItemResult, type ItemSummary } from './results';
import { sendObjects } from './sending';
import { readSettings, type TrackSettings } from './settings';
import type { CheckedObject, PreparedObject, TrackObject } from './types';
import { findWarnings } from './warnings';

/** What an item asks to record. */
export interface Asked {
	objects: TrackObject[];
	/** What the user should know about it. */
	warnings?: string[];
	/** Why there is nothing to record, when that is in order. */
	skipped?: string;
	/** What else its output tells. */
	about?: IDataObject;
}

/** Reads an item's parameters; throws when they do not make sense. */
export type ReadItem = (itemIndex: number) => Asked;

/** What is kept of an item while its objects are on their way. Their bodies are not: they add up. */
interface CheckedItem {
	objects: CheckedObject[];
	summary: ItemSummary;
}

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

	if (connection) {
		const signal = this.getExecutionCancelSignal();
		await sendObjects(sendable, { connection, settings, signal, logger: this.logger });
	}
	const showRequests = connection ? undefined : planRequests(sendable, settings.plan);

	return itemIndices.map((itemIndex, position) => {
		const item = items[position];
		if (!('summary' in item)) return item;
		item.summary.dataPoints = takeDataPoints(item);
		item.summary.planned = showRequests?.(preparedOf(item));
		return toItemResult(this.getNode(), itemIndex, item.objects, item.summary);
	});
}

/** What each item asks for, or the result of an item whose parameters do not make sense. */
function readItems(
	this: IExecuteFunctions,
	itemIndices: number[],
	readItem: ReadItem,
	{ mergeAttributes }: TrackSettings,
): Array<CheckedItem | ItemResult> {
	const check = itemChecker(mergeAttributes ? mergingPreparer() : prepare);
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
 * Checks the items of one run, one after another. The objects of an item are prepared only when all
 * of them are sound: preparing may already merge them into those of an earlier item.
 */
function itemChecker(prepareObject: Preparer): (asked: Asked) => CheckedItem {
	const checkObject = objectChecker();
	return ({ objects: given, warnings = [], skipped, about }) => {
		const summary: ItemSummary = { dataPoints: 0, warnings: [...warnings], skipped, about };
		const sound: Array<[TrackObject, Serialised]> = [];
		const objects = given.map((object): CheckedObject => {
			const { array } = object;
			const { problem, readable, serialised } = checkObject(object, summary.warnings);
			if (problem !== undefined) return { array, problem };
			sound.push([readable, serialised]);
			return { array };
		});
		if (sound.length === objects.length) {
			sound.forEach(([object, serialised], index) => {
				objects[index].prepared = prepareObject(object, serialised);
			});
		}
		return { objects, summary };
	};
}

/** What is found out about an object before it may be sent. */
interface Finding {
	problem?: string;
	/** The object as Braze will read it. */
	readable: TrackObject;
	serialised: Serialised;
}

/** Checks the objects of one run, one after another; adds a warning for what Braze would lose. */
function objectChecker(): (object: TrackObject, warnings: string[]) => Finding {
	const types = new AttributeTypes();
	const nowMs = Date.now();
	return (object, warnings) => {
		const { array, body } = object;
		const serialised = serialise(body);
		const isSame = isSameInJson(body);
		const readable = isSame ? object : { array, body: withTimesAsText(body) };
		const { bytes } = serialised;
		const problem = findProblem(readable, bytes) ?? (isSame ? undefined : findLost(readable.body));
		if (problem === undefined) {
			for (const text of findWarnings(readable, { bytes, nowMs })) warnings.push(text);
			for (const text of types.warningsFor(readable)) warnings.push(text);
		}
		return { problem, readable, serialised };
	};
}

/** The objects to be sent. Those that were merged stand at each of their items, and are sent once. */
function sendableOf(
	items: Array<CheckedItem | ItemResult>,
	{ mergeAttributes }: TrackSettings,
): PreparedObject[] {
	const sendable: PreparedObject[] = [];
	for (const item of items) if ('summary' in item) sendable.push(...preparedOf(item));
	return mergeAttributes ? [...new Set(sendable)] : sendable;
}

function preparedOf({ objects }: CheckedItem): PreparedObject[] {
	const prepared: PreparedObject[] = [];
	for (const object of objects) if (object.prepared) prepared.push(object.prepared);
	return prepared;
}

/** What an item's objects cost; one that was merged from several items costs the first of them. */
function takeDataPoints(item: CheckedItem): number {
	let sum = 0;
	for (const prepared of preparedOf(item)) {
		sum += prepared.dataPoints;
		prepared.dataPoints = 0;
	}
	return sum;
}
