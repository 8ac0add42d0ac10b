import { FLAGS, PRIMARY_IDENTIFIERS } from './limits';
import type { TrackObject } from './types';

const NOT_ATTRIBUTES: ReadonlySet<string> = new Set<string>([...FLAGS, ...PRIMARY_IDENTIFIERS]);

/**
 * Remembers the type of every attribute in a run. Braze fixes an attribute's type at the first value
 * that it sees and ignores later ones that do not fit, so two types in one run are worth a warning.
 */
export class AttributeTypes {
	private readonly seen = new Map<string, string>();

	/** Sentences about attributes of this object that had another type in an earlier one. */
	warningsFor({ array, body }: TrackObject): string[] {
		if (array !== 'attributes') return [];
		const warnings: string[] = [];
		for (const [name, value] of Object.entries(body)) {
			if (value === null || NOT_ATTRIBUTES.has(name)) continue;
			const type = typeOf(value);
			const first = this.seen.get(name);
			if (first === undefined) this.seen.set(name, type);
			else if (type !== first && type !== 'object' && first !== 'object') {
				warnings.push(
					`'${name}' is ${type} here and ${first} in an earlier item: Braze keeps the type that it saw first and ignores what does not fit`,
				);
			}
		}
		return warnings;
	}
}

/** Objects may be operations such as `{inc: 1}`: they say nothing about the type. */
function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	switch (typeof value) {
		case 'string':
			return 'text';
		case 'number':
			return 'a number';
		case 'boolean':
			return 'true or false';
		default:
			return 'object';
	}
}
