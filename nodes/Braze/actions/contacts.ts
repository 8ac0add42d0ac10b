import type { Item } from '../../shared/operations/item';
import { shownText } from '../../shared/values/shownText';
import { hasCountryCode, NO_COUNTRY_CODE } from '../identity/phones';

const ADDRESS = /^[^\s@,;<>]+@[^\s@,;<>]+$/;

/**
 * Looks at an email address by which a user is found, or which gets another state.
 *
 * @throws NodeOperationError naming the item and the parameter if it is not one address: no page of
 *   Braze's says what becomes of it, and an opt-out could be lost
 */
export function checkEmail(item: Item, label: string, email: string): void {
	if (ADDRESS.test(email)) return;
	throw item.error(
		`'${label}' is not an email address: ${shownText(email, 60)}`,
		'Enter one address. If it is an expression, look at what it returns for this item',
	);
}

/**
 * Looks at a phone number by which a user is found, whatever stands between its digits.
 *
 * @param isForGood whether it is refused without a country code, or has a warning
 * @throws NodeOperationError naming the item and the parameter
 */
export function checkPhone(item: Item, label: string, phone: string, isForGood: boolean): void {
	if (hasCountryCode(phone)) return;
	if (isForGood) throw item.error(`'${label}' has no country code: ${phone}`, NO_COUNTRY_CODE);
	item.warnings.push(`'${label}' (${phone}) has no country code: ${NO_COUNTRY_CODE}`);
}
