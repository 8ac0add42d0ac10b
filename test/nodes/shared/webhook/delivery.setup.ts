import { request as httpRequest } from 'node:http';
import type { INodeParameters } from 'n8n-workflow';
import { freshEvent, type Envelope } from '../../../../sandbox/punchh/webhooks/events';
import { sendEvent } from '../../../../sandbox/punchh/webhooks/send';
import type { Surroundings } from '../../../harness/servedTrigger';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

export const event = () => freshEvent('checkin-loyalty-create-barcode');
export const events = (count: number) => Array.from({ length: count }, event);
/** n8n takes the execution. */
export const STORED = { status: 200, saves: true };
export const GROUPED = { groupEvents: true, maxEvents: 4, maxWait: 5_000 };

export let trigger: ServedTrigger;
afterEach(async () => await trigger.close());

export const serve = async (parameters: INodeParameters = {}, surroundings: Surroundings = {}) => {
	trigger = await serveTrigger(
		{ authentication: 'none', events: ['loyalty_checkin'], ...parameters },
		{},
		surroundings,
	);
	return trigger;
};
export const send = async (body: unknown) => (await sendEvent(trigger.url, 'none', body)).status;
export const sendAll = async (bodies: Envelope[]) => await Promise.all(bodies.map(send));
export const ids = () =>
	trigger.executions.map((items) => items.map(({ json }) => json.content_id as string));
export const emitted = () => ids().flat();

/** Something that a test lets happen later. */
export function gate<T>() {
	let open: (value: T) => void = () => {};
	const passed = new Promise<T>((resolve) => (open = resolve));
	return { passed, open };
}

/** Waits until something is so; a test that waits in vain ends by its own time-out. */
export const until = async (condition: () => boolean) => {
	do await new Promise((resolve) => setTimeout(resolve, 5));
	while (!condition());
};

/** Waits until the trigger was given so many calls, or so many senders have gone away. */
export const called = async (count: number) => await until(() => trigger.counts.calls === count);
export const gone = async (count: number) => await until(() => trigger.counts.gone === count);

/** Sends an event over a connection of its own, which the caller can break. */
export const sendAndHold = (body: unknown) => {
	const request = httpRequest(trigger.url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		agent: false,
	});
	request.on('error', () => {});
	request.end(JSON.stringify(body));
	return { breakOff: () => request.destroy() };
};

/** Sends an event whose sender leaves while n8n has its execution, before n8n has answered. */
export const sendAndLeave = async (body: unknown) => {
	const { breakOff } = sendAndHold(body);
	await until(() => trigger.executions.length === 1);
	breakOff();
	await gone(1);
};
