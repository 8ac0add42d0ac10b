import { isBlank, Refusal, type Parameters } from './call';
import { ERRORS, INVENTED, missingParameter } from './errors';
import { timestamps, type Guest, type Member, type PunchhState, type Segment } from './state';

/** The segments, or the one that is asked for; an unknown ID finds none. */
export function listSegments(state: PunchhState, { custom_segment_id: id }: Parameters): Segment[] {
	return isBlank(id)
		? state.segments
		: state.segments.filter((segment) => String(segment.custom_segment_id) === String(id));
}

/** @throws Refusal when the name is missing or taken */
export function createSegment(state: PunchhState, { name, description }: Parameters): Segment {
	if (isBlank(name)) throw new Refusal(missingParameter('name'));
	if (state.segments.some((segment) => segment.name === name)) {
		throw new Refusal(ERRORS.segmentNameTaken);
	}
	const segment = {
		custom_segment_id: state.nextId(),
		name: String(name),
		description: isBlank(description) ? '' : String(description),
		...timestamps(),
	};
	state.segments.push(segment);
	return segment;
}

/**
 * Makes a guest a member of a segment; `user_id` wins over `email`.
 *
 * @throws Refusal when a parameter is missing, or the guest or the segment is unknown
 */
export function addMember(state: PunchhState, params: Parameters): Member {
	if (isBlank(params.custom_segment_id)) throw new Refusal(missingParameter('custom_segment_id'));
	const guest = findGuest(state, params);
	if (guest === undefined) throw new Refusal(ERRORS.memberUserNotFound);
	const [segment] = listSegments(state, params);
	if (segment === undefined) throw new Refusal(ERRORS.segmentNotFound);

	const existing = findMember(state, segment, guest);
	if (existing !== undefined) {
		if (state.knobs.repeatedMember === 'refused') throw new Refusal(INVENTED.alreadyMember);
		return existing;
	}
	const member = {
		custom_segment_member_id: state.nextId(),
		custom_segment_id: segment.custom_segment_id,
		email: guest.email,
		user_id: guest.user_id,
		...timestamps(),
	};
	state.members.push(member);
	return member;
}

/** @throws Refusal 404 when the guest is no member, or the segment is unknown */
export function getMember(state: PunchhState, params: Parameters): Member {
	if (isBlank(params.custom_segment_id)) throw new Refusal(missingParameter('custom_segment_id'));
	const guest = findGuest(state, params);
	const [segment] = listSegments(state, params);
	const member = guest && segment && findMember(state, segment, guest);
	if (member === undefined) throw new Refusal(ERRORS.memberNotFound);
	return member;
}

/** @throws Refusal as getMember */
export function removeMember(state: PunchhState, params: Parameters): void {
	const member = getMember(state, params);
	state.members = state.members.filter((other) => other !== member);
}

function findGuest(state: PunchhState, { user_id: id, email }: Parameters): Guest | undefined {
	if (isBlank(id) && isBlank(email)) throw new Refusal(missingParameter('user_id'));
	return isBlank(id) ? state.findByEmail(email) : state.findGuest(id);
}

function findMember(state: PunchhState, segment: Segment, guest: Guest): Member | undefined {
	return state.members.find(
		(member) =>
			member.custom_segment_id === segment.custom_segment_id && member.user_id === guest.user_id,
	);
}
