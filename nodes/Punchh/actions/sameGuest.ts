import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isScalar } from '../../shared/values/json';
import { FEWEST_DIGITS } from '../../shared/values/phone/readPhone';
import { trimmed } from '../../shared/values/trimmed';
import type { ApiItem } from '../transport/apiItem';

/** How one of the keys by which a guest is asked for is found in an answer. */
interface Told {
	/** What an answer calls it; a business may withhold it. */
	fields: string[];
	/** Whether what is told can be what was asked for. */
	isSame(told: string, asked: string): boolean;
}

const digitsOf = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');

/** Punchh puts `deactivated-` in front of the address of a guest who is deactivated. */
const addressOf = (text: string) =>
	text
		.normalize()
		.toLowerCase()
		.replace(/^deactivated-/, '');

/** What is said where Punchh has done already what it was asked for. */
export const OTHER_CHANGED = 'Punchh may have changed that one';

/** What a system may write in place of letters that nobody should see. */
const MASKED = /[*#•…]|\.\.|x{3}/i;

/** By the name of the key in a call. */
const TOLD: Record<string, Told> = {
	user_id: {
		fields: ['user_id'],
		isSame: (told, asked) => told === asked.replace(/^0+(?=\d)/, ''),
	},
	email: {
		fields: ['email', 'secondary_email'],
		isSame: (told, asked) => !told.includes('@') || addressOf(told) === addressOf(asked),
	},
	phone: {
		fields: ['phone'],
		// With the calling code or without; the end of a number may be anybody's.
		isSame: (told, asked) => {
			const [one, other] = [digitsOf(told), digitsOf(asked)];
			if (Math.min(one.length, other.length) < FEWEST_DIGITS) return one === other;
			return one.endsWith(other) || other.endsWith(one);
		},
	},
};

/**
 * Refuses an answer about another guest than the one who was asked for, such as that of a database that
 * takes `ü` for `u`: that guest would be banned, or get the gift. What is not told, or masked, shows nothing.
 *
 * @param asked the keys of the guest, by their names in Punchh
 * @param hint what has been done so far
 * @throws NodeOperationError naming the item
 */
export function refuseOther(
	item: ApiItem,
	asked: IDataObject,
	guest: IDataObject,
	hint = 'Nothing was changed',
): void {
	const wrong = Object.keys(asked).find((key) => !isSame(TOLD[key], guest, String(asked[key])));
	if (wrong === undefined) return;
	// The other guest's is not shown: an error may go on to whoever has called the workflow.
	throw item.error(
		`Punchh answered with another guest: the ${wrong} is not ${String(asked[wrong])}`,
		`${hint}. Find the guest in Punchh, and enter the 'User ID' or the value shown there`,
	);
}

function isSame(how: Told | undefined, guest: IDataObject, asked: string): boolean {
	const told = how === undefined ? [] : toldIn(guest, how.fields);
	return told.length === 0 || told.some((one) => how!.isSame(one, asked));
}

/** What an answer tells of a guest in some fields. */
function toldIn(guest: IDataObject, fields: string[]): string[] {
	return fields
		.map((name) => guest[name])
		.filter((value) => isScalar(value) && !isEmpty(value))
		.map((value) => trimmed(String(value)))
		.filter((text) => !MASKED.test(text));
}
