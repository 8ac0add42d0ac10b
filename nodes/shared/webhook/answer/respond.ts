import type { Response } from 'express';
import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import type { Deadlines } from './deadlines';

/** A call that waits for its answer. */
export interface WaitingCall {
	response: Response;
	/** After how many milliseconds it is answered, whatever the state of its event. */
	answerWithinMs: number;
}

/**
 * Answers a call with our own status and starts nothing. n8n then sends no answer itself, because the
 * response has already ended.
 */
export function respond(
	response: Response,
	status: number,
	message: string,
	more: IDataObject = {},
): IWebhookResponseData {
	if (!response.headersSent) response.status(status).json({ message, ...more });
	return { noWebhookResponse: true };
}

/** Where a sender's log shows headers and no bodies, as Punchh's may, its operator reads it here. */
const NOT_STARTED = 'X-Not-Started';

/**
 * Answers a genuine call that starts nothing and need not come again. It has to be a 200: after
 * anything else the sender would send again, and count a failure.
 *
 * @param message why, in two words
 * @param reason which choice of the user it is; a fixed text
 */
export function respondDropped(
	response: Response,
	message: string,
	reason?: string,
): IWebhookResponseData {
	const more = reason === undefined ? {} : { reason };
	if (!response.headersSent) {
		response.setHeader(NOT_STARTED, [message, ...Object.values(more)].join(': '));
	}
	return respond(response, 200, message, more);
}

/** The default message for a status; safe to send. */
export const MESSAGES: Record<number, string> = {
	200: 'Received',
	401: 'Unauthorized',
	409: 'Not mine',
	413: 'The body is too large',
	503: 'Not ready, send again',
};

/**
 * Answers a call the same way as another call with the same event.
 *
 * @param verdict status of the other answer; if it takes too long, the sender has to send again
 */
export function respondAs(
	{ response, answerWithinMs }: WaitingCall,
	verdict: Promise<number>,
	deadlines: Deadlines,
): void {
	const answer = (status: number) =>
		void respond(response, status, MESSAGES[status] ?? 'The workflow failed, send again');
	void verdict.then(answer);
	deadlines.watch(verdict, answerWithinMs, () => answer(503));
}
