import type { IDataObject } from 'n8n-workflow';

import { isNoValue, NO_EXTERNAL_ID, SPREADSHEET } from '../../shared/values/identifiers';
import { isScalar } from '../../shared/values/json';
import { trimmed } from '../../shared/values/trimmed';

/** What stands in an event where a value of the guest's own would. */
interface Placeholder {
	/** The identifier or attribute in Braze that it would become. */
	name: string;
	pattern: RegExp;
	/** Why it is not sent, for a warning. */
	why: string;
}

/**
 * Punchh puts it in front of the address of a guest who is deactivated, and unsubscribes the guest.
 * Punchh help centre: "What's the difference between banning a guest and deactivating a guest?"
 */
const DEACTIVATED = /^deactivated-/i;

/** Values that vendors and systems make up. They belong to nobody, or to many at once. */
const PLACEHOLDERS: Placeholder[] = [
	{
		name: 'email',
		pattern: DEACTIVATED,
		why: 'Punchh has put deactivated- in front of the address of a deactivated guest',
	},
	{
		// PAR developer portal, Platform Functions "Delete User": without a reason, the guest is archived.
		name: 'email',
		pattern: /@archive\.com$/i,
		why: 'Punchh gives an archived guest an address at archive.com',
	},
	{
		// RFC 2606: no address ends like this, so systems make up addresses that do.
		name: 'email',
		pattern: /[@.]invalid$/i,
		why: 'no real address ends with .invalid',
	},
	{
		name: 'external_id',
		pattern: NO_EXTERNAL_ID,
		why: 'programs write it when there is no ID',
	},
	{
		// Punchh counts from 1: this is what a number is where there is no guest.
		name: 'punchh_user_id',
		pattern: /^(?:0+|-\d+)$/,
		why: 'no guest has it',
	},
	{
		name: 'external_id',
		pattern: SPREADSHEET,
		why: 'a spreadsheet has shortened a long number, so several guests may have become the same',
	},
];

/** Identifiers that are free text or numbers. */
const IDS = ['external_id', 'punchh_user_id'];

/**
 * Why a value is nobody's; undefined if it is a person's own.
 *
 * @param name the identifier or attribute in Braze
 */
export function placeholderReason(name: string, value: unknown): string | undefined {
	if (!isScalar(value)) return undefined;
	const text = trimmed(String(value));
	// All guests without an ID would share it.
	if (IDS.includes(name) && isNoValue(text)) return 'it means that there is none';
	return PLACEHOLDERS.find((one) => one.name === name && one.pattern.test(text))?.why;
}

/** An address as it was before its guest was deactivated. */
export const withoutDeactivated = (email: string) => email.replace(DEACTIVATED, '');

/** Whether a guest is deactivated in Punchh, and thus unsubscribed from everything. */
export function isDeactivated({ user_status: status, email }: IDataObject): boolean {
	return status === 'deactivated' || DEACTIVATED.test(trimmed(String(email ?? '')));
}
