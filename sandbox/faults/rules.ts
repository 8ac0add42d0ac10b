import { z } from 'zod';

/** The two stand-ins whose answers can be disturbed. */
export const SIDES = ['punchh', 'braze'] as const;
export type Side = (typeof SIDES)[number];

/** Longer than any client waits; a longer delay is a slip of the finger. */
const MOST_DELAY_MS = 600_000;

/** A header as text, or as the time so many seconds from now in Unix seconds. */
const HEADER = z.union([
	z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'no value of a header'),
	z.strictObject({ epochIn: z.number().int() }),
]);

/** Answers in the vendor's place: the request is not applied. */
const ANSWER = z.strictObject({
	status: z.number().int().min(200).max(599),
	headers: z.record(z.string().regex(/^[\w-]+$/, 'no name of a header'), HEADER).optional(),
	/** Text goes out as it is, HTML too; anything else as JSON. */
	body: z.union([z.string(), z.record(z.unknown())]).optional(),
});

/** Waits, then lets the vendor answer. */
const DELAY = z.strictObject({ delayMs: z.number().int().min(1).max(MOST_DELAY_MS) });

/** Ends the connection without an answer, before the request is applied or after. */
const CUT = z.strictObject({ cut: z.enum(['before', 'after']) });

/** What goes wrong. One of the three; told apart by the name that is there. */
export const FAULT = z.record(z.unknown()).transform((given, context): Fault => {
	const shape = 'delayMs' in given ? DELAY : 'cut' in given ? CUT : ANSWER;
	const read = shape.safeParse(given);
	if (read.success) return read.data;
	read.error.issues.forEach((issue) => context.addIssue(issue));
	return z.NEVER;
});
export type Fault = z.infer<typeof ANSWER> | z.infer<typeof DELAY> | z.infer<typeof CUT>;

/** When a fault happens. Of several rules that fit a request, the oldest counts. */
export const RULE = z.strictObject({
	side: z.enum(SIDES),
	/** Every method when left out. */
	method: z
		.string()
		.transform((method) => method.toUpperCase())
		.pipe(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']))
		.optional(),
	/** The path without its query: exact, or with `*` as its end for all that begin so. */
	path: z.string().regex(/^(\/[^*]*\*?|\*)$/, 'must begin with / and may end with *'),
	/** After so many faults the rule rests. */
	count: z.number().int().min(1).optional(),
	/** This part of the requests that fit, from 0 to 1, drawn from the seed. */
	share: z.number().gt(0).max(1).optional(),
	seed: z.number().int().optional(),
	fault: FAULT,
});
export type Rule = z.infer<typeof RULE>;

/** Whether a rule is about this call; `url` may have a query. */
export function isAbout(rule: Rule, side: Side, method: string, url: string): boolean {
	if (rule.side !== side || (rule.method !== undefined && rule.method !== method)) return false;
	const [path] = url.split('?', 1);
	return rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
}
