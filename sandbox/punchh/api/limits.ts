import type { FastifyRequest } from 'fastify';

import { Refusal, text, type Call } from './call';
import { ERRORS } from './errors';
import { INVENTED } from './invented';
import type { PunchhKnobs } from './knobs';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BLOCK_MS = 60 * MINUTE_MS;
const FAILURES_MS = 10 * MINUTE_MS;

/** Limits of the headers in bytes: all together, and each. (PAR, security guidelines) */
const ALL_HEADERS = 32 * 1024;
const ONE_HEADER = 16 * 1024;

/** Node's own limit has to be above Punchh's, with room for the separators that it counts too. */
export const NODE_HEADER_LIMIT = 2 * ALL_HEADERS;

/** The locales that the mobile API's page lists. */
export const LOCALES =
	'ar-kw az ca-ES en en-CY en-GB en-NZ en-TT en-ca es es-CR es-MX es-US fr fr-ca ro vi'.split(' ');

/** Refuses headers that are too large, and languages that Punchh does not have. */
export function checkHeaders({ headers }: FastifyRequest): void {
	const sizes = Object.entries(headers).map((header) => Buffer.byteLength(header.map(text).join()));
	const total = sizes.reduce((sum, size) => sum + size, 0);
	if (total > ALL_HEADERS || sizes.some((size) => size > ONE_HEADER)) {
		throw new Refusal(INVENTED.headersTooLarge);
	}
	if (!isKnownLanguage(headers['accept-language'])) {
		throw new Refusal(ERRORS.invalidLanguage(LOCALES));
	}
}

/** One of a list that Punchh knows is enough; `*`, which some clients send unasked, is no wish. */
function isKnownLanguage(header: string | undefined): boolean {
	const wanted = (header || '*').split(',').map((part) => part.split(';')[0].trim().toLowerCase());
	return wanted.some(
		(tag) => tag === '*' || LOCALES.some((locale) => locale.toLowerCase() === tag),
	);
}

/** What the limits depend on. */
interface Circumstances {
	knobs: Pick<PunchhKnobs, 'requestsPerMinute' | 'requestsPerDay' | 'failedAuthentications'>;
	/** Milliseconds since 1970. */
	now: () => number;
}

/** Counts calls by route in a minute and in a day, and failed authentications by address. */
export class Limits {
	/** By the length of the window and the route. */
	private readonly calls = new Map<string, { window: number; count: number }>();

	private readonly failures = new Map<string, number[]>();

	private readonly blockedUntil = new Map<string, number>();

	clear(): void {
		this.calls.clear();
		this.failures.clear();
		this.blockedUntil.clear();
	}

	/** @throws Refusal 429 when the address is blocked, or the route has had its calls */
	check({ knobs, now }: Circumstances, { ip }: Call, route: string): void {
		if (now() < (this.blockedUntil.get(ip) ?? 0)) throw new Refusal(INVENTED.blockedAddress);
		const { requestsPerMinute, requestsPerDay } = knobs;
		const isOver = [
			this.count(now(), MINUTE_MS, route, requestsPerMinute),
			this.count(now(), DAY_MS, route, requestsPerDay),
		];
		if (isOver.includes(true)) throw new Refusal(INVENTED.tooManyRequests);
	}

	/** Counts a call in its window. True when there were too many. */
	private count(now: number, ms: number, route: string, limits: Record<string, number>): boolean {
		// Own properties only: the table can be written to from outside.
		if (!Object.hasOwn(limits, route)) return false;
		const window = Math.floor(now / ms);
		const key = `${ms} ${route}`;
		const seen = this.calls.get(key);
		const count = seen?.window === window ? seen.count + 1 : 1;
		this.calls.set(key, { window, count });
		return count > limits[route];
	}

	/** Notes that a call could not prove itself. */
	noteFailure({ knobs, now }: Circumstances, { ip }: Call): void {
		if (knobs.failedAuthentications === 0) return;
		const recent = (this.failures.get(ip) ?? []).filter((at) => at > now() - FAILURES_MS);
		recent.push(now());
		this.failures.set(ip, recent);
		if (recent.length >= knobs.failedAuthentications) this.blockedUntil.set(ip, now() + BLOCK_MS);
	}
}
