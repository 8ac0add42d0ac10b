import type { Response } from 'express';
import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { nowMs, sleepMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';

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

/** The default message for a status; safe to send. */
export const MESSAGES: Record<number, string> = {
	200: 'Received',
	401: 'Unauthorized',
	409: 'Not mine',
	413: 'The body is too large',
	503: 'Not ready, send again',
};

/**
 * Resolves with the status that a call is answered with, even if n8n answers it, and even if the
 * client has disconnected, so that Node emits no event for it.
 */
export async function statusOf(response: Response): Promise<number> {
	return await new Promise((resolve) => {
		const end = response.end.bind(response) as (...args: unknown[]) => Response;
		response.end = ((...args: unknown[]) => {
			resolve(response.statusCode);
			return end(...args);
		}) as typeof response.end;
	});
}

/** Runs once a 200 has been handed to the network completely. */
export function whenSent(response: Response, run: () => void): void {
	response.once('finish', () => {
		if (response.statusCode === 200) run();
	});
}

/** Settles once nothing more can be sent: after the answer, or when the client has disconnected. */
export async function closed(response: Response): Promise<void> {
	if (response.closed) return;
	await new Promise<void>((resolve) => response.once('close', () => resolve()));
}

/**
 * Answers a call the same way as another call with the same event.
 *
 * @param verdict status of the other answer; if it takes too long, the sender has to send again
 */
export async function respondAs(
	{ response, answerWithinMs }: WaitingCall,
	verdict: Promise<number>,
): Promise<void> {
	let status: number | undefined;
	void verdict.then((given) => (status = given));
	const endsAtMs = nowMs() + answerWithinMs;
	while (status === undefined && nowMs() < endsAtMs) {
		await Promise.race([verdict, sleepMs(WEBHOOK_POLICY.answerPauseMs)]);
	}
	status ??= 503;
	respond(response, status, MESSAGES[status] ?? 'The workflow failed, send again');
}
