import { z } from 'zod';

import { defineCall, Refused } from '../call';

const ID = z.number().int().positive();

const GUEST = z.strictObject({
	email: z.string().min(3),
	user_id: ID.optional(),
	phone: z.string().optional(),
	first_name: z.string().optional(),
	last_name: z.string().optional(),
	birthday: z.string().optional(),
	external_source: z.string().optional(),
	external_source_id: z.string().optional(),
	password: z.string().optional(),
});

const SEGMENT = z.strictObject({
	custom_segment_id: ID.optional(),
	name: z.string().min(1),
	description: z.string().optional(),
});

const PROFILE = z.strictObject({
	external_id: z.string().min(1).optional(),
	alias: z.strictObject({ alias_name: z.string(), alias_label: z.string() }).optional(),
	attributes: z.record(z.unknown()).optional(),
});

const SEED = z.strictObject({
	punchh: z
		.strictObject({ guests: z.array(GUEST), segments: z.array(SEGMENT) })
		.partial()
		.default({}),
	braze: z
		.strictObject({ profiles: z.array(PROFILE) })
		.partial()
		.default({}),
});

export const SEED_CALLS = [
	defineCall({
		method: 'POST',
		path: '/seed',
		about:
			'Adds to what is there, without events: `{"punchh": {"guests", "segments"}, "braze": {"profiles"}}`',
		body: SEED,
		handle: ({ punchh, braze, changes }, { body }) => {
			try {
				punchh.seed(body.punchh);
			} catch (error) {
				throw new Refused(409, (error as Error).message);
			} finally {
				changes.note('punchh', 'braze');
			}
			braze.seed(body.braze);
			return { guests: punchh.guestBook.size, profiles: braze.profiles.length };
		},
	}),
];
