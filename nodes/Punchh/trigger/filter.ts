import type { IDataObject } from 'n8n-workflow';

import type { PunchhItem } from './envelope';
import type { PunchhEvent } from './events';
import { KIND_KEYS, type EventWithKinds } from './kinds';

/** Which events start the workflow. An empty list of kinds or actions lets all of them through. */
export interface EventFilter {
	events: PunchhEvent[];
	kinds: Partial<Record<EventWithKinds, string[]>>;
	actions: string[];
}

/** The actions of PAR's "Meta Fields" page. */
export const ACTIONS = ['create', 'update', 'delete'];

/** Whether an event was chosen by type, kind and action. Case and blanks do not count. */
export function isWanted(item: PunchhItem, filter: EventFilter): boolean {
	return (
		filter.events.includes(item.event) &&
		isWantedKind(item, filter) &&
		isWantedAction(item, filter.actions)
	);
}

function isWantedKind(item: PunchhItem, { kinds }: EventFilter): boolean {
	const event = item.event as EventWithKinds;
	const wanted = kinds[event] ?? [];
	return wanted.length === 0 || wanted.includes(wordOf(item, KIND_KEYS[event]));
}

/**
 * For check-ins the page says that `action` may be the origin instead (POS, console, online), so a
 * word that is no action never shuts an event out.
 */
function isWantedAction(item: PunchhItem, wanted: string[]): boolean {
	const action = wordOf(item, 'action');
	return wanted.length === 0 || wanted.includes(action) || !ACTIONS.includes(action);
}

function wordOf(item: IDataObject, key: string): string {
	const value = item[key];
	return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
