import { z } from 'zod';

import { PRESET_NAMES, PRESETS } from '../../faults/presets';
import { RULE, type Rule } from '../../faults/rules';
import { defineCall, found } from '../call';
import { mapPage, newest, PAGED } from '../paging';
import { shownHit } from '../shown';

/** A rule by the name of a preset; path, count and share may be given. */
const BY_NAME = z
	.strictObject({
		preset: z.enum(PRESET_NAMES),
		method: z.string().optional(),
		path: z.string().optional(),
		count: z.number().optional(),
		share: z.number().optional(),
		seed: z.number().optional(),
	})
	.transform(({ preset, ...given }) => {
		const { side, path, fault } = PRESETS[preset];
		return { side, path, fault, ...given };
	})
	.pipe(RULE);

const NEW_RULE = z.record(z.unknown()).transform((given, context): Rule => {
	const read = ('preset' in given ? BY_NAME : RULE).safeParse(given);
	if (read.success) return read.data;
	read.error.issues.forEach((issue) => context.addIssue(issue));
	return z.NEVER;
});

export const FAULT_CALLS = [
	defineCall({
		method: 'GET',
		path: '/faults',
		about: 'The rules that disturb answers, with how often each did',
		handle: ({ faults }) => faults.list(),
	}),
	defineCall({
		method: 'POST',
		path: '/faults',
		about:
			'Adds a rule: `{"side", "path", "fault"}`, or `{"preset"}`; with `method`, `count` or `share` if it is not for every request',
		body: NEW_RULE,
		handle: ({ faults, changes }, { body }) => {
			const rule = faults.add(body);
			changes.note('faults');
			return rule;
		},
	}),
	defineCall({
		method: 'DELETE',
		path: '/faults',
		about: 'Removes all rules, and forgets what they did',
		handle: ({ faults, changes }) => {
			faults.clear();
			changes.note('faults');
			return { cleared: true };
		},
	}),
	defineCall({
		method: 'DELETE',
		path: '/faults/:id',
		about: 'Removes one rule',
		handle: ({ faults, changes }, { id }) => {
			found(faults.remove(id) || undefined, 'fault');
			changes.note('faults');
			return { removed: id };
		},
	}),
	defineCall({
		method: 'GET',
		path: '/faults/presets',
		about: 'The faults that have names',
		handle: () => PRESETS,
	}),
	defineCall({
		method: 'GET',
		path: '/faults/hits',
		about: 'The faults that happened, newest first',
		query: PAGED,
		handle: ({ faults }, { query }) => mapPage(newest(faults.hits, query), shownHit),
	}),
];
