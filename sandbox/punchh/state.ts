import { randomBytes } from 'node:crypto';

import type { LoggedRequest } from '../server';
import type { Envelope } from '../webhooks/events';
import { GUEST_PASSWORD, GUESTS, SEGMENTS, type SeedGuest } from '../seed';

/** A loyalty guest. `fields` holds what was given and has no place of its own here. */
export interface Guest extends SeedGuest {
	password: string;
	birthday: string | null;
	external_source: string | null;
	external_source_id: string | null;
	access_token: string;
	authentication_token: string;
	created_at: string;
	updated_at: string;
	fields: Record<string, unknown>;
}

export interface Member {
	custom_segment_member_id: number;
	custom_segment_id: number;
	email: string;
	user_id: number;
	created_at: string;
	updated_at: string;
}

export interface Segment {
	custom_segment_id: number;
	name: string;
	description: string;
	created_at: string;
	updated_at: string;
}

/** Behaviour that is not documented and can be switched. */
export interface PunchhKnobs {
	/** What is answered to adding a member again. */
	repeatedMember: 'created' | 'refused';
}

function defaultKnobs(): PunchhKnobs {
	return { repeatedMember: 'created' };
}

/** What the Punchh stand-in remembers. */
export class PunchhState {
	guests: Guest[] = [];

	segments: Segment[] = [];

	members: Member[] = [];

	requests: LoggedRequest[] = [];

	/** Where the sandbox lets the user choose, because no page says what Punchh does. */
	knobs: PunchhKnobs = defaultKnobs();

	/** Takes the events that calls cause, and hands them to the webhooks. */
	emit: (event: Envelope) => void = () => {};

	private lastId = 0;

	constructor() {
		this.reset();
	}

	/** Back to what seed.ts says. */
	reset(): void {
		this.lastId = 900_000;
		this.requests.length = 0;
		this.knobs = defaultKnobs();
		this.members = [];
		this.guests = GUESTS.map((guest) => newGuest(guest, GUEST_PASSWORD));
		this.segments = SEGMENTS.map((segment) => ({ ...segment, ...timestamps() }));
	}

	nextId(): number {
		return ++this.lastId;
	}

	findGuest(id: unknown): Guest | undefined {
		return this.guests.find(({ user_id: userId }) => String(userId) === String(id));
	}

	findByEmail(email: unknown): Guest | undefined {
		const wanted = String(email).toLowerCase();
		return this.guests.find((guest) => guest.email.toLowerCase() === wanted);
	}
}

/** A guest with fresh tokens. */
export function newGuest(guest: SeedGuest, password: string): Guest {
	return {
		...guest,
		password,
		birthday: null,
		external_source: null,
		external_source_id: null,
		access_token: randomBytes(24).toString('hex'),
		authentication_token: randomBytes(12).toString('hex'),
		...timestamps(),
		fields: {},
	};
}

/** `created_at` and `updated_at` of something that is new. */
export function timestamps(): { created_at: string; updated_at: string } {
	const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
	return { created_at: now, updated_at: now };
}
