import type { BrazeState } from '../braze/state';
import type { BrazeWebhooks } from '../brazeWebhooks/brazeWebhooks';
import type { Changes } from '../changes';
import type { Clock } from '../clock';
import type { Faults } from '../faults/faults';
import type { Origins } from '../origins';
import type { PunchhState } from '../punchh/state';
import type { PunchhWebhooks } from '../webhooks/punchhWebhooks';
import type { AttemptTimes } from './attemptTimes';

/** Everything that the control interface reads and moves. */
export interface Parts {
	punchh: PunchhState;
	braze: BrazeState;
	punchhWebhooks: PunchhWebhooks;
	brazeWebhooks: BrazeWebhooks;
	/** The time that the senders of webhooks live in. */
	clock: Clock;
	faults: Faults;
	changes: Changes;
	/** What caused each event. */
	origins: Origins;
	attemptTimes: AttemptTimes;
	/** Where both stand-ins listen; empty until they do. */
	urls: { punchh: string; braze: string };
	/** All of it back to the seed. */
	reset(): void;
}
