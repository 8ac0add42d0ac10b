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

/**
 * Why an event is not selected by type, kind and action, ignoring case and whitespace: which choice of
 * the panel does not have it. A fixed text, because the sender hears it; undefined if it is selected.
 */
export function whyNotSelected(item: PunchhItem, filter: EventFilter): string | undefined {
	const { name } = familyOf(item.event);
	if (!filter.events.includes(item.event)) {
		return `'${name}' is not chosen under 'Events' of the Punchh Trigger`;
	}
	if (!isWantedKind(item, filter)) {
		return `Of '${name}' the Punchh Trigger has other kinds chosen than this one`;
	}
	if (!isWantedAction(item, filter.actions)) {
		return `'${lowered(item.action)}' is not chosen under 'Actions' of the Punchh Trigger`;
	}
	return undefined;
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
