import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SAMPLES = join(__dirname, 'samples');

/** A body of Punchh's webhooks. */
export interface Envelope extends Record<string, unknown> {
	content_id: string;
	timestamp: number;
	event_name: string;
	event_type: string;
	action: string;
	payload: Record<string, unknown>;
}

/** The sample that stands for each of the seven event types. */
export const DEFAULT_SAMPLES = {
	guest: 'guest-update-profile',
	loyalty_checkin: 'checkin-loyalty-create-barcode',
	gift_checkin: 'checkin-gift-admin',
	redemption: 'redemption-points-redeemable',
	reward: 'reward-signup-campaign',
	transactional_notification: 'transactional-reward_notification',
	marketing_notification: 'marketing-recall_campaign',
} as const;

export type EventType = keyof typeof DEFAULT_SAMPLES;

/** Names of all samples, without their ending. */
export function sampleNames(): string[] {
	return readdirSync(SAMPLES)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, ''))
		.sort();
}

/** A sample as it is on disk. */
export function readSample(name: string): Envelope {
	return JSON.parse(readFileSync(join(SAMPLES, `${name}.json`), 'utf8')) as Envelope;
}

/**
 * A sample as if it happened now: an own content_id, and the time in the unit that Punchh's page of
 * that family shows (milliseconds for guests, seconds for all others).
 */
export function freshEvent(sample: string, now = new Date()): Envelope {
	const event = readSample(sample);
	const ms = now.getTime();
	return {
		...event,
		content_id: randomUUID(),
		timestamp: event.event_name === 'users' ? ms : Math.floor(ms / 1_000),
	};
}
