import { z } from 'zod';

/** What a person or a test may turn: in words, how it stands at first, and which values it can take. */
export interface Knob<T> {
	about: string;
	initial: T;
	values: z.ZodType<T, z.ZodTypeDef, unknown>;
}

/** The knobs of one part of the sandbox by their names. */
export type KnobTable = Record<string, Knob<unknown>>;

/** How the knobs of a table stand. */
export type KnobValues<Table extends KnobTable> = {
	-readonly [Name in keyof Table]: Table[Name] extends Knob<infer T> ? T : never;
};

/** How the knobs of a table stand after a start and after a reset: copies, read by their own rules. */
export function initialValues<Table extends KnobTable>(table: Table): KnobValues<Table> {
	const values = Object.entries(table).map(([name, knob]) => [
		name,
		knob.values.parse(knob.initial),
	]);
	return Object.fromEntries(values) as KnobValues<Table>;
}

/** One of several texts or numbers; at first the first of them unless another is named. */
export function choice<const T extends string | number>(
	about: string,
	options: readonly [T, ...T[]],
	initial: NoInfer<T> = options[0],
): Knob<T> {
	const values =
		typeof options[0] === 'string'
			? z.enum(options as unknown as [string, ...string[]])
			: z.union(options.map((option) => z.literal(option)) as unknown as [z.ZodNever, z.ZodNever]);
	return { about, initial, values: values as unknown as z.ZodType<T> };
}

/** The names in a table, as the options of a choice. */
export function optionsOf<T extends object>(table: T): [keyof T & string, ...(keyof T & string)[]] {
	return Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
}

/** Yes or no. */
export function onOff(about: string, initial: boolean): Knob<boolean> {
	return { about, initial, values: z.boolean() };
}

/** A whole number from 0, or from another least one. */
export function whole(about: string, initial: number, least = 0): Knob<number> {
	return { about, initial, values: z.number().int().min(least).max(Number.MAX_SAFE_INTEGER) };
}

/** A part of all, from 0 to 1; at first none. */
export function share(about: string): Knob<number> {
	return { about, initial: 0, values: z.number().min(0).max(1) };
}

/** Any text; at first none. */
export function text(about: string): Knob<string> {
	return { about, initial: '', values: z.string().max(100_000) };
}

/** A list of texts. */
export function names(about: string, initial: string[] = []): Knob<string[]> {
	return { about, initial, values: z.array(z.string()) };
}
