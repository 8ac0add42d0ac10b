import { z } from 'zod';

import type { BrazeKnobs } from './braze/state';
import type { PunchhKnobs } from './punchh/state';

/** What a person or a test may turn: in words, and which values it can take. */
export interface Knob<T> {
	about: string;
	values: z.ZodType<T, z.ZodTypeDef, unknown>;
}

/** Knobs of a group by their names. */
type Knobs<Group> = { [Name in keyof Group]?: Knob<Group[Name]> };

const PUNCHH: Knobs<PunchhKnobs> = {
	repeatedMember: {
		about: 'What is answered to adding a member of a custom segment again',
		values: z.enum(['created', 'refused']),
	},
};

const BRAZE: Knobs<BrazeKnobs> = {
	limit: {
		about: 'Whether a track request may have 75 objects in all, or in each array',
		values: z.enum(['combined', 'perArray']),
	},
};

/** Every knob of the sandbox, by the part that has it. */
export const KNOBS = { punchh: PUNCHH, braze: BRAZE };
export type KnobGroup = keyof typeof KNOBS;
