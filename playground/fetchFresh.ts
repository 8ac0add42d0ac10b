/** What a call may have. */
export interface Init extends Omit<RequestInit, 'headers'> {
	headers?: Record<string, string>;
}

/**
 * `fetch` with a connection of its own: n8n ends one that is idle for some seconds, also while a call is on
 * its way that it was too busy to read.
 */
export async function fetchFresh(url: string | URL, init: Init = {}): Promise<Response> {
	return await fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
}
