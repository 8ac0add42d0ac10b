import { z } from 'zod';

import type { Parts } from '../../parts/parts';
import { defineCall } from '../call';

/** A day in a second is enough for any retry table. */
const MOST_SCALE = 86_400;
/** The longest jump: 30 days. */
const MOST_SECONDS = 30 * 86_400;

function shownClock({ clock }: Parts): unknown {
	return { scale: clock.scale, now: clock.now(), waiting: clock.nextDue !== undefined };
}

export const CLOCK_CALLS = [
	defineCall({
		method: 'GET',
		path: '/clock',
		about: 'The time that the senders of webhooks live in',
		handle: shownClock,
	}),
	defineCall({
		method: 'PATCH',
		path: '/clock',
		about: 'Speeds it up: `{"scale": 60}` lets a minute pass in a second, 0 stops it',
		body: z.strictObject({ scale: z.number().min(0).max(MOST_SCALE) }),
		handle: (parts, { body }) => {
			parts.clock.scale = body.scale;
			parts.changes.note('knobs');
			return shownClock(parts);
		},
	}),
	defineCall({
		method: 'POST',
		path: '/clock/jump',
		about: 'Jumps to what is due next',
		handle: (parts) => {
			const jumped = parts.clock.jump();
			parts.changes.note('knobs');
			return { jumped, ...(shownClock(parts) as object) };
		},
	}),
	defineCall({
		method: 'POST',
		path: '/clock/advance',
		about: 'Lets `seconds` pass at once, with all that is due on the way',
		body: z.strictObject({ seconds: z.number().min(0).max(MOST_SECONDS) }),
		handle: (parts, { body }) => {
			parts.clock.advance(body.seconds * 1_000);
			parts.changes.note('knobs');
			return shownClock(parts);
		},
	}),
];
