import { Clock } from '../../shared/clock';
import { HttpClient, type Call } from '../../shared/httpClient';
import { BODY_TYPES, DEFAULT_CLIENT, RUBY_CLIENTS, type ClientForm } from './clients';
import { authHeaders, type AuthScheme, type WebhookSecrets } from './auth';

export { AUTH_SCHEMES, authHeaders, type AuthScheme, type WebhookSecrets } from './auth';

/** What the receiver answered. */
export interface Answer {
	status: number;
	body: string;
}

/** Punchh gives a receiver this long. */
export const TIME_LIMIT_MS = 15_000;

const client = new HttpClient(new Clock(), TIME_LIMIT_MS);

/** Posts one event as Punchh does, once and without retries: JSON, 15 s, no redirects. */
export async function sendEvent(
	url: string,
	scheme: AuthScheme,
	event: unknown,
	secrets?: WebhookSecrets,
): Promise<Answer> {
	const body = typeof event === 'string' ? event : JSON.stringify(event);
	return await deliver(eventCall(url, authHeaders(scheme, url, body, secrets), body));
}

/** The GET with which Punchh checks a URL before it activates a webhook, and now and then after. */
export async function sendCheck(url: string, scheme: AuthScheme): Promise<Answer> {
	return await deliver(checkCall(url, authHeaders(scheme, url, '')));
}

/** The POST that carries an event. */
export function eventCall(
	url: string,
	auth: Record<string, string>,
	body: string,
	{ client: name, bodyType }: Omit<ClientForm, 'basicEncoding'> = DEFAULT_CLIENT,
): Call {
	const headers = { ...RUBY_CLIENTS[name], ...auth, 'Content-Type': BODY_TYPES[bodyType] };
	return { method: 'POST', url, headers, body };
}

/** The GET that checks a receiver. */
export function checkCall(
	url: string,
	auth: Record<string, string>,
	{ client: name }: Pick<ClientForm, 'client'> = DEFAULT_CLIENT,
): Call {
	return { method: 'GET', url, headers: { ...RUBY_CLIENTS[name], ...auth } };
}

async function deliver(call: Call): Promise<Answer> {
	const { status, body, error } = await client.send(call);
	if (status === undefined) throw new Error(error);
	return { status, body };
}
