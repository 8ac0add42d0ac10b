import type { Answer, Call } from './http';
import type { JsonValue } from './json';

/** One request and what it was answered. */
export interface LoggedRequest {
	/** ISO 8601, UTC. */
	at: string;
	method: string;
	path: string;
	/** Parsed when it was JSON, else the text; null when there was none. */
	body: JsonValue;
	status: number;
	responseBody: JsonValue;
}

/** Older requests fall off, so that a sandbox left running for days does not fill the memory. */
const keptRequests = 5000;

/** Appends to a request log and keeps it bounded. */
export function logRequest<T extends LoggedRequest>(log: T[], entry: T): void {
	log.push(entry);
	if (log.length > keptRequests) log.shift();
}

/** The log line of a call. */
export function logged(call: Call, answer: Answer): LoggedRequest {
	const text = call.rawBody.toString('utf8');
	return {
		at: new Date().toISOString(),
		method: call.method,
		path: call.path,
		body: call.json ?? (text === '' ? null : text),
		status: answer.status,
		responseBody: answer.body ?? null,
	};
}
