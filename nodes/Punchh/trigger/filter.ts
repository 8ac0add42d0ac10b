import { familyOf, lowered, type PunchhEvent } from '../events/families';
import type { PunchhItem } from '../events/item';
import type { EventWithKinds } from '../events/kinds';

/** Which events start the workflow. An empty list of kinds or actions lets everything through. */
export interface EventFilter {
	events: PunchhEvent[];
	kinds: Partial<Record<EventWithKinds, string[]>>;
	actions: string[];
}

/** The actions of PAR's "Meta Fields" page. */
export const ACTIONS = ['create', 'update', 'delete'];

/** Whether an event is selected by type, kind and action, ignoring case and whitespace. */
export function isWanted(item: PunchhItem, filter: EventFilter): boolean {
	return (
		filter.events.includes(item.event) &&
		isWantedKind(item, filter) &&
		isWantedAction(item, filter.actions)
	);
}

function isWantedKind(item: PunchhItem, { kinds }: EventFilter): boolean {
	const { kindKey } = familyOf(item.event);
	if (kindKey === undefined) return true;
	const wanted = kinds[item.event as EventWithKinds] ?? [];
	return wanted.length === 0 || wanted.includes(lowered(item[kindKey]));
}

/**
 * According to the page, the `action` of a check-in may be its origin instead (POS, console,
 * online), so a value that is not an action never excludes an event.
 */
function isWantedAction(item: PunchhItem, wanted: string[]): boolean {
	const action = lowered(item.action);
	return wanted.length === 0 || wanted.includes(action) || !ACTIONS.includes(action);
}
