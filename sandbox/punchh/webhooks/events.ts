import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { uuid, type Random } from '../../shared/random';
import { EVENT_CHOICES, type WebhookEvent } from './catalogue';

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

/** The seven event types of Punchh that a loyalty programme lives from. */
export const EVENT_TYPES = [
	'guest',
	'loyalty_checkin',
	'gift_checkin',
	'redemption',
	'reward',
	'transactional_notification',
	'marketing_notification',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The sample that stands for each of the seven event types. */
export const DEFAULT_SAMPLES = Object.fromEntries(
	EVENT_TYPES.map((type) => [type, EVENT_CHOICES[type].sample]),
) as Record<EventType, string>;

/** How many events of each kind, as shares of the whole. */
export type Mix = Partial<Record<WebhookEvent, number>>;

const EVEN_MIX: Mix = Object.fromEntries(EVENT_TYPES.map((type) => [type, 1]));

/** Texts of the samples that were read already. */
const texts = new Map<string, string>();

/** Names of all samples, without their ending. */
export function sampleNames(): string[] {
	return readdirSync(SAMPLES)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, ''))
		.sort();
}

/** A sample as it is on disk. */
export function readSample(name: string): Envelope {
	const text = texts.get(name) ?? readFileSync(join(SAMPLES, `${name}.json`), 'utf8');
	texts.set(name, text);
	return JSON.parse(text) as Envelope;
}

/**
 * A sample as if it happened now: an own content_id, and the time in the unit that Punchh's page of
 * that family shows (milliseconds for guests, seconds for all others).
 *
 * @param random gives the content_id, for runs that are to be repeated
 */
export function freshEvent(sample: string, now = new Date(), random?: Random): Envelope {
	const event = readSample(sample);
	const ms = now.getTime();
	return {
		...event,
		content_id: uuid(random),
		timestamp: event.event_name === 'users' ? ms : Math.floor(ms / 1_000),
	};
}

/** An event of any kind that a webhook can select, as if it happened now. */
export function freshEventOf(choice: WebhookEvent, now?: Date, random?: Random): Envelope {
	const { sample, eventType } = EVENT_CHOICES[choice];
	const event = freshEvent(sample, now, random);
	return { ...event, event_type: eventType ?? event.event_type };
}

/**
 * Many events with an own content_id each.
 *
 * @param mix shares of the kinds; the seven event types alike when absent
 * @param options.random chooses kinds and content_ids, for runs that are to be repeated
 * @throws RangeError when no kind has a share
 */
export function freshEvents(
	count: number,
	mix: Mix = EVEN_MIX,
	{ now, random = Math.random }: { now?: Date; random?: Random } = {},
): Envelope[] {
	const shares = Object.entries(mix) as Array<[WebhookEvent, number]>;
	const whole = shares.reduce((sum, [, share]) => sum + share, 0);
	if (!(whole > 0)) throw new RangeError('No kind of event has a share in the mix');
	const choose = () => {
		let rest = random() * whole;
		return shares.find(([, share]) => (rest -= share) < 0)?.[0] ?? shares[0][0];
	};
	return Array.from({ length: count }, () => freshEventOf(choose(), now, random));
}
