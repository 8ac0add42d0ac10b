import type { Json } from '../../../shared/json';
import { isoTime } from '../time';
import { STANDARD_FIELDS } from '../track/fields';
import { pushTokensOf, type Profile } from './profile';

/** Summaries of events reach back so far. */
const SUMMARY_DAYS = 90;

/** Standard fields that the export has under their own names. */
const SAME_NAMES = [
	'first_name',
	'last_name',
	'email',
	'dob',
	'home_city',
	'country',
	'phone',
	'language',
	'time_zone',
	'gender',
	'push_subscribe',
	'email_subscribe',
];

/**
 * A profile as /users/export/ids shows it: empty fields are left out, and so are the properties of
 * events. (Braze: users by identifier endpoint)
 */
export function exportView(profile: Profile, now: number): Json {
	const { attributes } = profile;
	const view: Json = {
		created_at: new Date(profile.created).toISOString().replace('T', ' ').replace('Z', ' UTC'),
		external_id: profile.external_id,
		user_aliases: profile.user_aliases,
		braze_id: profile.braze_id,
		random_bucket: profile.random_bucket,
		...Object.fromEntries(SAME_NAMES.map((name) => [name, attributes[name]])),
		last_coordinates: coordinates(attributes.current_location),
		total_revenue: revenue(profile.purchases),
		custom_attributes: customAttributes(attributes),
		custom_events: summaries(profile.events, 'name', now),
		purchases: summaries(profile.purchases, 'product_id', now),
		push_tokens: pushTokensOf(profile).map(({ app_id: app, token, device_id }) => ({
			app,
			token,
			device_id,
			notifications_enabled: true,
		})),
		campaigns_received: received(profile, 'campaign'),
		canvases_received: received(profile, 'canvas'),
	};
	return Object.fromEntries(Object.entries(view).filter(([, value]) => !isEmpty(value)));
}

function customAttributes(attributes: Json): Json {
	return Object.fromEntries(
		Object.entries(attributes).filter(([name]) => !Object.hasOwn(STANDARD_FIELDS, name)),
	);
}

function coordinates(location: unknown): number[] | undefined {
	const { longitude, latitude } = (location ?? {}) as { longitude?: number; latitude?: number };
	return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude];
}

function revenue(purchases: Json[]): number {
	return purchases.reduce(
		(sum, { price, quantity }) => sum + Number(price) * Number(quantity ?? 1),
		0,
	);
}

/** First, last and count by name; a quantity counts as that many purchases. */
function summaries(records: Json[], nameField: string, now: number): Json[] {
	const since = now - SUMMARY_DAYS * 24 * 3_600_000;
	const byName = new Map<string, { first: number; last: number; count: number }>();
	for (const record of records) {
		const [name, time] = [String(record[nameField]), isoTime(String(record.time))];
		if (time < since) continue;
		const { first, last, count } = byName.get(name) ?? { first: time, last: time, count: 0 };
		byName.set(name, {
			first: Math.min(first, time),
			last: Math.max(last, time),
			count: count + Number(record.quantity ?? 1),
		});
	}
	return [...byName].map(([name, { first, last, count }]) => ({
		...{ name, first: new Date(first).toISOString(), last: new Date(last).toISOString(), count },
	}));
}

function received(profile: Profile, wanted: 'campaign' | 'canvas'): Json[] {
	const [idField, timeField] =
		wanted === 'campaign'
			? ['api_campaign_id', 'last_received']
			: ['api_canvas_id', 'last_received_message'];
	return profile.received
		.filter(({ kind }) => kind === wanted)
		.map(({ name, id, at }) => ({
			name,
			[timeField]: new Date(at).toISOString(),
			[idField]: id,
		}));
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '' || value === 0) return true;
	return typeof value === 'object' && Object.keys(value).length === 0;
}
