import type { Outcome, Reply } from '../../shared/http/send';

export type { Outcome };

/**
 * Whether Punchh did what it was asked. Text instead of JSON is not Punchh's answer but that of the
 * layer in front of it, such as a captcha page, whatever its status.
 */
export function isSuccess(outcome: Outcome): outcome is Reply {
	return (
		outcome.kind === 'reply' &&
		outcome.status >= 200 &&
		outcome.status < 300 &&
		(typeof outcome.body !== 'string' || outcome.body === '')
	);
}

/** Whether it is unknown if Punchh acted: the answer was lost, or is a fault of the server. */
export function isOpen(outcome: Outcome): boolean {
	return outcome.kind === 'fault' ? outcome.sent : outcome.status >= 500 || outcome.status === 408;
}

/** Whether Punchh looked at the call and said no; a 429 says so before it looks. */
export function isRefusal(outcome: Outcome): boolean {
	return (
		outcome.kind === 'reply' &&
		outcome.status >= 300 &&
		outcome.status < 500 &&
		outcome.status !== 429
	);
}
