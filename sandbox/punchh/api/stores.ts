import { text } from './call';
import type { Guest, Member } from './types';

/** What a guest can be found by, besides the user ID; an empty value is not to be found. */
const KEYS = {
	email: (guest: Guest) => guest.email.toLowerCase(),
	phone: (guest: Guest) => guest.phone,
	externalId: (guest: Guest) => externalKey(guest.external_source, guest.external_source_id),
	accessToken: (guest: Guest) => guest.access_token,
	authenticationToken: (guest: Guest) => guest.authentication_token,
} as const;

export type GuestKey = keyof typeof KEYS;

/** Source and ID together identify a guest, neither does alone. */
export function externalKey(source: unknown, id: unknown): string {
	return text(id) === '' ? '' : `${text(source)}\n${text(id)}`;
}

/** The guests; finding one costs the same whether there are three or a million. */
export class GuestBook {
	private readonly byId = new Map<number, Guest>();

	private readonly indexes = new Map(
		Object.keys(KEYS).map((key) => [key as GuestKey, new Map<string, Guest>()]),
	);

	/** All guests in the order in which they came. */
	get all(): Guest[] {
		return [...this.byId.values()];
	}

	get size(): number {
		return this.byId.size;
	}

	find(key: GuestKey, value: string): Guest | undefined {
		return value === '' ? undefined : this.indexes.get(key)?.get(value);
	}

	/** @param id a number, or text of digits only; anything else finds nobody */
	findById(id: unknown): Guest | undefined {
		const digits = text(id);
		return /^\d{1,15}$/.test(digits) ? this.byId.get(Number(digits)) : undefined;
	}

	add(guest: Guest): void {
		this.byId.set(guest.user_id, guest);
		this.index(guest);
	}

	/** The only way to change what a guest is found by. */
	change(guest: Guest, changes: Partial<Guest>): void {
		this.unindex(guest);
		Object.assign(guest, changes);
		this.index(guest);
	}

	remove(guest: Guest): void {
		this.byId.delete(guest.user_id);
		this.unindex(guest);
	}

	clear(): void {
		this.byId.clear();
		for (const index of this.indexes.values()) index.clear();
	}

	private index(guest: Guest): void {
		for (const [key, index] of this.indexes) {
			const value = KEYS[key](guest);
			if (value !== '') index.set(value, guest);
		}
	}

	private unindex(guest: Guest): void {
		for (const [key, index] of this.indexes) {
			const value = KEYS[key](guest);
			if (index.get(value) === guest) index.delete(value);
		}
	}
}

/** Who belongs to which segment. */
export class MemberBook {
	private readonly bySegment = new Map<number, Map<number, Member>>();

	get all(): Member[] {
		return [...this.bySegment.values()].flatMap((members) => [...members.values()]);
	}

	find(segmentId: number, userId: number): Member | undefined {
		return this.bySegment.get(segmentId)?.get(userId);
	}

	add(member: Member): void {
		const members = this.bySegment.get(member.custom_segment_id) ?? new Map<number, Member>();
		this.bySegment.set(member.custom_segment_id, members.set(member.user_id, member));
	}

	remove(segmentId: number, userId: number): void {
		this.bySegment.get(segmentId)?.delete(userId);
	}

	removeSegment(segmentId: number): void {
		this.bySegment.delete(segmentId);
	}

	removeGuest(userId: number): void {
		for (const members of this.bySegment.values()) members.delete(userId);
	}

	clear(): void {
		this.bySegment.clear();
	}
}
