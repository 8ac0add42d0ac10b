import type { BrazeState } from '../braze/api/state';
import type { BrazeWebhooks } from '../braze/webhooks/webhooks';
import type { Faults } from '../faults/faults';
import type { PunchhState } from '../punchh/api/state';
import type { PunchhWebhooks } from '../punchh/webhooks/webhooks';
import type { Clock } from '../shared/clock';
import type { AttemptTimes } from './attemptTimes';
import type { Changes } from './changes';
import type { Origins } from './origins';

/** A place of the integration that the page leads to, e.g. its list of runs. */
export interface Link {
	label: string;
	url: string;
}

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
	/** Where the integration is looked into; empty unless who has started the sandbox says it. */
	links: Link[];
	/** What whoever has started the sandbox adds to the seed, also after each reset. */
	afterReset: () => Promise<void>;
	/** All of it back to the seed. */
	reset(): void;
}
