import { z } from 'zod';

import type { BrazeKnobs } from '../braze/knobs';
import type { Pool } from '../braze/rateLimits';
import { choice, names, whole, type Knobs } from './knob';

export const BRAZE: Knobs<BrazeKnobs> = {
	limit: choice(
		'Whether a track request may have 75 objects in all, or in each array (legacy plans)',
		'combined',
		'perArray',
	),
	rateLimit: {
		about:
			'The limit that is enforced, e.g. {"style": "retryAfter", "limit": 100, "windowMs": 3000}; styles: epoch, secondsLeft, retryAfter; null for none',
		values: z
			.strictObject({
				style: z.enum(['epoch', 'secondsLeft', 'retryAfter']),
				limit: z.number().int().min(1),
				windowMs: z.number().int().min(1),
				pool: (z.string() as unknown as z.ZodType<Pool>).optional(),
			})
			.nullable(),
	},
	aliasEvents: choice(
		'Whether an event with an explicit false may make an alias-only user',
		'honourFalse',
		'updateOnly',
	),
	eventPropertiesBytes: whole("The most bytes of an event's properties"),
	nestedProperties: choice(
		'Whether objects in event properties stay objects or become text',
		'kept',
		'asText',
	),
	attributesProcessed: choice('What attributes_processed counts', 'objects', 'distinctUsers'),
	allBadStatus: {
		about: 'Status of an answer to a request without any good object: 400 or 401',
		values: z.union([z.literal(400), z.literal(401)]),
	},
	errorsPerObject: choice(
		'Whether an object with several faults gets one error or one for each',
		'first',
		'all',
	),
	missingIdentifier: choice(
		'How an object that names nobody is refused: naming five identifiers, or as for older accounts',
		'five',
		'three',
		'one',
	),
	ecommerceSchema: choice(
		'What becomes of an ecommerce.* event that does not fit its schema: refused, named in errors and kept, or not looked at',
		'refused',
		'kept',
		'unchecked',
	),
	tooLargeStatus: {
		about: 'Status of the answer to a body that is too large: 413 or 400',
		values: z.union([z.literal(413), z.literal(400)]),
	},
	fieldsToExport: choice('Whether an export must name its fields', 'optional', 'required'),
	blockedNames: {
		about: 'Names on a blocklist in the dashboard; dropped without a word',
		values: z.strictObject({
			attributes: z.array(z.string()),
			events: z.array(z.string()),
			products: z.array(z.string()),
		}),
	},
	blockedExternalIds: names('External IDs that were blocklisted; refused'),
	exportDelayMs: whole('How long a write stays invisible to the export, in ms'),
	keepRequests: whole('How many calls the log keeps'),
	keepVerdicts: whole('How many verdicts on objects stay; 0 keeps none'),
	keepDrops: whole('How many silent drops stay; 0 keeps none'),
};
