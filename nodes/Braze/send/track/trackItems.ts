import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toItemError } from '../../../shared/errors';
import type { Item } from '../../../shared/operations/item';
import { Progress } from '../../../shared/operations/progress';
import type { ItemResult } from '../../../shared/operations/types';
import { nowMs } from '../../../shared/time';
import { inWorkspaces, type Workspace } from '../inWorkspaces';
import { sendBatches } from '../sendBatches';
import type { Verdict } from '../types';
import { findProblem } from './checks/checks';
import { planRequests } from './dryRun';
import { TRACK_ENDPOINT } from './endpoint';
import { toTrackResult, type ItemOutcome } from './itemResult';
import { findLost, isSameInJson, withTimesAsText } from '../../../shared/values/jsonValues';
import { attributeMerger, type Merge } from './objects/merging';
import { aboutOf, aboutProfiles } from './objects/names';
import { prepare, serialise } from './objects/prepare';
import { readObject } from './objects/readObject';
import type { CheckedObject, PreparedObject, TrackObject, Warn } from './objects/types';
import { readOutput } from './output';
import { packTrack } from './pack';
import { SentBefore } from './sentBefore';
import { readTrackSettings, type TrackSettings } from './settings';
import { AttributeTypes } from './warnings/attributeTypes';
import { findWarnings } from './warnings/warnings';

/** What an item asks to record. */
export interface ItemPlan {
	objects: TrackObject[];
	/** What the user should know about it. */
	warnings?: string[];
	/** Why there is nothing to record, when that is fine. */
	skipped?: string;
	/** What else its output says. */
	about?: IDataObject;
}

/** Reads an item's parameters; throws when they are invalid. */
export type ReadItem = (item: Item) => ItemPlan;

/** What is kept of an item while its objects are sent. Bodies are not kept: they add up. */
type CheckedItem = Pick<ItemOutcome, 'objects' | 'summary'>;

/** Where and how to record. */
export interface Tracking {
	context: IExecuteFunctions;
	workspace: Workspace;
	settings: TrackSettings;
}

/**
 * Has items recorded in their workspaces, as their 'Options' say.
 *
 * @param record returns one result for each item of a workspace
 * @returns one result for each item, or what 'Output' leaves of them
 * @throws ItemError when an option is invalid, or items do not agree
 */
export async function recordItems(
	context: IExecuteFunctions,
	items: Item[],
	record: (items: Item[], tracking: Tracking) => Promise<ItemResult[]>,
): Promise<ItemResult[]> {
	const settings = readTrackSettings(items);
	const choose = readOutput(items);
	const results = await inWorkspaces(
		context,
		items,
		settings.timeoutMs,
		async (some, workspace) => await record(some, { context, workspace, settings }),
	);
	return choose(results, settings.dryRun);
}

/**
 * Records the objects of all items of one workspace in as few requests as the limits allow. If one object of an
 * item cannot be sent, none of that item's objects are.
 *
 * @returns one result for each item
 */
export async function trackInWorkspace(
	tracking: Tracking,
	items: Item[],
	readItem: ReadItem,
): Promise<ItemResult[]> {
	const { settings } = tracking;
	const read = readItems(items, readItem, settings);
	const sendable = sendableOf(read, settings);
	const verdicts = settings.dryRun ? acceptedAll(sendable) : await sendNew(sendable, tracking);
	const showRequests = settings.dryRun ? requestsOf(sendable, tracking) : undefined;

	const takeDataPoints = settings.mergeAttributes ? dataPointCounter() : sumOfDataPoints;
	return items.map((item, position) => {
		const checked = read[position];
		if (!('summary' in checked)) return checked;
		const { objects, summary } = checked;
		const planned = showRequests?.(preparedOf(objects));
		const dataPoints = takeDataPoints(objects);
		return toTrackResult(item, { objects, summary, dataPoints, planned }, verdicts);
	});
}

/**
 * Sends the objects, but for those that Braze has, or may have, from an earlier execution.
 *
 * @returns the verdict of each object
 */
async function sendNew(
	objects: PreparedObject[],
	{ context, workspace, settings }: Tracking,
): Promise<Map<PreparedObject, Verdict>> {
	const signal = context.getExecutionCancelSignal();
	const sent = SentBefore.by(context, workspace.connection.id);
	return await sent.sendNew(objects, settings.repeatUnsafe, async (left) => {
		const progress = new Progress(context.logger, 'Braze: Track', left.length, 'objects');
		const run = { workspace, endpoint: TRACK_ENDPOINT, settings, signal, progress };
		return await sendBatches(packTrack(left, settings.plan), run);
	});
}

/** The requests that a dry run shows. */
function requestsOf(objects: PreparedObject[], { workspace, settings }: Tracking) {
	const batches = packTrack(objects, settings.plan);
	return planRequests(batches, workspace.runWide.takeNumbers(batches.length));
}

/** A dry run treats everything that could be sent as accepted. */
function acceptedAll(objects: PreparedObject[]): Map<PreparedObject, Verdict> {
	return new Map(objects.map((object) => [object, { kind: 'accepted' }]));
}

/** What each item asks for, or the result of an item whose parameters are invalid. */
function readItems(
	items: Item[],
	readItem: ReadItem,
	{ mergeAttributes }: TrackSettings,
): Array<CheckedItem | ItemResult> {
	const check = itemChecker(mergeAttributes ? attributeMerger() : undefined);
	return items.map((item) => {
		try {
			return check(readItem(item));
		} catch (thrown) {
			const error = toItemError(item.context.getNode(), thrown, item.index);
			return { error, details: { verdict: 'rejected' } };
		}
	});
}

/**
 * Checks the items of one run, one after another.
 *
 * @param merge folds objects into those of earlier items, if the user wants that; valid items only
 */
function itemChecker(merge: Merge | undefined): (plan: ItemPlan) => CheckedItem {
	const checkObject = objectChecker();
	return ({ objects: given, warnings = [], skipped, about }) => {
		const summary = { warnings: [...warnings], skipped, about };
		const warn = (text: string) => {
			if (!summary.warnings.includes(text)) summary.warnings.push(text);
		};
		const objects = given.map((object) => checkObject(object, warn, summary));
		const isValid = objects.every(({ problem }) => problem === undefined);
		for (const object of objects) {
			if (!isValid) object.prepared = undefined;
			else if (merge && object.prepared) object.prepared = merge(object.prepared);
		}
		if (isValid && objects.length > 0) summary.about ??= aboutProfiles(objects);
		return { objects, summary };
	};
}

/** Checks the objects of one run, one after another, and prepares the valid ones. */
function objectChecker(): (object: TrackObject, warn: Warn, item: object) => CheckedObject {
	const types = new AttributeTypes();
	const atMs = nowMs();
	return (given, warn, item) => {
		const object = readObject(given);
		const { array, body } = object;
		const serialised = serialise(body);
		const { bytes } = serialised;
		const isSame = isSameInJson(body);
		const readable = isSame ? object : { array, body: withTimesAsText(body) };
		const problem = findProblem(readable, bytes) ?? (isSame ? undefined : findLost(readable.body));
		const { names, identifier } = aboutOf(readable);
		if (problem !== undefined) return { array, names, identifier, problem };
		findWarnings(readable, { bytes, nowMs: atMs }, warn);
		types.findWarnings(readable, warn);
		const prepared = prepare(readable, serialised, given, item);
		return { array, names, identifier, prepared };
	};
}

/** The objects to send. A merged object belongs to several items and is sent once. */
function sendableOf(
	items: Array<CheckedItem | ItemResult>,
	{ mergeAttributes }: TrackSettings,
): PreparedObject[] {
	const sendable: PreparedObject[] = [];
	for (const item of items) {
		if (!('summary' in item)) continue;
		for (const { prepared } of item.objects) {
			if (prepared) sendable.push(prepared);
		}
	}
	return mergeAttributes ? [...new Set(sendable)] : sendable;
}

function preparedOf(objects: CheckedObject[]): PreparedObject[] {
	return objects.flatMap(({ prepared }) => prepared ?? []);
}

function sumOfDataPoints(objects: CheckedObject[]): number {
	let sum = 0;
	for (const { prepared } of objects) sum += prepared?.dataPoints ?? 0;
	return sum;
}

/** Adds up what objects cost; a merged object counts for the first of its items. */
function dataPointCounter(): (objects: CheckedObject[]) => number {
	const counted = new Set<PreparedObject | undefined>();
	return (objects) => {
		const first = objects.filter(({ prepared }) => !counted.has(prepared));
		for (const { prepared } of first) counted.add(prepared);
		return sumOfDataPoints(first);
	};
}
