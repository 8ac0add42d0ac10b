import {
	choice,
	onOff,
	share,
	text,
	whole,
	type KnobTable,
	type KnobValues,
} from '../../shared/knobs';

/**
 * What differs from send to send at Braze, and what can go wrong on purpose. At first all is as
 * documented, and nothing goes wrong.
 */
export const BRAZE_WEBHOOK_KNOBS = {
	dispatchId: choice(
		'One dispatch_id for each user, one for all of a send, or the constant of tests',
		['unique', 'shared', 'unsent'],
		'shared',
	),
	loseReplies: share('Share of the messages whose first answer gets lost, and are sent again'),
	brokenJson: share('Share of the messages whose JSON has a quote too many'),
	emptyUserId: share('Share of the messages to users without an external ID'),
	connectedContent: text(
		'What every connected_content call of a template hears, JSON or text; when empty, the calls fail',
	),
	unhealthyThreshold: whole(
		'Failures of a host in a minute above which it is left alone for a minute',
		3_000,
	),
	// No page says.
	unhealthyByNoAnswer: onOff(
		'Whether a receiver that gives no answer counts as such a failure',
		true,
	),
	connections: whole('Requests at the same time', 10, 1),
	seed: whole('All that is left to chance follows from it', 1),
	keep: whole('How many finished lines of the activity log stay to be read', 10_000, 1),
} satisfies KnobTable;

export type BrazeWebhookKnobs = KnobValues<typeof BRAZE_WEBHOOK_KNOBS>;
