import type { IDataObject } from 'n8n-workflow';

import { passedMs } from '../../../shared/time';
import { isObject } from '../../../shared/values/json';
import { Newest } from '../../../shared/values/newest';
import { POLICY } from '../../transport/policy';
import { isReplaced } from '../replaced';

const { mostGuestsWithAttributes, mostLagMs } = POLICY.linking;

/** Attributes that tell people apart. */
const PERSON = ['first_name', 'last_name', 'email', 'phone', 'dob'];

/** The attribute that holds the states of all subscription groups that an event changes. */
const GROUPS = 'subscription_groups';

const PART = `${GROUPS}.`;

/** Attributes with the state in each subscription group as one of its own: each is written by itself. */
export function partsOf({ [GROUPS]: groups, ...values }: IDataObject): IDataObject {
	const states = Array.isArray(groups) ? groups.filter(isObject) : [];
	return {
		...values,
		...Object.fromEntries(
			states.map((state) => [`${PART}${String(state.subscription_group_id)}`, state]),
		),
	};
}

/** The same attributes as Braze takes them. */
export function wholeOf(parts: IDataObject): IDataObject {
	const isPart = (name: string) => name.startsWith(PART);
	const names = Object.keys(parts);
	const groups = names.filter(isPart).map((name) => parts[name] as IDataObject);
	const values = names.filter((name) => !isPart(name)).map((name) => [name, parts[name]]);
	return {
		...(Object.fromEntries(values) as IDataObject),
		...(groups.length > 0 ? { [GROUPS]: groups } : {}),
	};
}

function isOptOut([name, value]: [string, unknown]): boolean {
	const state = name.startsWith(PART) && isObject(value) ? value.subscription_state : value;
	return (name === 'email_subscribe' || name.startsWith(PART)) && state === 'unsubscribed';
}

/** The profile of values that may not be in Braze: they are written with the guest's next ones. */
export const NO_PROFILE = '';

/** The profile of values that somebody else has replaced: they are written no more. */
const REPLACED = 'replaced';

/** Attributes of a guest that one event wrote and no newer one has written since. */
interface Write {
	/** When the event happened, in milliseconds since 1970. */
	atMs: number;
	/** The profile, as `userKey` names it. */
	under: string;
	/** As `partsOf` divides them. */
	values: IDataObject;
}

/** The same with the time since when it is noted, as `passedMs` counts. */
interface Noted extends Write {
	notedMs: number;
}

/** To what is written, where newer values are not to be replaced. */
interface Older {
	/** When its event happened. */
	atMs: number;
	/** The profile, as `userKey` names it, if the guest's profiles do not become one. */
	onlyUnder?: string;
}

/**
 * Which attributes were written for the guests who were heard of last, and when they became true. So
 * an event that comes late does not put an old value back, and values that were written to another
 * profile of the guest can be written again.
 */
export class AttributeLog {
	private readonly guests = new Newest<Noted[]>(mostGuestsWithAttributes);

	/** Whether anything is known to be written for a guest. */
	has(punchhUserId: string): boolean {
		return this.guests.get(punchhUserId) !== undefined;
	}

	/** Notes that values were written; none of them is `outdated`. */
	note(punchhUserId: string, write: Write): void {
		const names = new Set(Object.keys(write.values));
		const before = this.guests.get(punchhUserId) ?? [];
		const others = before.flatMap((earlier) => {
			const left = Object.entries(earlier.values).filter(([name]) => !names.has(name));
			if (left.length === 0) return [];
			const isWhole = left.length === Object.keys(earlier.values).length;
			return [isWhole ? earlier : { ...earlier, values: Object.fromEntries(left) }];
		});
		if (names.size === 0) return;
		this.guests.set(punchhUserId, [...others, { ...write, notedMs: passedMs() }]);
	}

	/** The names for which a newer event has already written a value. */
	outdated(punchhUserId: string, names: string[], to: Older): string[] {
		const newer = this.newerThan(punchhUserId, to);
		return names.filter((name) => newer.some((values) => Object.hasOwn(values, name)));
	}

	private newerThan(punchhUserId: string, { atMs, onlyUnder }: Older): IDataObject[] {
		return (this.guests.get(punchhUserId) ?? [])
			.filter((write) => write.atMs > atMs && [write.under, undefined].includes(onlyUnder))
			.map(({ values }) => values);
	}

	/** Those of some names of which another value is noted than one of these. */
	others(punchhUserId: string, names: string[], values: IDataObject): string[] {
		const writes = this.guests.get(punchhUserId) ?? [];
		const written = Object.assign({}, ...writes.map((write) => write.values)) as IDataObject;
		const isOther = (name: string) =>
			JSON.stringify(written[name]) !== JSON.stringify(values[name]);
		return names.filter((name) => Object.hasOwn(written, name) && isOther(name));
	}

	/** The opt-outs that newer events of a guest have told; what another log of the guest has comes on top. */
	newerOptOuts(punchhUserId: string, to: Older, later: AttributeLog): IDataObject {
		const newer = [this, later].flatMap((log) => log.newerThan(punchhUserId, to));
		const told = Object.assign({}, ...newer) as IDataObject;
		return Object.fromEntries(Object.entries(told).filter(isOptOut));
	}

	/** What was written to other profiles of the guest than this one. */
	elsewhere(punchhUserId: string, under: string): IDataObject {
		const writes = this.guests.get(punchhUserId) ?? [];
		const others = writes.filter((write) => ![under, REPLACED].includes(write.under));
		return Object.assign({}, ...others.map(({ values }) => values)) as IDataObject;
	}

	/** What tells people apart, of what was written to other profiles of the guest than this one. */
	personElsewhere(punchhUserId: string, under: string): IDataObject {
		const written = Object.entries(this.elsewhere(punchhUserId, under));
		return Object.fromEntries(written.filter(([name]) => PERSON.includes(name)));
	}

	/**
	 * Compares what was written to profiles of a guest with what stands there, once Braze shows it. What is
	 * something else by now, somebody else has written since, such as another process or the guest; and who
	 * was subscribed to a group, which no export shows, may have left it.
	 *
	 * @param profiles as they were read, by `userKey`
	 */
	compare(punchhUserId: string, profiles: ReadonlyMap<string, IDataObject>): void {
		const shownMs = passedMs() - mostLagMs;
		for (const { under, notedMs, values } of this.guests.get(punchhUserId) ?? []) {
			const profile = profiles.get(under);
			if (profile === undefined || notedMs > shownMs) continue;
			const replaced = Object.entries(values).filter((entry) => {
				const [name, value] = entry;
				return name.startsWith(PART) ? !isOptOut(entry) : isReplaced(name, value, profile);
			});
			const names = replaced.map(([name]) => name);
			this.move(punchhUserId, names, REPLACED);
		}
	}

	/**
	 * Notes that these values of other profiles have been written to this one. What was written meanwhile
	 * may be replaced, and is to be written again.
	 *
	 * @returns the names of those
	 */
	gather(punchhUserId: string, under: string, values: IDataObject): string[] {
		const replaced = this.others(punchhUserId, Object.keys(values), values);
		const names = Object.keys(values).filter((name) => !replaced.includes(name));
		this.move(punchhUserId, names, under);
		this.move(punchhUserId, replaced, NO_PROFILE);
		return replaced;
	}

	/** Notes that all that was written to one profile is in another one. */
	moveAll(punchhUserId: string, from: string, to: string): void {
		const writes = this.guests.get(punchhUserId) ?? [];
		const names = writes
			.filter(({ under }) => under === from)
			.flatMap(({ values }) => Object.keys(values));
		this.move(punchhUserId, names, to);
	}

	/** Notes to which profile the values of some attributes are written, if to any. */
	move(punchhUserId: string, names: string[], under: string): void {
		const writes = this.guests.get(punchhUserId) ?? [];
		for (const { atMs, values } of writes) {
			const moved = names.filter((name) => Object.hasOwn(values, name));
			const picked = Object.fromEntries(moved.map((name) => [name, values[name]]));
			this.note(punchhUserId, { atMs, under, values: picked });
		}
	}

	forget(punchhUserId: string): void {
		this.guests.delete(punchhUserId);
	}
}
