import { z } from 'zod';

import type { Side } from '../../faults/rules';
import { blankOut, blankOutValue } from '../blankOut';
import { defineCall, found, type ControlCall } from '../call';
import { mapPage, newest, page, PAGED, PAGING } from '../paging';
import { purposeOf } from '../purpose';
import { requestRows, shownGuest, wholeRequest } from '../shown';
import { splitsOf } from '../splits';
import { turnedKnobs } from './knobs';

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

/** The calls that show which requests one side got. */
function requestCalls(side: Side, name: string): ControlCall[] {
	return [
		defineCall({
			method: 'GET',
			path: `/${side}/requests`,
			about: `Calls of the ${name}, newest first`,
			query: PAGED,
			handle: (parts, { query }) => {
				const rows = newest(parts[side].requests, query);
				return { ...rows, items: requestRows(parts, side, rows.items) };
			},
		}),
		defineCall({
			method: 'GET',
			path: `/${side}/requests/:id`,
			about: `One call of the ${name} by its number, with body and answer`,
			handle: (parts, { id }) => {
				const request = parts[side].requests.find(({ number }) => number === id);
				return wholeRequest(parts, side, found(request, 'request'));
			},
		}),
	];
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
		method: 'GET',
		path: '/summary',
		about:
			'Where both sides listen, how much of everything there is, and where the integration is looked into',
		handle: (parts) => {
			const { punchh, braze, punchhWebhooks, brazeWebhooks, faults, urls, links } = parts;
			return {
				punchh: {
					url: urls.punchh,
					deliveries: punchhWebhooks.deliveries.length,
					webhooks: punchhWebhooks.webhooks.length,
					guests: punchh.guestBook.size,
					segments: punchh.segments.length,
					requests: punchh.requests.length,
				},
				braze: {
					url: urls.braze,
					requests: braze.requests.length,
					profiles: braze.profiles.length,
					drops: braze.drops.length,
					activity: brazeWebhooks.log.length,
				},
				faults: faults.list().length,
				knobs: turnedKnobs(parts),
				links,
			};
		},
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
		path: '/punchh/guests/:id',
		about: 'One guest by the user ID',
		handle: ({ punchh }, { id }) => shownGuest(found(punchh.findGuest(id), 'guest')),
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
	...requestCalls('punchh', 'Punchh APIs'),
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
				...blankOutValue(profile),
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
			const profile = found(braze.store.byBrazeId(query.braze_id), 'profile');
			const { events, purchases } = profile;
			return blankOutValue({
				...profile,
				events: events.slice(-200),
				purchases: purchases.slice(-200),
			});
		},
	}),
	defineCall({
		method: 'GET',
		path: '/braze/splits',
		about:
			'Guests of Punchh who are two or more profiles, each with the names of the profiles: by Punchh user ID, external ID and alias',
		query: PAGED,
		handle: (parts, { query }) => page(splitsOf(parts), query),
	}),
	...requestCalls('braze', 'Braze API'),
	defineCall({
		method: 'GET',
		path: '/braze/verdicts',
		about:
			'Each object of each track request with its verdict and what it removed or changed of attributes, newest first',
		query: PAGED,
		handle: ({ braze }, { query }) => mapPage(newest(braze.verdicts, query), blankOutValue),
	}),
	defineCall({
		method: 'GET',
		path: '/braze/drops',
		about: 'What Braze would have dropped silently, newest first',
		query: PAGED,
		handle: ({ braze }, { query }) =>
			mapPage(newest(braze.drops, query), (drop) => {
				const request = braze.requests.find(({ number }) => number === drop.request);
				return { ...drop, purpose: request && purposeOf('braze', request) };
			}),
	}),
];

function membersOf<T extends { custom_segment_id: number }>(members: T[], segment: number): T[] {
	return members.filter(({ custom_segment_id: id }) => id === segment);
}
