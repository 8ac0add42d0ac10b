import type { IDataObject } from 'n8n-workflow';

import { routesErrorDetails } from '../n8nOffers';
import { isObject } from '../values/json';
import { parsedText } from '../values/parseExact';

/** Tells our note from fields of an item that happen to have the same names. */
const BY = 'n8n-nodes-punchh-braze';

/** How deep a note is looked for in a value. */
const DEEPEST = 8;

/** What a note says about its item. */
interface Details extends IDataObject {
	by: typeof BY;
	/** Fields of the item itself in whose place n8n puts those of the note. */
	item?: IDataObject;
}

/**
 * The JSON of an item that did not get through: a note of `error` and `details`.
 *
 * n8n moves an item to the error output, and adds the input's JSON to it, if its JSON has `error` and
 * nothing else but `message` and `details`. (With an error object on the item itself, n8n would throw
 * the JSON away.) Older versions would let an item with `details` leave as a success: there they are
 * the text of `message`. What the input has under these names is lost there, so the note keeps it.
 *
 * @param input the JSON of the item
 */
export function errorNote(error: string, about: IDataObject, input: IDataObject): IDataObject {
	const place = routesErrorDetails ? 'details' : 'message';
	const own = withoutNote(input);
	const kept = Object.entries(own).filter(([name]) => isNoted(name, place));
	const details: Details = { ...about, by: BY };
	if (kept.length > 0) details.item = Object.fromEntries(kept);
	return { error, [place]: routesErrorDetails ? details : JSON.stringify(details) };
}

/**
 * An item as it was before this package refused it; any other as it is. Only what a note can stand in
 * the place of comes from it: whoever writes a text that looks like a note changes no other field.
 */
export function withoutNote(json: IDataObject): IDataObject {
	const place = placeOfNote(json);
	if (place === undefined) return json;
	const item = Object.entries(detailsIn(json[place])?.item ?? {});
	const kept = Object.fromEntries(item.filter(([name]) => isNoted(name, place)));
	const own = Object.entries(json).filter(([name]) => !isNoted(name, place) || name in kept);
	return { ...Object.fromEntries(own), ...kept };
}

/** The same for everything in a value, such as a list of items; a value without a note is not copied. */
export function withoutNotes(value: unknown, levels = DEEPEST): unknown {
	return hasNote(value, levels) ? cleared(value, levels) : value;
}

/** Looked at first, as nearly no value has one, and a run may have a million of them. */
function hasNote(value: unknown, levels: number): boolean {
	if (levels === 0 || typeof value !== 'object' || value === null) return false;
	if (Array.isArray(value)) return hasNoteInList(value, levels);
	const fields = value as IDataObject;
	if (placeOfNote(fields) !== undefined) return true;
	for (const name in fields) {
		if (hasNote(fields[name], levels - 1)) return true;
	}
	return false;
}

/** A loop of its own: a callback in `hasNote` would cost memory for each value, also where there is no list. */
function hasNoteInList(list: unknown[], levels: number): boolean {
	for (const each of list) {
		if (hasNote(each, levels - 1)) return true;
	}
	return false;
}

function cleared(value: unknown, levels: number): unknown {
	if (levels === 0) return value;
	if (Array.isArray(value)) return value.map((each) => withoutNotes(each, levels - 1));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(withoutNote(value)).map(([name, each]) => [
			name,
			withoutNotes(each, levels - 1),
		]),
	);
}

const isNoted = (name: string, place: string) => name === 'error' || name === place;

/** Where the details of a note stand. It always has an error as well. */
function placeOfNote(json: IDataObject): string | undefined {
	if (typeof json.error !== 'string') return undefined;
	return ['details', 'message'].find((name) => detailsIn(json[name]) !== undefined);
}

function detailsIn(note: unknown): Details | undefined {
	const isText = typeof note === 'string' && note.includes(BY);
	const details = isText ? parsedText(note) : note;
	return isObject(details) && details.by === BY ? (details as Details) : undefined;
}
