/** What Braze finds by a number without a country code. (Braze: user phone numbers) */
export const NO_COUNTRY_CODE =
	'Braze takes ten digits for a number in the United States, and may find another user or nobody. Write it with + and the country code, such as +15551230000';

/** Whether a phone number has a country code, whatever stands between its digits. */
export function hasCountryCode(phone: string): boolean {
	return /^\+[1-9]\d{6,14}$/.test(phone.replace(/[\s().\-/]/g, ''));
}
