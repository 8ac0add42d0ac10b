import { bytesOf, isObject, listOf, type Json } from '../../../shared/json';
import type { Profile, SubscriptionState } from '../profiles/profile';
import type { BrazeState } from '../state';
import { contactsChanged, isOfNumbers, subscribe } from './contacts';
import { defectOf } from './defects';
import { NOT_ATTRIBUTES, STANDARD_FIELDS } from './fields';
import { nextValue } from './operators';
import { coerce, kindOf, type Kind } from './types';

const LONGEST_NAME = 255;
const LONGEST_TEXT = 255;
const LONGEST_LIST = 500;
const MOST_BYTES = 100_000;

/** Notes what Braze drops silently. */
export type Note = (reason: string) => void;

/** Writes an attributes object to a profile as Braze does; what is dropped is noted. */
export function writeAttributes(
	state: BrazeState,
	profile: Profile,
	object: Json,
	note: Note,
): void {
	const merge = object._merge_objects === true;
	const { email, phone } = profile.attributes;
	for (const [given, value] of Object.entries(object)) {
		if (NOT_ATTRIBUTES.has(given)) continue;
		const name = given.trim();
		if (Object.hasOwn(STANDARD_FIELDS, name)) writeStandard(state, profile, name, value, note);
		else writeCustom(state, profile, { name, value, merge }, note);
	}
	contactsChanged(state, profile, { email, phone }, object);
	writeSubscriptions(state, profile, object.subscription_groups);
}

function writeStandard(
	state: BrazeState,
	profile: Profile,
	name: string,
	value: unknown,
	note: Note,
): void {
	const { takes, emptied } = STANDARD_FIELDS[name];
	const fits = value === null || value === '' || takes(value);
	if (!fits) note(`'${name}' ${emptied ? 'emptied' : 'ignored'}: not a value of this field`);
	if (fits || emptied) state.store.write(profile, name, fits ? value : null);
}

interface CustomWrite {
	name: string;
	value: unknown;
	merge: boolean;
}

function writeCustom(
	state: BrazeState,
	profile: Profile,
	{ name, value, merge }: CustomWrite,
	note: Note,
): void {
	const problem = nameProblem(state, name);
	if (problem !== undefined) return note(`'${name.slice(0, LONGEST_NAME)}' ignored: ${problem}`);
	if (value === null) return state.store.write(profile, name, null);

	const defect = defectOf(value, merge);
	if (defect !== undefined) return note(`'${name}' dropped whole: ${defect}`);
	const kind = state.workspace.attributeTypes.get(name) as Kind | undefined;
	const next = shortened(name, nextValue(profile.attributes[name], value, merge), note);
	const fitting = kind === undefined || Number.isNaN(next) ? next : coerce(kind, next);
	// Not a number is what `inc` makes of text.
	if (fitting === undefined || Number.isNaN(fitting)) {
		return note(`'${name}' ignored: its type is ${kind}`);
	}
	const size = sizeProblem(fitting);
	if (size !== undefined) return note(`'${name}' dropped: ${size}`);
	const isEmptyList = Array.isArray(fitting) && fitting.length === 0;
	if (kind === undefined && !isEmptyList) {
		state.workspace.attributeTypes.set(name, kindOf(fitting));
	}
	state.store.write(profile, name, fitting);
}

function nameProblem(state: BrazeState, name: string): string | undefined {
	if (name === '') return 'it has no name';
	if (name.length > LONGEST_NAME) return `its name is over ${LONGEST_NAME} characters`;
	return state.knobs.blockedNames.attributes.includes(name) ? 'it is on the blocklist' : undefined;
}

function sizeProblem(value: unknown): string | undefined {
	if (typeof value === 'string') {
		return value.length > LONGEST_TEXT ? `over ${LONGEST_TEXT} characters` : undefined;
	}
	const isNested = isObject(value) || (Array.isArray(value) && value.some(isObject));
	return isNested && bytesOf(value) > MOST_BYTES ? 'over 100 KB' : undefined;
}

/** Flat lists have a longest length; their oldest elements, the first ones, fall off. */
function shortened(name: string, value: unknown, note: Note): unknown {
	if (!Array.isArray(value) || value.some(isObject)) return value;
	let kept = value.slice(-LONGEST_LIST);
	while (kept.length > 0 && bytesOf(kept) > MOST_BYTES)
		kept = kept.slice(Math.ceil(kept.length / 50));
	const surplus = value.length - kept.length;
	if (surplus > 0) note(`'${name}' is too long: the oldest ${surplus} elements dropped`);
	return kept;
}

/** In a group of e-mail, a change reaches everyone with the same address. */
function writeSubscriptions(state: BrazeState, profile: Profile, groups: unknown): void {
	for (const group of listOf(groups) as Json[]) {
		const id = String(group.subscription_group_id);
		const wanted = group.subscription_state as SubscriptionState;
		const { email } = profile.attributes;
		const goesAlone = email === undefined || isOfNumbers(state, id);
		const others = goesAlone ? [] : state.store.byContact('email', email);
		for (const one of new Set([profile, ...others])) subscribe(state, one, id, wanted);
	}
}
