import { isObject, type Json } from '../../shared/json';
import type { Random } from '../../shared/random';
import type { Envelope } from './events';
import { JSON_WRITERS } from './json';
import type { PunchhWebhookKnobs } from './knobs';

/** Below this a timestamp is in seconds. */
const LARGEST_SECONDS = 100_000_000_000;

/** A kind that no page lists: kinds keep coming. */
const UNKNOWN_KIND = 'sandbox_unknown_kind';

/** Where a check-in without a channel, such as an admin's gift, comes from. */
const CONSOLE = 'console';

const TIMESTAMPS: Record<PunchhWebhookKnobs['timestampUnit'], (given: number) => number> = {
	documented: (given) => given,
	s: (given) => (given < LARGEST_SECONDS ? given : Math.floor(given / 1_000)),
	ms: (given) => (given < LARGEST_SECONDS ? given * 1_000 : given),
};

const NAMES: Record<PunchhWebhookKnobs['eventName'], (given: string) => string> = {
	clean: (given) => given,
	leadingBlank: (given) => ` ${given}`,
	shortened: () => '_notifications',
};

/** Says which external ID a guest has; nothing for a guest who has none, or is not known. */
export type ExternalIdOf = (userId: unknown) => string | null | undefined;

/** The text of a POST for an event, with the oddities that the knobs ask for. */
export function bodyOf(
	event: Envelope,
	knobs: PunchhWebhookKnobs,
	random: Random,
	externalIdOf: ExternalIdOf,
): string {
	const sent: Envelope = { ...event, timestamp: TIMESTAMPS[knobs.timestampUnit](event.timestamp) };
	if (event.event_name === 'transactional_notifications') {
		sent.event_name = NAMES[knobs.eventName](event.event_name);
	}
	if (event.event_name === 'checkins' && knobs.checkinAction === 'origin') {
		sent.action = String(event.payload.channel ?? CONSOLE);
	}
	if (knobs.nestedUser === 'missing' && event.event_name !== 'users') {
		sent.payload = { ...event.payload };
		delete sent.payload.user;
	}
	if (event.event_name !== 'users' && knobs.nestedExternalId !== 'asSampled') {
		sent.payload = withExternalId(sent.payload, knobs.nestedExternalId, externalIdOf);
	}
	if (random() < knobs.unknownKinds) sent.event_type = UNKNOWN_KIND;
	return JSON_WRITERS[knobs.json](sent);
}

/** Gives the guest of an event the external ID, or takes it away; most stand under `user`. */
function withExternalId(
	payload: Json,
	wanted: 'sent' | 'missing',
	externalIdOf: ExternalIdOf,
): Json {
	const { external_source_id: own, ...rest } = payload;
	if (isObject(rest.user)) {
		return { ...rest, user: withExternalId(rest.user, wanted, externalIdOf) };
	}
	if (wanted === 'missing' || rest.user_id === undefined) return rest;
	return { ...rest, external_source_id: externalIdOf(rest.user_id) ?? own ?? null };
}
