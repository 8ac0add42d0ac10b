import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/values/json';
import { STANDARD_FIELDS } from '../send/track/checks/standardFields';

/** Standard attributes that the export has under their own names; it has custom ones in a field of their own. */
export const EXPORTED: readonly string[] = [
	...['email', 'phone', 'first_name', 'last_name', 'dob', 'gender', 'country', 'home_city'],
	...['language', 'time_zone', 'email_subscribe', 'push_subscribe'],
];

/** Whether the export shows an attribute, if the profile has it. */
const isShown = (name: string) => EXPORTED.includes(name) || !Object.hasOwn(STANDARD_FIELDS, name);

/**
 * Whether a profile has something else by now than what was written to it: somebody else has replaced it.
 * Of what the export does not show, nobody knows.
 */
export function isReplaced(name: string, written: unknown, profile: IDataObject): boolean {
	if (!isShown(name)) return false;
	const { custom_attributes: custom } = profile;
	const shown = EXPORTED.includes(name) ? profile : isObject(custom) ? custom : {};
	return asShown(written) !== asShown(shown[name]);
}

/** A time with a zone, as values are written and as the export writes them. */
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|UTC|[+-]\d{2}:?\d{2})$/;

/**
 * A value as text that can be compared: Braze spells addresses and times in its own way, and a workspace can
 * have a type of its own for an attribute.
 */
function asShown(value: unknown): string {
	if (typeof value === 'object' || value === undefined) return JSON.stringify(value ?? null);
	const text = String(value);
	const ms = TIME.test(text) ? Date.parse(text) : NaN;
	return JSON.stringify(Number.isNaN(ms) ? text.toLowerCase() : ms);
}
