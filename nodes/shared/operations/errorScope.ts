import type { ItemError } from '../errors';

/**
 * What an item's error says about the items after it: nothing (`item`), or that they may fail in the
 * same way (`connection`: no answer). An item that was not tried, as its refusal was known, says
 * nothing new (`notTried`).
 */
export type ErrorScope = 'item' | 'connection' | 'notTried';

/** Kept beside the errors: n8n stores and shows what is on them. */
const scopes = new WeakMap<ItemError, ErrorScope>();

/** Notes what an error says about other items, and returns the error. */
export function withScope<E extends ItemError>(error: E, scope: ErrorScope): E {
	scopes.set(error, scope);
	return error;
}

/** What an error says about other items; nothing, unless it was noted. */
export function scopeOf(error: ItemError): ErrorScope {
	return scopes.get(error) ?? 'item';
}
