import { OTHER_SEGMENTS } from '../seed';
import { isBlank, numeric, refuse, Refusal, text, type Parameters } from './call';
import { ERRORS } from './errors';
import { isEmail } from './guests';
import { INVENTED } from './invented';
import { demand } from './lookup';
import type { PunchhState } from './state';
import type { Guest, Member, Segment } from './types';

/** How many users a call of add_users may name. (PAR developer portal, Custom Segments) */
const MOST_USERS: Record<string, number> = { async: 1_000, sync: 100 };

const DEFAULT_PAGE_SIZE = 25;

/** The segments, or the one that is asked for; an unknown ID finds none. */
export function listSegments(state: PunchhState, { custom_segment_id: id }: Parameters): Segment[] {
	if (isBlank(id)) return state.segments;
	const segment = state.findSegment(id);
	return segment === undefined ? [] : [segment];
}

/** Segments of every kind, by part of the name and page by page. */
export function listAllSegments(state: PunchhState, params: Parameters): object[] {
	const custom = state.segments.map(({ custom_segment_id: id, name, description }) => ({
		segment_id: id,
		name,
		description,
		segment_type: 'custom_list',
		user_type: 'loyalty',
		membership_level: null,
	}));
	const wanted = text(params.query).toLowerCase();
	const found = [...OTHER_SEGMENTS, ...custom].filter(({ name }) =>
		name.toLowerCase().includes(wanted),
	);
	return pageOf(found, params.page, params.per_page);
}

/** One page of a list; all of it when no page is asked for. */
export function pageOf<T>(list: T[], page: unknown, size: unknown): T[] {
	if (isBlank(page) && isBlank(size)) return list;
	const per = Math.max(1, Math.floor(numeric(size) ?? DEFAULT_PAGE_SIZE));
	const first = (Math.max(1, Math.floor(numeric(page) ?? 1)) - 1) * per;
	return list.slice(first, first + per);
}

/** @throws Refusal when the name is missing or taken */
export function createSegment(state: PunchhState, params: Parameters): Segment {
	demand(params, ['name']);
	const name = text(params.name);
	refuseTakenName(state, name);
	return state.addSegment({ name, description: text(params.description) });
}

/** Changes the name or the description. @throws Refusal 400, 404, or 422 when the name is taken */
export function updateSegment(state: PunchhState, params: Parameters): Segment {
	const segment = segmentOf(state, params);
	const name = isBlank(params.name) ? segment.name : text(params.name);
	if (name !== segment.name) refuseTakenName(state, name);
	const description =
		params.description === undefined ? segment.description : text(params.description);
	return Object.assign(segment, { name, description, updated_at: state.timestamp() });
}

/** Deletes a segment in the background. @throws Refusal 400 or 404 */
export function deleteSegment(state: PunchhState, params: Parameters): object {
	const segment = segmentOf(state, params);
	state.later(() => state.removeSegment(segment));
	return { accepted: `Custom Segment ${segment.name} has been marked for deletion` };
}

/**
 * Makes a guest a member of a segment; `user_id` wins over `email`.
 *
 * @throws Refusal when a parameter is missing, or the guest or the segment is unknown
 */
export function addMember(state: PunchhState, params: Parameters): object {
	demand(params, ['custom_segment_id']);
	const guest = guestOf(state, params) ?? refuse(ERRORS.memberUserNotFound);
	const segment = segmentOf(state, params);
	const existing = state.memberBook.find(segment.custom_segment_id, guest.user_id);
	if (existing !== undefined && state.knobs.repeatedMember === 'refused') {
		throw new Refusal(INVENTED.alreadyMember);
	}
	return shown(state, existing ?? enter(state, segment, guest));
}

/** @throws Refusal 404 when the guest is no member, or the segment is unknown */
export function getMember(state: PunchhState, params: Parameters): object {
	return shown(state, memberOf(state, params));
}

/** @throws Refusal as getMember */
export function removeMember(state: PunchhState, params: Parameters): void {
	const { custom_segment_id: segmentId, user_id: userId } = memberOf(state, params);
	state.memberBook.remove(segmentId, userId);
}

/**
 * Adds many users by e-mail or ID. Those that do not exist are skipped silently.
 *
 * @returns what is neither an e-mail nor an ID
 * @throws Refusal 400, 404, or 422 for too many
 */
export function addUsers(state: PunchhState, params: Parameters): object {
	demand(params, ['custom_segment_id', 'user_identifiers']);
	const mode = isBlank(params.bulk_method) ? 'async' : text(params.bulk_method);
	if (!Object.hasOwn(MOST_USERS, mode)) throw new Refusal(INVENTED.unknownBulkMethod);
	const segment = segmentOf(state, params);
	const identifiers = [params.user_identifiers].flat().map(text);
	const most = MOST_USERS[mode];
	if (identifiers.length > most) throw new Refusal(ERRORS.tooManyUsers(most, mode));

	const enterAll = () => {
		for (const identifier of identifiers) enterIfKnown(state, segment, identifier);
	};
	if (mode === 'sync') enterAll();
	else state.later(enterAll);
	return { invalid_identifiers: identifiers.filter((one) => !isUserId(one) && !isEmail(one)) };
}

/** The segment of a call. @throws Refusal 400 or 404 */
export function segmentOf(state: PunchhState, params: Parameters): Segment {
	demand(params, ['custom_segment_id']);
	return state.findSegment(params.custom_segment_id) ?? refuse(ERRORS.segmentNotFound);
}

/** Makes a guest a member who may be one already. */
export function enter(state: PunchhState, segment: Segment, guest: Guest): Member {
	const { custom_segment_id } = segment;
	const existing = state.memberBook.find(custom_segment_id, guest.user_id);
	if (existing !== undefined) return existing;
	const member = {
		custom_segment_member_id: state.nextId(),
		custom_segment_id,
		email: guest.email,
		user_id: guest.user_id,
		...state.timestamps(),
	};
	state.memberBook.add(member);
	return member;
}

function enterIfKnown(state: PunchhState, segment: Segment, identifier: string): void {
	const guest = isUserId(identifier) ? state.findGuest(identifier) : state.findByEmail(identifier);
	if (guest !== undefined) enter(state, segment, guest);
}

function isUserId(identifier: string): boolean {
	return /^\d+$/.test(identifier);
}

function refuseTakenName(state: PunchhState, name: string): void {
	if (state.segments.some((segment) => segment.name === name)) {
		throw new Refusal(ERRORS.segmentNameTaken);
	}
}

function memberOf(state: PunchhState, params: Parameters): Member {
	demand(params, ['custom_segment_id']);
	const guest = guestOf(state, params);
	const segment = state.findSegment(params.custom_segment_id);
	const member =
		guest && segment && state.memberBook.find(segment.custom_segment_id, guest.user_id);
	return member ?? refuse(ERRORS.memberNotFound);
}

function guestOf(state: PunchhState, { user_id: id, email }: Parameters): Guest | undefined {
	if (isBlank(id) && isBlank(email)) throw new Refusal(ERRORS.missing('user_id'));
	return isBlank(id) ? state.findByEmail(email) : state.findGuest(id);
}

function shown({ knobs }: PunchhState, member: Member): object {
	const id = member.custom_segment_member_id;
	return { ...member, custom_segment_member_id: knobs.memberIdForm === 'string' ? String(id) : id };
}
