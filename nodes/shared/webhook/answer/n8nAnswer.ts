import type { Response } from 'express';

import { MESSAGES, respond } from './respond';

/**
 * The status with which n8n answers a call, from which the trigger knows what became of the execution.
 * It is heard even if the sender has left, when Node emits no event, and even if the call was answered
 * before n8n got that far.
 */
export class N8nAnswer {
	readonly status: Promise<number>;

	private hear: () => void = () => {};

	private readonly send: Response['end'];

	constructor(private readonly response: Response) {
		this.send = response.end.bind(response) as Response['end'];
		this.status = new Promise((resolve) => {
			this.hear = () => resolve(response.statusCode);
		});
		response.end = ((...args: unknown[]) => {
			this.hear();
			return (this.send as (...args: unknown[]) => Response)(...args);
		}) as Response['end'];
	}

	/**
	 * Answers the call before n8n does. n8n must not notice, because it would take an answer that was
	 * already sent for an error of its own: what it sets and sends from now on goes nowhere.
	 */
	answerFirst(status: number): void {
		const { response } = this;
		response.end = this.send;
		respond(response, status, MESSAGES[status]);
		Object.defineProperty(response, 'headersSent', { value: false });
		response.setHeader = () => response;
		response.removeHeader = () => {};
		response.end = (() => {
			this.hear();
			return response;
		}) as Response['end'];
	}
}
