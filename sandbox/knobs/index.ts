import { defaultKnobs as brazeKnobs } from '../braze/knobs';
import { defaultKnobs as brazeWebhookKnobs } from '../brazeWebhooks/knobs';
import { defaultKnobs as punchhKnobs } from '../punchh/knobs';
import { defaultKnobs as punchhWebhookKnobs } from '../webhooks/knobs';
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

/** How every knob stands after a start and after a reset. */
export const INITIAL = {
	punchh: punchhKnobs(),
	punchhWebhooks: punchhWebhookKnobs(),
	braze: brazeKnobs(),
	brazeWebhooks: brazeWebhookKnobs(),
};
