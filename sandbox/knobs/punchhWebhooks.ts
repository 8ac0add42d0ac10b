import { z } from 'zod';

import { HMAC_CHOICES, HMAC_PREFIXES, type HmacForm } from '../webhooks/auth';
import type { PunchhWebhookKnobs } from '../webhooks/knobs';
import { choice, onOff, share, whole, type Knob, type Knobs } from './knob';

/** A part of the form of an HMAC. */
function hmac<Name extends keyof HmacForm>(name: Name, about: string): Knob<HmacForm[Name]> {
	const values = z.enum(HMAC_CHOICES[name] as [string, ...string[]]);
	return { about, values: values as unknown as z.ZodType<HmacForm[Name]> };
}

export const PUNCHH_WEBHOOKS: Knobs<PunchhWebhookKnobs> = {
	duplicates: share('Share of the events that are sent twice'),
	reorderWindow: whole('How many places an event may fall behind those after it'),
	latencyMinMs: whole('Least time before an event is sent for the first time, in ms'),
	latencyMaxMs: whole('Most time before an event is sent for the first time, in ms'),
	timestampUnit: choice(
		'Unit of the timestamp: as the samples have it, or one for all',
		'documented',
		's',
		'ms',
	),
	eventName: choice(
		"How transactional notifications are named; Punchh's pages print odd forms too",
		'clean',
		'leadingBlank',
		'shortened',
	),
	checkinAction: choice(
		'The action of check-ins: create or update, or where the check-in comes from',
		'documented',
		'origin',
	),
	nestedUser: choice(
		'Whether events other than guest events carry the guest as payload.user',
		'sent',
		'missing',
	),
	unknownKinds: share('Share of the events that get a kind which no page lists'),
	hmacEncoding: hmac('hmacEncoding', 'How the bytes of a signature become text'),
	hmacUri: hmac('hmacUri', 'What counts as the URI that is signed together with the body'),
	hmacPrefix: choice('How the signature stands in the header', ...HMAC_PREFIXES),
	connections: whole('Requests to one webhook at the same time', 1),
	breakerThreshold: whole('A webhook with more failed events than this is suspended'),
	resetOnSuccess: onOff('Whether an event that is taken sets the count of failed ones back'),
	heldEvents: choice(
		'What becomes of the events held while a webhook was suspended',
		'replay',
		'drop',
	),
	healthCheckHours: {
		about: 'Hours between checks of an active webhook; one page says 24, another 6',
		values: z.number().gt(0),
	},
	seed: whole('All that is left to chance follows from it'),
	keep: whole('How many finished deliveries, checks and notices stay to be read', 1),
};
