import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { operationError, toItemError, type ItemError } from '../errors';
import { errorNote } from './errorNote';
import { isRetried, NOT_UNDER_RETRIES } from './retryOnFail';
import type { Resources } from './table';
import type { ItemResult, Operation } from './types';
import { warningHint } from './warningHint';

/** How many failed items the error of a stopped node lists; the rest is only counted. */
const MOST_LISTED = 10;

/**
 * Runs the node's operation on all items and links every output item to its input.
 *
 * If the node continues on failure, a failed item goes to the error output, or to the output with its
 * error; otherwise the node stops with its error, after all items have been processed.
 *
 * @throws ItemError if an item failed and the node is not set to continue
 */
export async function runItems(
	this: IExecuteFunctions,
	resources: Resources,
): Promise<INodeExecutionData[][]> {
	const indices = this.getInputData().map((_, itemIndex) => itemIndex);
	const results = await runOperation.call(this, resources, indices);
	if (!this.continueOnFail()) stopOnFailures.call(this, resources, results);
	const input = this.getInputData();
	const output: INodeExecutionData[] = [];
	for (const [item, result] of results.entries()) {
		const pairedItem =
			'json' in result && result.of ? result.of.map((one) => ({ item: one })) : { item };
		for (const json of toOutput(result, input[item].json)) output.push({ json, pairedItem });
	}
	showWarnings.call(this, results);
	return [output];
}

/** Says above the output what would be overlooked in it. */
function showWarnings(this: IExecuteFunctions, results: ItemResult[]): void {
	const hint = warningHint(results.flatMap((result) => ('json' in result ? result.json : [])));
	if (hint !== undefined) this.addExecutionHints(hint);
}

/**
 * Runs the operation that the node is set to. n8n takes expressions in 'Resource' and 'Operation' as
 * text, so it is the same for all items. If it cannot even begin, e.g. without a credential, every
 * item has failed.
 */
async function runOperation(
	this: IExecuteFunctions,
	resources: Resources,
	indices: number[],
): Promise<ItemResult[]> {
	if (indices.length === 0) return [];
	const operation = operationIn.call(this, resources);
	if (operation === undefined) {
		const [resource, name] = chosenIn.call(this);
		const error = operationError(this.getNode(), {
			message: `The resource '${resource}' has no operation '${name}'`,
			description: "Check 'Resource' and 'Operation'; they take no expressions",
			itemIndex: 0,
		});
		if (!this.continueOnFail()) throw error;
		return indices.map(() => ({ error, details: {} }));
	}
	const refusal = refuseRetries.call(this, operation, indices[0]);
	if (refusal !== undefined) return indices.map(() => refusal);
	try {
		return await operation.run.call(this, indices);
	} catch (thrown) {
		const error = toItemError(this.getNode(), thrown, indices[0]);
		if (!this.continueOnFail()) throw toItemError(this.getNode(), error, indices[0]);
		// Otherwise n8n would pass the input on as if all had gone well.
		return indices.map(() => ({ error, details: { verdict: 'failed' } }));
	}
}

/** What 'Resource' and 'Operation' are set to. */
function chosenIn(this: IExecuteFunctions): [resource: string, operation: string] {
	const [resource, name] = ['resource', 'operation'].map(
		(parameter) => this.getNodeParameter(parameter, 0, '') as string,
	);
	return [resource, name];
}

function operationIn(this: IExecuteFunctions, resources: Resources): Operation | undefined {
	const [resource, name] = chosenIn.call(this);
	return resources[resource]?.operations[name];
}

/**
 * What to mind if some items got through and the others stop the node: n8n's *Retry* begins with the node that
 * has failed, and hands it all of its items once more.
 */
function retryHint(operation: Operation | undefined, results: ItemResult[]): string | undefined {
	const countsTwice = operation?.countsTwice === true && !operation.knowsSent;
	const isAgain = (result: ItemResult) =>
		'json' in result && (countsTwice || result.doesMoreAgain === true);
	const done = results.filter(isAgain).length;
	if (done === 0) return undefined;
	return `Do not click Retry in n8n's list of executions: it would repeat ${done === 1 ? 'the one that' : `the ${done} that`} got through. With an error output, only those that failed leave through it`;
}

/** Refuses n8n's 'Retry On Fail' for an operation of which every second run does something. */
function refuseRetries(
	this: IExecuteFunctions,
	{ countsTwice }: Operation,
	itemIndex: number,
): ItemResult | undefined {
	if (!countsTwice || !isRetried(this.getNode())) return undefined;
	const error = operationError(this.getNode(), { ...NOT_UNDER_RETRIES, itemIndex });
	if (!this.continueOnFail()) throw toItemError(this.getNode(), error, itemIndex);
	return { error, details: { verdict: 'failed' } };
}

/** Stops the node if items failed: with the error of the only one, or with one that lists them. */
function stopOnFailures(
	this: IExecuteFunctions,
	resources: Resources,
	results: ItemResult[],
): void {
	const failures: Array<{ itemIndex: number; error: ItemError }> = [];
	for (const [itemIndex, result] of results.entries()) {
		if ('error' in result) failures.push({ itemIndex, error: result.error });
	}
	if (failures.length === 0) return;
	const hint = retryHint(operationIn.call(this, resources), results);
	if (failures.length === 1) throw withHint(failures[0].error, hint);

	const listed = failures
		.slice(0, MOST_LISTED)
		.map(({ itemIndex, error }) => `Item ${itemIndex}: ${error.message}`);
	const more = failures.length - listed.length;
	if (more > 0) listed.push(`... and ${more} more`);
	throw operationError(this.getNode(), {
		message: `${failures.length} of ${results.length} items did not get through`,
		description: [listed.join('; '), hint].filter(Boolean).join('. '),
		itemIndex: failures[0].itemIndex,
	});
}

function withHint(error: ItemError, hint: string | undefined): ItemError {
	if (hint !== undefined) error.description = [error.description, hint].filter(Boolean).join('. ');
	return error;
}

/** What leaves the node for an item. */
function toOutput(result: ItemResult, input: IDataObject): IDataObject[] {
	if ('json' in result) return result.json;

	const { message, description } = result.error;
	const details: IDataObject = { ...result.details };
	if (description) details.description = description;
	return [errorNote(message, details, input)];
}
