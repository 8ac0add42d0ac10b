import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../shared/values/json';
import { trimmed } from '../../shared/values/trimmed';

/** The ways in which Braze's objects name a user; the value is the key in an object. */
export type IdentifierType = 'external_id' | 'user_alias' | 'braze_id' | 'email' | 'phone';

/** Identifiers that name a profile by themselves. An object must have one of them at most. */
export const PRIMARY_IDENTIFIERS = ['external_id', 'user_alias', 'braze_id'] as const;

/** Identifiers that are used to look a profile up when there is no primary one; email wins. */
export const SECONDARY_IDENTIFIERS = ['email', 'phone'] as const;

/** In the order in which Braze looks at them. */
const IDENTIFIERS: readonly IdentifierType[] = [...PRIMARY_IDENTIFIERS, ...SECONDARY_IDENTIFIERS];

/** Identifiers that people write in several ways; Braze finds the same user by each of them. */
const SPELLINGS: Partial<Record<IdentifierType, (text: string) => string>> = {
	email: (text) => text.toLowerCase(),
	phone: withCountryCode,
};

/** Ten digits are a number in the United States for Braze; of more it may know the country without the `+`. */
function withCountryCode(text: string): string {
	const number = text.replace(/[^\d+]/g, '');
	if (number.startsWith('+')) return number;
	return number.length === 10 ? `+1${number}` : `+${number}`;
}

/** Whether several profiles can have the same identifier of this type. */
export function isAmbiguous(type: IdentifierType): boolean {
	return (SECONDARY_IDENTIFIERS as readonly string[]).includes(type);
}

/** The type of the identifier by which Braze finds the user of an object. */
export function identifierTypeOf(body: IDataObject): IdentifierType | undefined {
	for (const type of IDENTIFIERS) {
		if (!isEmpty(body[type])) return type;
	}
	return undefined;
}

/**
 * The user that an object is for, as text that can be compared; undefined when it names none. Two
 * users may have the same key only where Braze could take them for one.
 */
export function userKey(body: IDataObject): string | undefined {
	const type = identifierTypeOf(body);
	if (type === undefined) return undefined;
	const value = body[type];
	if (typeof value === 'object') {
		const { alias_label: label, alias_name: alias } = value as IDataObject;
		return `${type} ${JSON.stringify([label, alias])}`;
	}
	const text = trimmed(String(value));
	return `${type} ${SPELLINGS[type]?.(text) ?? text}`;
}

/** An external ID as `userKey` names its user. */
export const keyOfExternalId = (externalId: string): string =>
	userKey({ external_id: externalId })!;

/** Whether a key of `userKey` names a user by its external ID. */
export function isByExternalId(key: string | undefined): boolean {
	return key?.startsWith('external_id ') ?? false;
}

/** Whether a key of `userKey` names a user by an address or a number, which others may have as well. */
export function isByContact(key: string | undefined): boolean {
	return SECONDARY_IDENTIFIERS.some((type) => key?.startsWith(`${type} `));
}
