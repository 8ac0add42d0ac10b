import { BRAZE_FILTERS } from './braze';
import type { Filter } from './filter';
import { LIST_FILTERS } from './lists';
import { MATH_FILTERS } from './math';
import { STRING_FILTERS } from './strings';

export type { Filter } from './filter';

/** Every filter that Braze documents, and no other. */
export const FILTERS: Record<string, Filter> = {
	...STRING_FILTERS,
	...LIST_FILTERS,
	...MATH_FILTERS,
	...BRAZE_FILTERS,
};
