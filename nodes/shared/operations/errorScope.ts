import type { ItemError } from '../errors';

/**
 * What an item's error says about the items after it: nothing (`item`), or that they may fail the
 * same way (`connection`: no answer). An item that was not tried because its refusal was already
 * known says nothing new (`notTried`).
 */
export type ErrorScope = 'item' | 'connection' | 'notTried';

/** Kept apart from the errors, because n8n stores and shows whatever is on them. */
const scopes = new WeakMap<ItemError, ErrorScope>();

/** Records what an error says about other items, and returns the error. */
export function withScope<E extends ItemError>(error: E, scope: ErrorScope): E {
	scopes.set(error, scope);
	return error;
}

/** What an error says about other items: nothing, unless it was recorded. */
export function scopeOf(error: ItemError): ErrorScope {
	return scopes.get(error) ?? 'item';
}
