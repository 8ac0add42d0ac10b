import { randomUUID } from 'node:crypto';
import { mersenne } from 'pure-rand';

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same seed: a run can be repeated. */
export function seeded(seed: number): Random {
	const generator = mersenne(seed);
	return () => (generator.unsafeNext() >>> 0) / 2 ** 32;
}

/** A UUID of version 4; without a generator one that no run repeats. */
export function uuid(random?: Random): string {
	if (!random) return randomUUID();
	const fill = (digit: string) =>
		Math.floor(digit === 'y' ? 8 + random() * 4 : random() * 16).toString(16);
	return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, fill);
}

/** So many hexadecimal digits. */
export function hexDigits(count: number, random: Random): string {
	return Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** Chance that starts anew whenever its seed is another. */
export class Chance {
	private started?: { seed: number; random: Random };

	constructor(private readonly seed: () => number) {}

	/** The next number. */
	next(): number {
		const seed = this.seed();
		if (this.started?.seed !== seed) this.started = { seed, random: seeded(seed) };
		return this.started.random();
	}

	/** Whether something happens that has this share, from 0 to 1. */
	happens(share: number): boolean {
		return this.next() < share;
	}
}
