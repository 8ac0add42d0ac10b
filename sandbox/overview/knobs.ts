import { BRAZE_KNOBS } from '../braze/api/knobs';
import { BRAZE_WEBHOOK_KNOBS } from '../braze/webhooks/knobs';
import { PUNCHH_KNOBS } from '../punchh/api/knobs';
import { PUNCHH_WEBHOOK_KNOBS } from '../punchh/webhooks/knobs';
import type { KnobTable } from '../shared/knobs';

/** The parts of the sandbox that have knobs. */
export type KnobGroup = 'punchh' | 'punchhWebhooks' | 'braze' | 'brazeWebhooks';

const TABLES = {
	punchh: PUNCHH_KNOBS,
	punchhWebhooks: PUNCHH_WEBHOOK_KNOBS,
	braze: BRAZE_KNOBS,
	brazeWebhooks: BRAZE_WEBHOOK_KNOBS,
};

/** Every knob of the sandbox, by the part that has it. */
export const KNOBS: Record<KnobGroup, KnobTable> = TABLES;

/**
 * The knobs that ask something of the account or the programme that somebody has, in the order in which
 * the page shows them. All others are for those who develop an integration.
 */
export const FIRST_KNOBS: { [Group in KnobGroup]?: Array<keyof (typeof TABLES)[Group]> } = {
	punchhWebhooks: ['nestedExternalId', 'duplicates', 'reorderWindow', 'latencyMaxMs'],
	punchh: ['phoneUniqueness', 'guestDeleteEvents', 'guestUpdateOnBalance'],
	braze: ['resubscribeNewEmail', 'exportDelayMs', 'limit'],
	brazeWebhooks: ['loseReplies', 'emptyUserId', 'brokenJson'],
};
