import { z } from 'zod';

import { blankOut } from '../blankOut';
import { defineCall, found } from '../call';
import { mapPage, newest, page, PAGED, PAGING } from '../paging';
import { requestRow, shownGuest } from '../shown';

/** A page of those that contain a text, whatever the letter case. */
const SEARCHED = z.strictObject({ ...PAGING, search: z.string().default('') });

function containing<T>(
	list: readonly T[],
	search: string,
	text: (thing: T) => string,
): readonly T[] {
	const wanted = search.trim().toLowerCase();
	return wanted === '' ? list : list.filter((thing) => text(thing).toLowerCase().includes(wanted));
}

export const STATE_CALLS = [
	defineCall({
		method: 'GET',
		path: '/state',
		about:
			'Everything at once: guests, segments, members, profiles, every request with its answer, and what Braze would have dropped silently',
		handle: ({ punchh, braze }) => ({
			punchh: {
				guests: punchh.guests.map(shownGuest),
				segments: punchh.segments,
				members: punchh.members,
				requests: punchh.requests.map(blankOut),
			},
			braze: {
				profiles: braze.profiles,
				requests: braze.requests.map(blankOut),
				drops: braze.drops,
			},
		}),
	}),
	defineCall({
		method: 'POST',
		path: '/reset',
		about: 'Back to the seed: no webhooks, no faults, every knob as it was',
		handle: ({ reset }) => {
			reset();
			return { reset: true };
		},
	}),
	defineCall({
		method: 'GET',
		path: '/punchh/guests',
		about: 'Guests; `search` finds a part of the name, e-mail, phone or ID',
		query: SEARCHED,
		handle: ({ punchh }, { query }) => {
			const found = containing(punchh.guests, query.search, (guest) =>
				[guest.user_id, guest.email, guest.phone, guest.first_name, guest.last_name].join(' '),
			);
			return mapPage(page(found, query), shownGuest);
		},
	}),
	defineCall({
		method: 'GET',
		path: '/punchh/segments',
		about: 'Custom segments with the number of their members',
		query: PAGED,
		handle: ({ punchh }, { query }) =>
			mapPage(page(punchh.segments, query), (segment) => ({
				...segment,
				members: membersOf(punchh.members, segment.custom_segment_id).length,
			})),
	}),
	defineCall({
		method: 'GET',
		path: '/punchh/segments/:id/members',
		about: 'Members of a custom segment',
		query: PAGED,
		handle: ({ punchh }, { id, query }) => page(membersOf(punchh.members, id), query),
	}),
	defineCall({
		method: 'GET',
		path: '/punchh/requests',
		about: 'Calls of the Punchh APIs, newest first',
		query: PAGED,
		handle: ({ punchh }, { query }) => mapPage(newest(punchh.requests, query), requestRow),
	}),
	defineCall({
		method: 'GET',
		path: '/punchh/requests/:id',
		about: 'One call of the Punchh APIs by its number, with body and answer',
		handle: ({ punchh }, { id }) =>
			blankOut(
				found(
					punchh.requests.find(({ number }) => number === id),
					'request',
				),
			),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/profiles',
		about: 'Profiles, the one changed last first; `search` finds a part of any identifier',
		query: SEARCHED,
		handle: ({ braze }, { query }) => {
			const found = containing(braze.profiles, query.search, (profile) =>
				JSON.stringify([
					profile.external_id,
					profile.braze_id,
					profile.user_aliases,
					profile.attributes.email,
					profile.attributes.phone,
				]),
			);
			const byChange = [...found].sort((one, other) => other.changed - one.changed);
			return mapPage(page(byChange, query), ({ events, purchases, ...profile }) => ({
				...profile,
				events: events.length,
				purchases: purchases.length,
			}));
		},
	}),
	defineCall({
		method: 'GET',
		path: '/braze/profile',
		about: 'One profile by `braze_id`, with its newest 200 events and purchases',
		query: z.strictObject({ braze_id: z.string() }),
		handle: ({ braze }, { query }) => {
			const profile = found(
				braze.profiles.find(({ braze_id: id }) => id === query.braze_id),
				'profile',
			);
			const { events, purchases } = profile;
			return { ...profile, events: events.slice(-200), purchases: purchases.slice(-200) };
		},
	}),
	defineCall({
		method: 'GET',
		path: '/braze/requests',
		about: 'Calls of the Braze API, newest first',
		query: PAGED,
		handle: ({ braze }, { query }) => mapPage(newest(braze.requests, query), requestRow),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/requests/:id',
		about: 'One call of the Braze API by its number, with body and answer',
		handle: ({ braze }, { id }) =>
			blankOut(
				found(
					braze.requests.find(({ number }) => number === id),
					'request',
				),
			),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/drops',
		about: 'What Braze would have dropped silently, newest first',
		query: PAGED,
		handle: ({ braze }, { query }) => newest(braze.drops, query),
	}),
];

function membersOf<T extends { custom_segment_id: number }>(members: T[], segment: number): T[] {
	return members.filter(({ custom_segment_id: id }) => id === segment);
}
