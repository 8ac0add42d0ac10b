import type { BrazeState } from '../braze/state';
import type { Changes } from '../changes';
import type { Faults } from '../faults/faults';
import type { PunchhState } from '../punchh/state';

/** Everything that the control interface reads and moves. */
export interface Parts {
	punchh: PunchhState;
	braze: BrazeState;
	faults: Faults;
	changes: Changes;
	/** All of it back to the seed. */
	reset(): void;
}
