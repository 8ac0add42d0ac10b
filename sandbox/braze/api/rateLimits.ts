import type { RateLimit } from './knobs';
import { POOLS, type Pool } from './pools';

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
