import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { DELAYED_PATHS } from '../../../../../sandbox/braze/api/effects';
import type { Fault } from '../../../../../sandbox/faults/rules';
import { sample, type Envelope } from '../../../../harness/punchhEvents';

/** When the events of all histories begin, in milliseconds since 1970. */
const BEGIN_MS = 1_773_505_000_000;

/** What happens to a guest, in Punchh or in the app; each happens a minute after the one before. */
type Step =
	| { kind: 'guest'; city: string; changes: 'city' | 'first_name' }
	| { kind: 'checkIn' | 'reward'; tellsId: boolean }
	/** The guest gets an external ID, or another one. */
	| { kind: 'newId' }
	/** The guest gets the external ID back that was replaced last. */
	| { kind: 'oldId' }
	/** The app makes or changes the profile with the guest's external ID. */
	| { kind: 'app' };

/** An event or a call of the app, and how many events later it comes than it happened. */
interface Late {
	step: Step;
	delay: number;
	/** How often Punchh sends it. */
	times: number;
}

export interface History {
	/** The steps of each guest. */
	guests: Late[][];
	/** How many events come in one run. */
	runSize: number;
	/** Seconds between runs. */
	pause: number;
	/** Seconds until a call takes effect, for each path of Braze. */
	delays: number[];
}

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('guest' as const),
		city: fc.constantFrom('Portview', 'Newtown', 'Oldtown', 'Midway'),
		changes: fc.constantFrom('city' as const, 'first_name' as const),
	}),
	fc.record({
		kind: fc.constantFrom('checkIn' as const, 'reward' as const),
		tellsId: fc.boolean(),
	}),
	fc.record({ kind: fc.constant('newId' as const) }),
	fc.record({ kind: fc.constant('app' as const) }),
);

/** Up to 4 guests with up to 12 events each, in any order, some of them twice. */
const historyOf = (steps: fc.Arbitrary<Step>): fc.Arbitrary<History> =>
	fc.record({
		guests: fc.array(
			fc.array(
				fc.record({
					step: steps,
					delay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 15 })),
					times: fc.constantFrom(1, 1, 1, 2),
				}),
				{ minLength: 1, maxLength: 12 },
			),
			{ minLength: 1, maxLength: 4 },
		),
		runSize: fc.integer({ min: 1, max: 8 }),
		pause: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 150, max: 400 })),
		delays: fc.array(fc.integer({ min: 0, max: 30 }), {
			minLength: DELAYED_PATHS.length,
			maxLength: DELAYED_PATHS.length,
		}),
	});

export const history = historyOf(step);

/** What Braze does to requests of one run. */
export interface Trouble {
	/** The number of the run. */
	run: number;
	path: string;
	count: number;
	fault: Fault;
}

const LIMIT = 'x-ratelimit-retry-after';

const trouble: fc.Arbitrary<Trouble> = fc.record({
	run: fc.integer({ min: 0, max: 20 }),
	path: fc.constantFrom(
		...['/users/track', '/users/identify', '/users/merge', '/users/alias/new', '/users/export/ids'],
	),
	// A request is tried five times.
	count: fc.integer({ min: 1, max: 6 }),
	fault: fc.constantFrom<Fault>(
		{ cut: 'after' },
		{ cut: 'before' },
		{ status: 500 },
		{ status: 429, headers: { [LIMIT]: '100' } },
		{ status: 429, headers: { [LIMIT]: '600' } },
	),
});

/** External IDs that come back, and requests that fail, or of which the answer is lost. */
export const troubled = fc.record({
	given: historyOf(
		fc.oneof(
			{ arbitrary: step, weight: 5 },
			{ arbitrary: fc.record({ kind: fc.constant('oldId' as const) }), weight: 1 },
		),
	),
	troubles: fc.array(trouble, { maxLength: 6 }),
});

/** What comes to n8n or Braze, in the order in which it comes. */
export type Arrival = { event: Envelope } | { app: { externalId: string; contentId: string } };

/** What has to be in Braze in the end. */
export interface Expected {
	userId: number;
	/** Undefined if no event told one. */
	externalId: string | undefined;
	contentIds: Set<string>;
	city: string | undefined;
	firstName: string | undefined;
}

/** Plays a history: everything that arrives, and what must be in Braze in the end. */
export function play({ guests }: History): { arrivals: Arrival[]; expected: Expected[] } {
	const all: Array<{ atMs: number; order: number; arrival: Arrival }> = [];
	const expected = guests.map((steps, number): Expected => {
		const guest = new Guest(number);
		steps.forEach(({ step: one, delay, times }, position) => {
			const atMs = BEGIN_MS + position * 60_000 + number * 1_000;
			const arrival = guest.take(one, atMs, `${number}-${position}`);
			if (arrival === undefined) return;
			// The app calls Braze itself.
			const [late, copies] = 'app' in arrival ? [0, 1] : [delay, times];
			for (let copy = 0; copy < copies; copy++) {
				all.push({ atMs, order: position + late + copy * 2, arrival });
			}
		});
		return guest.expected;
	});
	all.sort((one, other) => one.order - other.order || one.atMs - other.atMs);
	return { arrivals: all.map(({ arrival }) => arrival), expected };
}

/** A check-in of each guest in the end, with the external ID if there is one. */
export function lastEvents(expected: Expected[]): Envelope[] {
	return expected.map((guest, number) => {
		const contentId = `${number}-end`;
		guest.contentIds.add(contentId);
		const given = sample('checkin-loyalty-create-online');
		const user = {
			...(given.payload.user as IDataObject),
			user_id: guest.userId,
			external_source_id: guest.externalId ?? null,
		};
		const at = stamp(BEGIN_MS + 3_600_000, contentId);
		return { ...given, ...at, payload: { ...given.payload, user } };
	});
}

/** A guest as Punchh knows the person. */
class Guest {
	readonly expected: Expected;

	private ids = 0;

	private externalId: string | null = null;

	private city = 'Portview';

	private firstName = 'Mara';

	constructor(private readonly number: number) {
		this.expected = {
			userId: 1_000 + number,
			externalId: undefined,
			contentIds: new Set(),
			city: undefined,
			firstName: undefined,
		};
	}

	/** What a step sends, if anything. */
	take(step: Step, atMs: number, contentId: string): Arrival | undefined {
		if (step.kind === 'app') return this.app(contentId);
		if (step.kind === 'newId') {
			this.externalId = `CRM-${this.number}-${++this.ids}`;
			return this.changed(['external_source_id'], atMs, contentId);
		}
		if (step.kind === 'oldId') {
			if (this.ids < 2) return undefined;
			this.externalId = `CRM-${this.number}-${--this.ids}`;
			return this.changed(['external_source_id'], atMs, contentId);
		}
		if (step.kind === 'guest') {
			if (step.changes === 'city') this.city = step.city;
			else this.firstName = `Mara ${contentId}`;
			return this.changed([step.changes], atMs, contentId);
		}
		const told = step.tellsId ? this.externalId : null;
		this.expected.externalId = told ?? this.expected.externalId;
		this.expected.contentIds.add(contentId);
		const name = step.kind === 'checkIn' ? 'checkin-loyalty-create-online' : 'reward-admin-gift';
		const given = sample(name);
		const user = {
			...(given.payload.user as IDataObject),
			...this.fields(),
			external_source_id: told,
		};
		return { event: { ...given, ...stamp(atMs, contentId), payload: { ...given.payload, user } } };
	}

	/** The app has stale values of what Punchh knows, and events of its own. */
	private app(contentId: string): Arrival | undefined {
		if (this.externalId === null || this.expected.externalId !== this.externalId) return undefined;
		this.expected.contentIds.add(contentId);
		return { app: { externalId: this.externalId, contentId } };
	}

	private changed(names: string[], atMs: number, contentId: string): Arrival {
		this.expected.externalId = this.externalId ?? undefined;
		if (names[0] === 'city') this.expected.city = this.city;
		if (names[0] === 'first_name') this.expected.firstName = this.firstName;
		const payload = { ...this.fields(), previous_changes: names };
		return { event: { ...sample('guest-update-profile', payload), ...stamp(atMs, contentId) } };
	}

	private fields(): IDataObject {
		return {
			user_id: this.expected.userId,
			external_source_id: this.externalId,
			email: `guest-${this.number}@example.com`,
			city: this.city,
			first_name: this.firstName,
		};
	}
}

const stamp = (timestamp: number, contentId: string) => ({ timestamp, content_id: contentId });
