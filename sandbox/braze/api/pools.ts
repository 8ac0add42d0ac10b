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
