import type { Json } from '../../shared/json';
import type { JudgedObject } from '../verdicts';

/** How many attributes name an object, or stand for what it changed. */
const TITLE_NAMES = 6;

/** What says whose an object is, or is no attribute. */
const IDENTIFIERS = ['external_id', 'user_alias', 'braze_id', 'email', 'phone'];

/** An object in a few words: what it took from the profile and changed on it comes first. */
export function titleOf({ object, removed = [], changed = [] }: JudgedObject): string {
	const { name, product_id: product, ...rest } = object as Json;
	if (typeof name === 'string') return name;
	if (typeof product === 'string') return product;
	const told = [...removed, ...changed];
	const others = Object.keys(rest).filter(
		(key) =>
			!IDENTIFIERS.includes(key) && key !== '_update_existing_only' && !told.includes(key.trim()),
	);
	if (told.length === 0) return listed(others);
	return [
		removed.length > 0 && `removed: ${listed(removed)}`,
		changed.length > 0 && `changed: ${listed(changed)}`,
		others.length > 0 && `${others.length} as before`,
	]
		.filter(Boolean)
		.join('; ');
}

function listed(names: string[]): string {
	const more = names.length - TITLE_NAMES;
	return `${names.slice(0, TITLE_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
