import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

import { INITIAL, KNOBS, type KnobGroup } from '../../knobs';
import { defineCall } from '../call';
import type { Parts } from '../parts';

const GROUPS = Object.keys(KNOBS) as KnobGroup[];

/** Only knobs that exist, each with a value that it can take. */
const CHANGES = z.strictObject(
	Object.fromEntries(
		GROUPS.map((group) => [
			group,
			z
				.strictObject(
					Object.fromEntries(
						Object.entries(KNOBS[group]).map(([name, { values }]) => [
							name,
							(values as z.ZodType).optional(),
						]),
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
		about: 'Every knob: its value, its initial one, what it is about, and which values it can take',
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

type Values = Record<string, unknown>;

/** How many knobs are not as they were at the start. */
export function turnedKnobs(parts: Parts): number {
	return GROUPS.flatMap((group) => {
		const [values, initial] = valuesOf(parts, group);
		return Object.keys(initial).filter((name) => !isDeepStrictEqual(values[name], initial[name]));
	}).length;
}

function described(parts: Parts, group: KnobGroup): unknown {
	const [values, initial] = valuesOf(parts, group);
	return Object.fromEntries(
		Object.entries(KNOBS[group]).map(([name, { about, values: schema }]) => [
			name,
			{ about, value: values[name], initial: initial[name], ...formOf(schema) },
		]),
	);
}

/** How the knobs of a part stand now, and how they did at the start. */
function valuesOf(parts: Parts, group: KnobGroup): [Values, Values] {
	return [parts[group].knobs as unknown as Values, INITIAL[group] as unknown as Values];
}

/** How a person can enter a value: out of choices, as a switch, as a number; else as JSON. */
function formOf(schema: z.ZodType): { kind: string; choices?: unknown[] } {
	if (schema instanceof z.ZodEnum) return { kind: 'choice', choices: schema.options as string[] };
	if (schema instanceof z.ZodBoolean) return { kind: 'switch' };
	if (schema instanceof z.ZodNumber) return { kind: 'number' };
	return { kind: 'json' };
}
