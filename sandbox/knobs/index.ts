import { BRAZE } from './braze';
import { BRAZE_WEBHOOKS } from './brazeWebhooks';
import { PUNCHH } from './punchh';
import { PUNCHH_WEBHOOKS } from './punchhWebhooks';

/** Every knob of the sandbox, by the part that has it. */
export const KNOBS = {
	punchh: PUNCHH,
	punchhWebhooks: PUNCHH_WEBHOOKS,
	braze: BRAZE,
	brazeWebhooks: BRAZE_WEBHOOKS,
};
export type KnobGroup = keyof typeof KNOBS;
