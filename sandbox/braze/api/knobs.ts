import { z } from 'zod';

import {
	choice,
	names,
	onOff,
	whole,
	type Knob,
	type KnobTable,
	type KnobValues,
} from '../../shared/knobs';
import { DELAYED_PATHS, type DelayedPath } from './effects';
import type { Pool } from './pools';

/** A limit that is enforced, in one of the ways in which Braze tells of it. */
const RATE_LIMIT = z.strictObject({
	/**
	 * `epoch`: all answers have the three headers, with the reset as UTC seconds.
	 * `secondsLeft`: the same, with the reset as the seconds that are left.
	 * `retryAfter`: as `secondsLeft`, but a 429 has only `x-ratelimit-retry-after`.
	 */
	style: z.enum(['epoch', 'secondsLeft', 'retryAfter']),
	/** Requests in one window. */
	limit: z.number().int().min(1),
	windowMs: z.number().int().min(1),
	/** The endpoints that it holds for; those of /users/track by default. */
	pool: (z.string() as unknown as z.ZodType<Pool>).optional(),
});
export type RateLimit = z.infer<typeof RATE_LIMIT>;

const rateLimit: Knob<RateLimit | null> = {
	about:
		'The limit that is enforced, e.g. {"style": "retryAfter", "limit": 100, "windowMs": 3000}; styles: epoch, secondsLeft, retryAfter; null for none',
	initial: null,
	values: RATE_LIMIT.nullable(),
};

const NAMES = z.array(z.string());
const BLOCKED_NAMES = z.strictObject({ attributes: NAMES, events: NAMES, products: NAMES });

const blockedNames: Knob<z.infer<typeof BLOCKED_NAMES>> = {
	about: 'Names on a blocklist in the dashboard; dropped silently',
	initial: { attributes: [], events: [], products: [] },
	values: BLOCKED_NAMES,
};

const effectDelayMs: Knob<Partial<Record<DelayedPath, number>>> = {
	about:
		'How long after its answer a call takes effect, in ms by path, e.g. {"/users/track": 30000}; until then no other call finds what it will have changed',
	initial: {},
	values: z.record(z.enum(DELAYED_PATHS), z.number().int().min(0).max(3_600_000)),
};

/** What depends on the plan or on the workspace of Braze, or is not documented. */
export const BRAZE_KNOBS = {
	limit: choice(
		'Whether a track request may have 75 objects in all, or in each array (legacy plans)',
		['combined', 'perArray'],
	),
	rateLimit,
	aliasEvents: choice('Whether an event with an explicit false may make an alias-only user', [
		'honourFalse',
		'updateOnly',
	]),
	// Older pages say 50 KB.
	eventPropertiesBytes: whole("The most bytes of an event's properties", 102_400),
	nestedProperties: choice('Whether objects in event properties stay objects or become text', [
		'kept',
		'asText',
	]),
	attributesProcessed: choice('What attributes_processed counts', ['objects', 'distinctUsers']),
	allBadStatus: choice(
		'Status of an answer to a request without any good object: 400 or 401',
		[400, 401],
	),
	errorsPerObject: choice('Whether an object with several faults gets one error or one for each', [
		'first',
		'all',
	]),
	missingIdentifier: choice(
		'How an object that names nobody is refused: naming five identifiers, or as for older accounts',
		['five', 'three', 'one'],
	),
	tooLargeStatus: choice(
		'Status of the answer to a body that is too large: 413 or 400',
		[413, 400],
	),
	// Required for accounts made since August 2024.
	fieldsToExport: choice('Whether an export must name its fields', ['optional', 'required']),
	blockedNames,
	blockedExternalIds: names('External IDs that were blocklisted; refused'),
	// "Resubscribe users when they update their email", among the settings of the workspace.
	resubscribeNewEmail: onOff(
		'Whether a profile becomes subscribed when its e-mail changes and the object has no email_subscribe',
		false,
	),
	effectDelayMs,
	// 0 to 31,000 were seen.
	exportDelayMs: whole(
		'How long a change that took effect stays invisible to the export, in ms',
		0,
	),
	keepRequests: whole('How many calls the log keeps', 10_000),
	keepVerdicts: whole('How many verdicts on objects stay; 0 keeps none', 200_000),
	keepDrops: whole('How many silent drops stay; 0 keeps none', 200_000),
} satisfies KnobTable;

export type BrazeKnobs = KnobValues<typeof BRAZE_KNOBS>;
