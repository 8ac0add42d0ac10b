import type { Outcome, Reply } from '../../shared/http/send';

export type { Outcome };

/**
 * Whether Punchh did what it was asked to do. Text instead of JSON does not come from Punchh but from
 * the layer in front of it, e.g. a captcha page, whatever the status.
 */
export function isSuccess(outcome: Outcome): outcome is Reply {
	return (
		outcome.kind === 'reply' &&
		outcome.status >= 200 &&
		outcome.status < 300 &&
		(typeof outcome.body !== 'string' || outcome.body === '')
	);
}

/** Whether it is unknown if Punchh acted: the answer was lost, or is a server error. */
export function isOpen(outcome: Outcome): boolean {
	return outcome.kind === 'fault' ? outcome.sent : outcome.status >= 500 || outcome.status === 408;
}

/** Whether Punchh looked at the call and refused it; a 429 comes before it looks. */
export function isRefusal(outcome: Outcome): boolean {
	return (
		outcome.kind === 'reply' &&
		outcome.status >= 300 &&
		outcome.status < 500 &&
		outcome.status !== 429
	);
}
