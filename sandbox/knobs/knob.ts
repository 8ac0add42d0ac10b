import { z } from 'zod';

/** What a person or a test may turn: in words, and which values it can take. */
export interface Knob<T> {
	about: string;
	values: z.ZodType<T, z.ZodTypeDef, unknown>;
}

/** One knob for each name of a part's knobs; a missing one is an error of types. */
export type Knobs<Part> = { [Name in keyof Part]-?: Knob<Part[Name]> };

/** One of some words. */
export function choice<T extends string>(about: string, ...values: [T, ...T[]]): Knob<T> {
	return { about, values: z.enum(values) as unknown as z.ZodType<T> };
}

/** Yes or no. */
export function onOff(about: string): Knob<boolean> {
	return { about, values: z.boolean() };
}

/** A whole number from 0, or from another least one. */
export function whole(about: string, least = 0): Knob<number> {
	return { about, values: z.number().int().min(least).max(Number.MAX_SAFE_INTEGER) };
}

/** A part of all, from 0 to 1. */
export function share(about: string): Knob<number> {
	return { about, values: z.number().min(0).max(1) };
}

/** A list of texts. */
export function names(about: string): Knob<string[]> {
	return { about, values: z.array(z.string()) };
}
