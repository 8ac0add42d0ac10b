import { BRAZE_KNOBS } from '../braze/api/knobs';
import { BRAZE_WEBHOOK_KNOBS } from '../braze/webhooks/knobs';
import { PUNCHH_KNOBS } from '../punchh/api/knobs';
import { PUNCHH_WEBHOOK_KNOBS } from '../punchh/webhooks/knobs';
import type { KnobTable } from '../shared/knobs';

/** The parts of the sandbox that have knobs. */
export type KnobGroup = 'punchh' | 'punchhWebhooks' | 'braze' | 'brazeWebhooks';

/** Every knob of the sandbox, by the part that has it. */
export const KNOBS: Record<KnobGroup, KnobTable> = {
	punchh: PUNCHH_KNOBS,
	punchhWebhooks: PUNCHH_WEBHOOK_KNOBS,
	braze: BRAZE_KNOBS,
	brazeWebhooks: BRAZE_WEBHOOK_KNOBS,
};
