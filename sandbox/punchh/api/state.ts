import { initialValues } from '../../shared/knobs';
import type { LoggedRequest } from '../../shared/server';
import { GUESTS, LOCATIONS, REDEEMABLES, SEGMENTS, type Location, type Redeemable } from '../seed';
import type { Envelope } from '../webhooks/events';
import { text } from './call';
import { PUNCHH_KNOBS, type PunchhKnobs } from './knobs';
import { Limits } from './limits';
import { newGuest, type NewGuest } from './newGuest';
import { externalKey, GuestBook, MemberBook, type GuestKey } from './stores';
import type { Checkin, Guest, Member, Redemption, Segment } from './types';

export type { PunchhKnobs } from './knobs';
export type { Checkin, Favourite, Guest, Member, Redemption, Reward, Segment } from './types';

/** What can be added to the stand-in at any time. */
export interface PunchhSeed {
	guests?: NewGuest[];
	segments?: Array<{ custom_segment_id?: number; name: string; description?: string }>;
	redeemables?: Redeemable[];
	locations?: Location[];
}

/** What the Punchh stand-in remembers. */
export class PunchhState {
	readonly requests: LoggedRequest[] = [];

	/** Where the sandbox lets the user choose, because no page says what Punchh does. */
	knobs: PunchhKnobs = initialValues(PUNCHH_KNOBS);

	/** Takes the events that calls cause, and hands them to the webhooks. */
	emit: (event: Envelope) => void = () => {};

	/** The time in milliseconds since 1970; another clock can be put in its place. */
	now: () => number = Date.now;

	readonly guestBook = new GuestBook();

	readonly memberBook = new MemberBook();

	readonly limits = new Limits();

	/** Check-ins by their external_uid, redemptions by their code. */
	readonly checkinsByUid = new Map<string, { guest: Guest; checkin: Checkin }>();

	readonly redemptionsByCode = new Map<string, { guest: Guest; redemption: Redemption }>();

	/** Guests by device, and short-lived tokens by their text. */
	readonly guestsOnDevice = new Map<string, number>();

	readonly bannedDevices = new Set<string>();

	readonly sessionTokens = new Map<string, { guest: Guest; until: number }>();

	/** E-mails with a request for reactivation. */
	readonly reactivations = new Set<string>();

	redeemables: Redeemable[] = [];

	locations: Location[] = [];

	private readonly segmentsById = new Map<number, Segment>();

	private readonly timers = new Set<NodeJS.Timeout>();

	private lastId = 0;

	constructor() {
		this.reset();
	}

	get guests(): Guest[] {
		return this.guestBook.all;
	}

	get segments(): Segment[] {
		return [...this.segmentsById.values()];
	}

	get members(): Member[] {
		return this.memberBook.all;
	}

	/** Back to what seed.ts says; work in the background is forgotten. */
	reset(): void {
		this.lastId = 900_000;
		this.knobs = initialValues(PUNCHH_KNOBS);
		this.now = Date.now;
		this.requests.length = 0;
		for (const timer of this.timers) clearTimeout(timer);
		const remembered = [
			...[this.guestBook, this.memberBook, this.limits, this.segmentsById, this.timers],
			...[this.checkinsByUid, this.redemptionsByCode, this.guestsOnDevice],
			...[this.bannedDevices, this.sessionTokens, this.reactivations],
		];
		for (const store of remembered) store.clear();
		this.redeemables = [];
		this.locations = [];
		this.seed({
			guests: GUESTS,
			segments: SEGMENTS,
			redeemables: REDEEMABLES,
			locations: LOCATIONS,
		});
	}

	/**
	 * Adds to what is there. No events are sent for it. What stands before a wrong entry stays in.
	 *
	 * @returns how many of each there are now
	 * @throws Error when a guest's user ID or e-mail, or a segment's ID or name, is taken
	 */
	seed({ guests = [], segments = [], redeemables = [], locations = [] }: PunchhSeed) {
		for (const guest of guests) this.addGuest(guest);
		for (const segment of segments) this.addSegment(segment);
		this.redeemables.push(...redeemables);
		this.locations.push(...locations);
		return {
			guests: this.guestBook.size,
			segments: this.segmentsById.size,
			redeemables: this.redeemables.length,
			locations: this.locations.length,
		};
	}

	/** @throws Error when the user ID or the e-mail is taken */
	addGuest(given: NewGuest): Guest {
		const guest = newGuest({ ...given, user_id: given.user_id ?? this.nextId() }, this.timestamp());
		if (this.findGuest(guest.user_id) ?? this.findByEmail(guest.email)) {
			throw new Error(`Guest ${guest.user_id}, ${guest.email}: there is such a guest already`);
		}
		this.guestBook.add(guest);
		this.lastId = Math.max(this.lastId, guest.user_id);
		return guest;
	}

	/** @throws Error when the ID or the name is taken */
	addSegment(given: { custom_segment_id?: number; name: string; description?: string }): Segment {
		const segment = {
			custom_segment_id: given.custom_segment_id ?? this.nextId(),
			name: given.name,
			description: given.description ?? '',
			...this.timestamps(),
		};
		const { custom_segment_id: id, name } = segment;
		if (this.findSegment(id) ?? this.segments.find((other) => other.name === name)) {
			throw new Error(`Segment ${id}, ${name}: there is such a segment already`);
		}
		this.segmentsById.set(id, segment);
		return segment;
	}

	removeSegment(segment: Segment): void {
		this.segmentsById.delete(segment.custom_segment_id);
		this.memberBook.removeSegment(segment.custom_segment_id);
	}

	/** A number that nothing has yet. @param base where numbers of this kind begin */
	nextId(base = 0): number {
		return base + ++this.lastId;
	}

	findGuest(id: unknown): Guest | undefined {
		return this.guestBook.findById(id);
	}

	findByEmail(email: unknown): Guest | undefined {
		return this.guestBook.find('email', text(email).toLowerCase());
	}

	findByExternalId(source: unknown, id: unknown): Guest | undefined {
		return this.guestBook.find('externalId', externalKey(source, id));
	}

	findBy(key: GuestKey, value: unknown): Guest | undefined {
		return this.guestBook.find(key, text(value));
	}

	findSegment(id: unknown): Segment | undefined {
		return this.segmentsById.get(Number(text(id) || NaN));
	}

	/** Now, as Punchh writes it: ISO, without fractions of a second. */
	timestamp(): string {
		return isoTime(this.now());
	}

	/** `created_at` and `updated_at` of something that is new. */
	timestamps(): { created_at: string; updated_at: string } {
		return { created_at: this.timestamp(), updated_at: this.timestamp() };
	}

	/** Does what Punchh does in the background: at once, or as late as the knob says. */
	later(work: () => void): void {
		if (this.knobs.backgroundDelayMs === 0) return work();
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			work();
		}, this.knobs.backgroundDelayMs);
		this.timers.add(timer.unref());
	}
}

/** ISO time without fractions of a second. */
export function isoTime(ms: number): string {
	return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
