import { familyOf, lowered, type PunchhEvent } from '../events/families';
import type { PunchhItem } from '../events/item';
import { KINDS, type EventWithKinds } from '../events/kinds';

/** Which events start the workflow. An empty list of kinds or actions lets everything through. */
export interface EventFilter {
	events: PunchhEvent[];
	kinds: Partial<Record<EventWithKinds, string[]>>;
	actions: string[];
}

/** The actions of PAR's "Meta Fields" page. */
export const ACTIONS = ['create', 'update', 'delete'];

/**
 * Why an event is not selected by type, kind and action, ignoring case and whitespace: what to choose
 * in the panel to get it. Of fixed texts, because the sender hears it; undefined if it is selected.
 */
export function whyNotSelected(item: PunchhItem, filter: EventFilter): string | undefined {
	const { name } = familyOf(item.event);
	if (!filter.events.includes(item.event)) {
		// Punchh has no box of that name: its events there have names of their own.
		const what = (item.event === 'other' && kindOf(item)) || 'it';
		return `to get ${what}, choose '${name}' under 'Events' in the Punchh Trigger`;
	}
	if (!isWantedKind(item, filter)) {
		const list = KIND_LISTS[item.event as EventWithKinds];
		return `to get it, choose ${kindOf(item) ?? 'its kind'} under '${list}' in the Punchh Trigger`;
	}
	if (!isWantedAction(item, filter.actions)) {
		return `to get it, choose '${lowered(item.action)}' under 'Actions' in the Punchh Trigger`;
	}
	return undefined;
}

/** The names of the lists of kinds in the panel. */
const KIND_LISTS: Record<EventWithKinds, string> = {
	marketing_notification: 'Marketing Notifications',
	other: 'Other Events',
	transactional_notification: 'Transactional Notifications',
};

/** The name of an event's kind in the panel, in quotation marks; undefined if the panel has none. */
function kindOf(item: PunchhItem): string | undefined {
	const { kindKey } = familyOf(item.event);
	const names: Record<string, string> = KINDS[item.event as EventWithKinds] ?? {};
	const kind = kindKey === undefined ? '' : lowered(item[kindKey]);
	return Object.hasOwn(names, kind) ? `'${names[kind]}'` : undefined;
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
