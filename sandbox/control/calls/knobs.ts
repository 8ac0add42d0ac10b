import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

import { FIRST_KNOBS, KNOBS, type KnobGroup } from '../../overview/knobs';
import type { Parts } from '../../parts/parts';
import { defineCall } from '../call';

const GROUPS = Object.keys(KNOBS) as KnobGroup[];

/** Only knobs that exist, each with a value that it can take. */
const CHANGES = z.strictObject(
	Object.fromEntries(
		GROUPS.map((group) => [
			group,
			z
				.strictObject(
					Object.fromEntries(
						Object.entries(KNOBS[group]).map(([name, { values }]) => [name, values.optional()]),
					),
				)
				.optional(),
		]),
	),
);

export const KNOB_CALLS = [
	defineCall({
		method: 'GET',
		path: '/knobs',
		about:
			'Every knob: its value, its initial one, what it is about, which values it can take, and whether it is one of the `first` to look at',
		handle: (parts) => Object.fromEntries(GROUPS.map((group) => [group, described(parts, group)])),
	}),
	defineCall({
		method: 'PATCH',
		path: '/knobs',
		about: 'Turns knobs, e.g. `{"braze": {"limit": "perArray"}}`; those not named stay',
		body: CHANGES,
		handle: (parts, { body }) => {
			for (const [group, changes] of Object.entries(body)) {
				Object.assign(parts[group as KnobGroup].knobs, changes);
			}
			parts.changes.note('knobs');
			return Object.fromEntries(GROUPS.map((group) => [group, parts[group].knobs]));
		},
	}),
];

/** How many knobs are not as they were at the start. */
export function turnedKnobs(parts: Parts): number {
	return GROUPS.flatMap((group) => {
		const standing = valuesOf(parts, group);
		return Object.entries(KNOBS[group]).filter(
			([name, { initial }]) => !isDeepStrictEqual(standing[name], initial),
		);
	}).length;
}

function described(parts: Parts, group: KnobGroup): unknown {
	const standing = valuesOf(parts, group);
	const first: string[] = FIRST_KNOBS[group] ?? [];
	return Object.fromEntries(
		Object.entries(KNOBS[group]).map(([name, { about, initial, values }]) => [
			name,
			{ about, value: standing[name], initial, ...formOf(values), first: first.includes(name) },
		]),
	);
}

/** How the knobs of a part stand now. */
function valuesOf(parts: Parts, group: KnobGroup): Record<string, unknown> {
	return parts[group].knobs;
}

/** How a person can enter a value: out of choices, as a switch, as a number or text; else as JSON. */
function formOf(schema: z.ZodType): { kind: string; choices?: unknown[] } {
	if (schema instanceof z.ZodEnum) return { kind: 'choice', choices: schema.options as string[] };
	if (schema instanceof z.ZodBoolean) return { kind: 'switch' };
	if (schema instanceof z.ZodNumber) return { kind: 'number' };
	if (schema instanceof z.ZodString) return { kind: 'text' };
	return { kind: 'json' };
}
