import { FEWEST_DIGITS } from '../../shared/values/phone/readPhone';
import { trimmed } from '../../shared/values/trimmed';
import { isDummyNumber } from './nobodys';
import { placeholderReason, withoutDeactivated } from './placeholders';

/** An address as two can be compared; '' if it says nothing about whose it is. */
export function comparableEmail(written: string): string {
	const email = withoutDeactivated(trimmed(written).toLowerCase());
	const isOwn = email.includes('@') && placeholderReason('email', email) === undefined;
	return isOwn ? email : '';
}

/** A number as two can be compared, with or without a calling code; '' if it says nothing about whose it is. */
export function comparablePhone(written: string): string {
	const digits = written.replace(/\D/g, '');
	const isOwn = digits.length >= FEWEST_DIGITS && !isDummyNumber(digits);
	return isOwn ? digits.slice(-FEWEST_DIGITS) : '';
}
