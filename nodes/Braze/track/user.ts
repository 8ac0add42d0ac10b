import type { IDataObject } from 'n8n-workflow';

import { PRIMARY_IDENTIFIERS, SECONDARY_IDENTIFIERS } from './limits';

/** In the order in which Braze looks at them. */
const IDENTIFIERS = [...PRIMARY_IDENTIFIERS, ...SECONDARY_IDENTIFIERS];

/** Identifiers that people write in several ways; Braze finds the same user by each of them. */
const SPELLINGS: Partial<Record<string, (text: string) => string>> = {
	email: (text) => text.toLowerCase(),
	phone: (text) => text.replace(/[^\d+]/g, ''),
};

/** The name of the identifier by which Braze finds the user of an object. */
export function identifierOf(body: IDataObject): string | undefined {
	for (const name of IDENTIFIERS) {
		const value = body[name];
		if (value !== undefined && value !== null && value !== '') return name;
	}
	return undefined;
}

/**
 * The user that an object is for, as text that can be compared; undefined when it names none. Two
 * users may have the same text only where Braze could take them for one.
 */
export function userOf(body: IDataObject): string | undefined {
	const name = identifierOf(body);
	if (name === undefined) return undefined;
	const value = body[name];
	if (typeof value === 'object') {
		const { alias_label: label, alias_name: alias } = value as IDataObject;
		return `${name} ${JSON.stringify([label, alias])}`;
	}
	const text = String(value).trim();
	return `${name} ${SPELLINGS[name]?.(text) ?? text}`;
}

/** Whether a text of `userOf` names a user by its external ID. */
export function isByExternalId(user: string | undefined): boolean {
	return user?.startsWith('external_id ') ?? false;
}
