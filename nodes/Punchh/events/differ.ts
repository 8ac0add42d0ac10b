import { comparableEmail, comparablePhone } from './contacts';
import type { EventGuest } from './item';
import { placeholderReason } from './placeholders';

/** What names a guest besides the user ID. */
type Named = Pick<EventGuest, 'external_id' | 'email' | 'phone'>;

/** Each as it can be compared; '' if it says nothing about who is meant. */
const COMPARED: Record<keyof Named, (text: string) => string> = {
	external_id: (id) => (placeholderReason('external_id', id) === undefined ? id.toLowerCase() : ''),
	email: comparableEmail,
	phone: comparablePhone,
};

/**
 * By what two that should be one guest differ; undefined if they may be one. A guest may have a second address: who
 * has anything in common is one.
 */
export function differenceOf(one: Named, other: Named): keyof Named | undefined {
	let difference: keyof Named | undefined;
	for (const name of ['external_id', 'email', 'phone'] as const) {
		const [ofOne, ofOther] = [one, other].map((guest) => COMPARED[name](guest[name] ?? ''));
		if (ofOne === '' || ofOther === '') continue;
		if (ofOne === ofOther) return undefined;
		difference ??= name;
	}
	return difference;
}
