import type { RateLimit } from './knobs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What Braze allows to all endpoints of a pool together. (Braze: API limits) */
export const POOLS = {
	track: { limit: 3_000, windowMs: 3_000 },
	users: { limit: 20_000, windowMs: MINUTE },
	export: { limit: 250, windowMs: MINUTE },
	externalIds: { limit: 1_000, windowMs: MINUTE },
	subscriptions: { limit: 5_000, windowMs: MINUTE },
	customEvents: { limit: 1_000, windowMs: HOUR },
	sendIds: { limit: 100, windowMs: 24 * HOUR },
	catalogs: { limit: 50, windowMs: MINUTE },
	catalogItem: { limit: 50, windowMs: MINUTE },
	catalogItems: { limit: 16_000, windowMs: MINUTE },
	others: { limit: 250_000, windowMs: HOUR },
} as const;

export type Pool = keyof typeof POOLS;

/** Whether a request is let through, and what is said about the limit. */
export interface Passage {
	allowed: boolean;
	headers: Record<string, string>;
}

/**
 * Counts requests in windows that start on the clock, as Braze's do. The documented limits are only
 * told; what is enforced is the knob's.
 */
export class RateLimiter {
	private readonly windows = new Map<Pool, { number: number; used: number }>();

	/** Counts one request. */
	pass(pool: Pool, enforced: RateLimit | null, now: number): Passage {
		const own = enforced !== null && (enforced.pool ?? 'track') === pool ? enforced : undefined;
		const { limit, windowMs } = own ?? POOLS[pool];
		const number = Math.floor(now / windowMs);
		const window = this.windows.get(pool);
		const used = (window?.number === number ? window.used : 0) + 1;
		this.windows.set(pool, { number, used });
		const allowed = own === undefined || used <= limit;
		const end = (number + 1) * windowMs;
		const style = own?.style ?? 'epoch';
		return { allowed, headers: headersOf({ style, allowed, limit, used, end, now }) };
	}

	clear(): void {
		this.windows.clear();
	}
}

/** Braze's header names come in lower case. */
function headersOf(state: {
	style: RateLimit['style'];
	allowed: boolean;
	limit: number;
	used: number;
	end: number;
	now: number;
}): Record<string, string> {
	const secondsLeft = Math.max(1, Math.ceil((state.end - state.now) / 1_000));
	if (state.style === 'retryAfter' && !state.allowed) {
		return { 'x-ratelimit-retry-after': String(secondsLeft) };
	}
	const reset = state.style === 'epoch' ? Math.ceil(state.end / 1_000) : secondsLeft;
	return {
		'x-ratelimit-limit': String(state.limit),
		'x-ratelimit-remaining': String(Math.max(0, state.limit - state.used)),
		'x-ratelimit-reset': String(reset),
	};
}
