import type { FaultHit } from '../faults/faults';
import type { Guest } from '../punchh/state';
import type { LoggedRequest } from '../server';
import { blankOut, blankOutText } from './blankOut';

/** A guest without what would let someone act as the guest. */
export function shownGuest(guest: Guest): Partial<Guest> {
	const shown: Partial<Guest> = { ...guest };
	delete shown.password;
	delete shown.access_token;
	delete shown.authentication_token;
	// Tokens of a device are kept among the fields.
	shown.fields = JSON.parse(blankOutText(JSON.stringify(guest.fields))) as Guest['fields'];
	return shown;
}

/** A logged request in a list: without its bodies, which may be long. */
export interface RequestRow {
	number: number;
	at: number;
	method: string;
	url: string;
	status: number;
}

/** See RequestRow. */
export function requestRow(request: LoggedRequest): RequestRow {
	const { number, at, method, url, status } = blankOut({ ...request, body: '', answer: '' });
	return { number, at, method, url, status };
}

/** A fault that happened, without secrets. */
export function shownHit(hit: FaultHit): FaultHit {
	return { ...hit, ...blankOut({ ...hit, status: 0, answer: '' }) };
}
