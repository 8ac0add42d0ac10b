import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Reply } from '../../shared/http/send';
import { isObject } from '../../shared/values/json';
import { errorsOf, errorText, explainFailure } from '../transport/answer';
import {
	accepted,
	isRepeatSafe,
	type BulkEndpoint,
	type BulkEntry,
	type Chunk,
	type EntryResult,
} from './types';

const OPEN_HINTS = {
	repeatSafe: 'Braze may have taken it. It can be sent again without harm',
	notRepeatSafe: 'Braze may have taken it. Look in Braze before you send it again',
};

/**
 * Reads an answer into a result for each entry of its request. An error that fits no entry makes
 * every entry that is not named otherwise `unknown`: it refused something, and nobody knows what.
 */
export function judge(endpoint: BulkEndpoint, chunk: Chunk, outcome: Outcome): EntryResult[] {
	const { reasons, unplaced } = placeErrors(endpoint, chunk, outcome);
	const rest = restResult(endpoint, chunk, outcome, unplaced);
	return chunk.map((entry, index) => {
		const texts = reasons.get(index);
		if (texts !== undefined) return { kind: 'rejected', reason: texts.join('; ') };
		return rest ?? readEntry(endpoint, (outcome as Reply).body, entry, chunk);
	});
}

/** The result for every entry that the answer does not name; undefined when Braze took the request. */
function restResult(
	endpoint: BulkEndpoint,
	chunk: Chunk,
	outcome: Outcome,
	unplaced: string[],
): EntryResult | undefined {
	const hint = OPEN_HINTS[isRepeatSafe(endpoint, chunk) ? 'repeatSafe' : 'notRepeatSafe'];
	if (!isSuccess(outcome)) return explainFailure(outcome, endpoint, hint);
	if (unplaced.length === 0) return undefined;
	return {
		kind: 'unknown',
		reason: `${unplaced.join('; ')} (Braze did not say which item it means)`,
		hint,
	};
}

/** Any 2xx in JSON, unless it has a message that says otherwise: deletions come without one. */
export function isSuccess(outcome: Outcome): boolean {
	if (outcome.kind === 'fault' || outcome.status < 200 || outcome.status >= 300) return false;
	const { body } = outcome;
	return isObject(body) && (body.message === undefined || body.message === 'success');
}

function readEntry(
	endpoint: BulkEndpoint,
	body: unknown,
	entry: BulkEntry,
	chunk: Chunk,
): EntryResult {
	return endpoint.read?.(body as IDataObject, entry, chunk) ?? accepted();
}

/** Sorts Braze's errors by the entry that they name; what names none is `unplaced`. */
function placeErrors(
	endpoint: BulkEndpoint,
	chunk: Chunk,
	outcome: Outcome,
): { reasons: Map<number, string[]>; unplaced: string[] } {
	const reasons = new Map<number, string[]>();
	const unplaced: string[] = [];
	for (const error of outcome.kind === 'reply' ? errorsOf(outcome.body) : []) {
		const named = chunk.flatMap((entry, index) =>
			isNamed(endpoint, error, entry, index) ? [index] : [],
		);
		if (named.length === 0) unplaced.push(errorText(error));
		for (const index of named) {
			reasons.set(index, [...(reasons.get(index) ?? []), errorText(error)]);
		}
	}
	return { reasons, unplaced };
}

function isNamed(endpoint: BulkEndpoint, error: unknown, entry: BulkEntry, index: number): boolean {
	if (!isObject(error)) return false;
	if (error.input_array === entry.list && error.index === index) return true;
	return endpoint.isNamed?.(error, entry) ?? false;
}
