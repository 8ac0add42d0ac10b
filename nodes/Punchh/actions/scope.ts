import { isExpression, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { ErrorScope } from '../../shared/inParallel';
import { isObject } from '../../shared/isObject';
import type { ItemError } from '../../shared/operation';

/** Parameters that choose the credential of a call. */
const API_PARAMETERS = ['api', 'signUpApi'];

/**
 * Whether an error is the item's own, or one that the other items of the run will meet as well: a key
 * or a language that Punchh refuses is not theirs where each item chooses its own API or language.
 */
export function scopeOf(this: IExecuteFunctions, { context }: ItemError): ErrorScope {
	const scope = (context.scope as ErrorScope | undefined) ?? 'item';
	return scope === 'run' && variesByItem(this.getNode().parameters) ? 'item' : scope;
}

function variesByItem(parameters: IDataObject): boolean {
	const { options } = parameters;
	const chosen = API_PARAMETERS.map((name) => parameters[name]);
	return [...chosen, options, isObject(options) ? options.language : undefined].some(isExpression);
}
