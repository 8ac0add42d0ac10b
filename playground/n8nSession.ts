import { setTimeout as sleep } from 'node:timers/promises';

import { fetchFresh } from './fetchFresh';

/** The account that the playground makes; each instance has a password of its own. */
export const OWNER = { email: 'owner@example.com', firstName: 'Pat', lastName: 'Playground' };

/** Between two looks at something that n8n is still doing. */
export const POLL_MS = 150;

/** A log-in at an n8n, and the calls that its editor makes with it. */
export class N8nSession {
	/** @param session of an earlier log-in: n8n takes only five a minute */
	constructor(
		private readonly url: string,
		public session = '',
	) {}

	/**
	 * Logs in as the owner, who is made first where there is none yet.
	 *
	 * @throws Error when there is one with another password
	 */
	async logIn(password: string): Promise<void> {
		const login = async () =>
			await this.send('POST', '/rest/login', { emailOrLdapLoginId: OWNER.email, password });
		let response = await login();
		// n8n 1.x says that it is ready before it serves its editor.
		for (const deadline = Date.now() + 30_000; response.status === 404; response = await login()) {
			if (Date.now() > deadline) break;
			await sleep(POLL_MS);
		}
		if (response.status === 401) {
			const made = await this.send('POST', '/rest/owner/setup', { ...OWNER, password });
			response = made.ok ? await login() : made;
		}
		if (!response.ok)
			throw new Error(
				`n8n refused the playground's owner: ${await response.text()} Its folder below .playground is of an older version, or its password was changed: delete the folder to begin anew.`,
			);
		this.session = response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
	}

	/** Makes a call of n8n's internal API. @throws Error with its answer when refused */
	protected async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.send(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	/** Makes a call of any kind, and leaves the answer to the caller. */
	protected async send(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetchFresh(this.url + path, {
			method,
			headers: { 'Content-Type': 'application/json', cookie: this.session },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}
}
