import type { FastifyInstance } from 'fastify';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import { Refused } from './call';

/** The header that carries the token. */
export const TOKEN_HEADER = 'x-sandbox-token';

/** What can stand in a header, in HTML and in a shell without being quoted, and is not guessed. */
const GOOD_TOKEN = /^[\w-]{16,200}$/;

/** A token for one run of the sandbox: 192 random bits. */
export function newToken(): string {
	return randomBytes(24).toString('base64url');
}

/**
 * Refuses calls that change something and do not carry the token.
 *
 * @throws Error when the token is too weak to be one
 */
export function askForToken(server: FastifyInstance, token: string): void {
	if (!GOOD_TOKEN.test(token)) {
		throw new Error('SANDBOX_TOKEN must have 16 to 200 letters, digits, - or _');
	}
	server.addHook('onRequest', async ({ method, headers }) => {
		if (method === 'GET' || method === 'HEAD') return;
		if (!isSame(String(headers[TOKEN_HEADER] ?? ''), token)) {
			throw new Refused(
				403,
				`What changes the sandbox needs its token in the header ${TOKEN_HEADER}. The start of the sandbox printed it. A page that is older than the sandbox has to be reloaded.`,
			);
		}
	});
}

function isSame(given: string, token: string): boolean {
	const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(one, other);
}
