import { z } from 'zod';

import { choice, onOff, share, whole, type KnobTable, type KnobValues } from '../../shared/knobs';
import { HMAC_CHOICES } from './auth';
import { CLIENT_CHOICES } from './clients';

/**
 * What no page says about Punchh's webhooks, or what differs from one business to another. At first
 * all is as documented, and nothing is disturbed.
 */
export const PUNCHH_WEBHOOK_KNOBS = {
	duplicates: share('Share of the events that are sent twice'),
	reorderWindow: whole('How many places an event may fall behind those after it', 0),
	latencyMinMs: whole('Least time before an event is sent for the first time, in ms', 0),
	latencyMaxMs: whole('Most time before an event is sent for the first time, in ms', 0),
	// The samples have milliseconds for guests, else seconds.
	timestampUnit: choice('Unit of the timestamp: as the samples have it, or one for all', [
		'documented',
		's',
		'ms',
	]),
	eventName: choice(
		"How transactional notifications are named; Punchh's pages print odd forms too",
		['clean', 'leadingBlank', 'shortened'],
	),
	// The samples say create and update, the table of fields names where the check-in comes from.
	checkinAction: choice(
		'The action of check-ins: create or update, or where the check-in comes from',
		['documented', 'origin'],
	),
	nestedUser: choice('Whether events other than guest events carry the guest as payload.user', [
		'sent',
		'missing',
	]),
	// Some samples have it, most do not.
	nestedExternalId: choice(
		'Whether check-ins and all other events but guest events carry the external ID of the guest: as the samples do, always, or never',
		['asSampled', 'sent', 'missing'],
	),
	json: choice(
		'How bodies are written: as the samples, or as ActiveSupport writes JSON, with "\\u0026" for &, money as text ("12.5"), and three decimals of a second',
		['asSampled', 'activeSupport'],
	),
	// All of Ruby's clients send by Net::HTTP, so it is the one to begin with.
	client: choice('Which client of Ruby sends: they differ in their headers', CLIENT_CHOICES.client),
	// The page says JSON.
	bodyType: choice(
		'What a body is said to be: JSON, or a form, as Net::HTTP says where nobody names a type',
		CLIENT_CHOICES.bodyType,
	),
	// A credential in several lines is never sent, so nobody keeps it that way for long.
	basicEncoding: choice(
		"How user and password are encoded: in one line, or by Ruby's encode64, which breaks it after 45 bytes, so that nothing is sent",
		CLIENT_CHOICES.basicEncoding,
	),
	unknownKinds: share('Share of the events that get a kind which no page lists'),
	hmacEncoding: choice('How the bytes of a signature become text', HMAC_CHOICES.hmacEncoding),
	hmacUri: choice(
		'What counts as the URI that is signed together with the body',
		HMAC_CHOICES.hmacUri,
	),
	hmacPrefix: choice('How the signature stands in the header', HMAC_CHOICES.hmacPrefix),
	connections: whole('Requests to one webhook at the same time', 10, 1),
	breakerThreshold: whole('A webhook with more failed events than this is suspended', 1_000),
	resetOnSuccess: onOff('Whether an event that is taken sets the count of failed ones back', true),
	heldEvents: choice('What becomes of the events held while a webhook was suspended', [
		'replay',
		'drop',
	]),
	healthCheckHours: {
		about: 'Hours between checks of an active webhook; one page says 24, another 6',
		initial: 24,
		values: z.number().gt(0),
	},
	seed: whole('All that is left to chance follows from it', 1),
	keep: whole('How many finished deliveries, checks and notices stay to be read', 10_000, 1),
} satisfies KnobTable;

export type PunchhWebhookKnobs = KnobValues<typeof PUNCHH_WEBHOOK_KNOBS>;
