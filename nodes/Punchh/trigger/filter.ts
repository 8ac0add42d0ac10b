import { familyOf, lowered, type PunchhEvent } from '../events/families';
import type { PunchhItem } from '../events/item';
import type { EventWithKinds } from '../events/kinds';

/** Which events start the workflow. An empty list of kinds or actions lets all of them through. */
export interface EventFilter {
	events: PunchhEvent[];
	kinds: Partial<Record<EventWithKinds, string[]>>;
	actions: string[];
}

/** The actions of PAR's "Meta Fields" page. */
export const ACTIONS = ['create', 'update', 'delete'];

/** Whether an event was chosen by type, kind and action. Case and whitespace do not count. */
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
 * For check-ins the page says that `action` may be the origin instead (POS, console, online), so a
 * value that is no action never shuts an event out.
 */
function isWantedAction(item: PunchhItem, wanted: string[]): boolean {
	const action = lowered(item.action);
	return wanted.length === 0 || wanted.includes(action) || !ACTIONS.includes(action);
}
