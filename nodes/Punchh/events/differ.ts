import { FEWEST_DIGITS } from '../../shared/values/phone/readPhone';
import type { EventGuest } from './item';

/** What names a guest besides the user ID. */
type Named = Pick<EventGuest, 'external_id' | 'email' | 'phone'>;

/** Each as it can be compared; '' if nothing can. */
const COMPARED: Record<keyof Named, (text: string) => string> = {
	external_id: (id) => id.toLowerCase(),
	email: (email) => (email.includes('@') ? email.toLowerCase() : ''),
	// With and without a calling code.
	phone: (phone) => {
		const digits = phone.replace(/\D/g, '');
		return digits.length < FEWEST_DIGITS ? '' : digits.slice(-FEWEST_DIGITS);
	},
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
