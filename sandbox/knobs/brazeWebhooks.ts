import type { BrazeWebhookKnobs } from '../brazeWebhooks/knobs';
import { choice, onOff, share, whole, type Knobs } from './knob';

export const BRAZE_WEBHOOKS: Knobs<BrazeWebhookKnobs> = {
	dispatchId: choice(
		'One dispatch_id for each user, one for all of a send, or the constant of tests',
		'unique',
		'shared',
		'unsent',
	),
	loseReplies: share('Share of the messages whose first answer gets lost, and are sent again'),
	brokenJson: share('Share of the messages whose JSON has a quote too many'),
	emptyUserId: share('Share of the messages to users without an external ID'),
	unhealthyThreshold: whole(
		'Failures of a host in a minute above which it is left alone for a minute',
	),
	unhealthyByNoAnswer: onOff('Whether a receiver that gives no answer counts as such a failure'),
	connections: whole('Requests at the same time', 1),
	seed: whole('All that is left to chance follows from it'),
	keep: whole('How many finished lines of the activity log stay to be read', 1),
};
