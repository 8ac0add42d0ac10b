import type { Response } from 'express';
import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { nowMs, sleepMs } from '../../time';
import { WEBHOOK_POLICY } from '../policy';

/** A call that waits for its answer. */
export interface WaitingCall {
	response: Response;
	/** After how many milliseconds it is answered, whatever has become of its event by then. */
	answerWithinMs: number;
}

/**
 * Answers a call with a status of our own and starts nothing. n8n then sends no answer itself:
 * every path that uses this has ended the response.
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

/** What a call is told with a status, where there is no more to say; safe to send. */
export const MESSAGES: Record<number, string> = {
	200: 'Received',
	401: 'Unauthorized',
	503: 'Not ready, send again',
};

/**
 * Tells the status with which a call is answered, also when n8n answers it and when the client has
 * gone meanwhile, so that no event of Node's says so.
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

/** Runs once a 200 has been handed to the network in full. */
export function whenSent(response: Response, run: () => void): void {
	response.once('finish', () => {
		if (response.statusCode === 200) run();
	});
}

/** Settles once nothing more can be sent: after the answer, or when the client has gone. */
export async function closed(response: Response): Promise<void> {
	if (response.closed) return;
	await new Promise<void>((resolve) => response.once('close', () => resolve()));
}

/**
 * Answers a call as another one that carries its event is answered.
 *
 * @param verdict status of the other answer; where it takes too long, the sender is to send again
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
