import type { FaultHit } from '../faults/faults';
import type { Fault, Side } from '../faults/rules';
import type { Parts } from '../parts/parts';
import type { Guest } from '../punchh/api/state';
import { isTaken } from '../punchh/webhooks/retries';
import type { Attempt, Webhook } from '../punchh/webhooks/types';
import type { LoggedRequest } from '../shared/server';
import { blankOut, blankOutText, blankOutValue } from './blankOut';
import { asObject } from './guestOf';
import { purposeOf } from './purpose';
import { objectsOf, tally, type JudgedObject } from './verdicts';

/** How much of an answer is shown beside a call. */
const SHOWN_CHARACTERS = 500;

/** A guest without what would let someone act as the guest. */
export function shownGuest(guest: Guest): Partial<Guest> {
	const shown: Partial<Guest> = { ...guest };
	delete shown.password;
	delete shown.access_token;
	delete shown.authentication_token;
	// Tokens of a device are kept among the fields.
	shown.fields = blankOutValue(guest.fields);
	return shown;
}

/** A webhook without what proves that Punchh sent something. */
export function shownWebhook(webhook: Webhook): Omit<Webhook, 'secrets'> {
	const shown: Partial<Webhook> = { ...webhook };
	delete shown.secrets;
	return shown as Omit<Webhook, 'secrets'>;
}

/** An attempt to send a webhook as a page shows it. */
export type ShownAttempt = Attempt & {
	/** What the receiver said with a success, in words. */
	said?: string;
};

/** An attempt to send a webhook, with its answer without secrets. */
export function shownAttempt(attempt: Attempt): ShownAttempt {
	const { answer, status } = attempt;
	if (answer === undefined) return attempt;
	const shown = { ...attempt, answer: blankOutText(answer) };
	const said = isTaken(status) ? saidIn(shown.answer) : undefined;
	return said === undefined ? shown : { ...shown, said };
}

/** The words of an answer: `message` and `reason` of JSON; undefined where it is anything else. */
function saidIn(answer: string): string | undefined {
	try {
		const { message, reason } = asObject(JSON.parse(answer));
		const texts = [message, reason].filter((text) => typeof text === 'string' && text !== '');
		return texts.length === 0 ? undefined : texts.join(': ').slice(0, SHOWN_CHARACTERS);
	} catch {
		return undefined;
	}
}

/** The beginning of an answer that refused a call, without secrets. */
export function refusal({ status, answer }: LoggedRequest): string | undefined {
	return status < 400 ? undefined : blankOutText(answer).slice(0, SHOWN_CHARACTERS);
}

/** A fault that happened, without secrets. */
export function shownHit(hit: FaultHit): FaultHit {
	const { url, body } = blankOut({ ...hit, status: 0, answer: '' });
	return { ...hit, url, body };
}

/** A logged request in a list: without its bodies, which may be long. */
export interface RequestRow {
	number: number;
	at: number;
	method: string;
	url: string;
	status: number;
	/** What disturbed it on purpose. */
	fault?: Fault;
	/** Why it was refused, in the words of the answer. */
	refusal?: string;
	/** What it is for, where that cannot be seen. */
	purpose?: string;
	/** How many objects had which fate, where the request had any. */
	objects?: Record<string, number>;
}

/** Rows for a list of requests. */
export function requestRows(parts: Parts, side: Side, requests: LoggedRequest[]): RequestRow[] {
	const numbers = requests.map(({ number }) => number);
	const objects = side === 'braze' ? objectsOf(parts.braze, numbers) : new Map();
	const faults = faultsOf(parts, side);
	return requests.map((request) => {
		const { number, at, method, url, status } = blankOut({ ...request, body: '', answer: '' });
		const judged = objects.get(number) as JudgedObject[] | undefined;
		const fault = faults.get(number);
		return {
			...{ number, at, method, url, status, fault },
			refusal: refusal(request),
			purpose: purposeOf(side, request),
			objects: judged && tally(judged),
		};
	});
}

/** A request with its bodies and each of its objects, without secrets. */
export function wholeRequest(parts: Parts, side: Side, request: LoggedRequest): unknown {
	const { number } = request;
	const objects = side === 'braze' ? (objectsOf(parts.braze, [number]).get(number) ?? []) : [];
	const fault = faultsOf(parts, side).get(number);
	return { ...blankOut(request), fault, purpose: purposeOf(side, request), objects };
}

/** The faults that happened to one side, by the number of the request. */
export function faultsOf({ faults }: Parts, side: Side): Map<number, Fault> {
	const hits = faults.hits.filter((hit) => hit.side === side);
	return new Map(hits.map(({ number, fault }) => [number, fault]));
}
