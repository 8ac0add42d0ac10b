/** What exists at Punchh after a start and after a reset. None of it is a real secret. */

/** Keys of the APIs. The limited key is known, but may use nothing. */
export const PUNCHH_KEYS = {
	admin: 'sandbox-admin-key-not-a-secret',
	limitedAdmin: 'sandbox-limited-admin-key',
	client: 'sandbox-client-id',
	secret: 'sandbox-client-secret-not-a-secret',
} as const;

/** How the sandbox signs its webhooks, for each of Punchh's choices. */
export const WEBHOOK_SECRETS = {
	user: 'punchh',
	password: 'sandbox-webhook-password',
	token: 'sandbox-webhook-token',
	secret: 'sandbox-webhook-secret',
	clientKey: 'n8n_playground',
} as const;

/** What is known of a guest from the start. */
export interface SeedGuest {
	user_id: number;
	email: string;
	phone: string;
	first_name: string;
	last_name: string;
	/** The system that the external ID is of. */
	external_source?: string | null;
	external_source_id?: string | null;
}

/** Guests who are there already; the first is the one of the sample events, by every name. */
export const GUESTS: SeedGuest[] = [
	{
		user_id: 730415,
		email: 'mara.lind@example.com',
		phone: '5550142001',
		first_name: 'Mara',
		last_name: 'Lind',
		external_source: 'customer_id',
		external_source_id: 'CRM-000917',
	},
	{
		user_id: 730416,
		email: 'jo.park@example.com',
		phone: '5550142002',
		first_name: 'Jo',
		last_name: 'Park',
	},
	{
		user_id: 730417,
		email: 'sam.ortiz@example.com',
		phone: '5550142003',
		first_name: 'Sam',
		last_name: 'Ortiz',
	},
];

/** The password of every seeded guest. */
export const GUEST_PASSWORD = 'sandbox-guest-password';

/** Custom segments; "Custom List" in the dashboard. */
export const SEGMENTS = [
	{ custom_segment_id: 1874, name: 'Lapsed Guests', description: 'No visit for 60 days' },
	{ custom_segment_id: 1875, name: 'Coffee Lovers', description: 'Added by a Braze Canvas' },
];

/** The brand, as its webhooks name it. */
export const BUSINESS = {
	id: 4821,
	uuid: '9b2f6d0a-41c7-4e55-8a63-0f7d2c91e4b8',
	slug: 'harborbeans',
} as const;

/** Segments of the other kinds, which only the list of all segments shows. */
export const OTHER_SEGMENTS = [
	{
		segment_id: 5120,
		name: 'All Signed Up',
		description: 'Every loyalty guest',
		segment_type: 'profile',
		user_type: 'loyalty',
		membership_level: null,
	},
	{
		segment_id: 5121,
		name: 'Gold Members',
		description: 'Guests of the Gold level',
		segment_type: 'membership',
		user_type: 'loyalty',
		membership_level: 'Gold',
	},
];

/** A restaurant. */
export interface Location {
	location_id: number;
	name: string;
	store_number: string;
	city: string;
	state: string;
}

/** The first is the one of the sample events, the last the headquarters. */
export const LOCATIONS: Location[] = [
	{
		location_id: 315902,
		name: 'Portview Quay',
		store_number: '202',
		city: 'Portview',
		state: 'ME',
	},
	{ location_id: 315903, name: 'Old Mill', store_number: '234', city: 'Ashford', state: 'ME' },
	{ location_id: 315900, name: 'Headquarters', store_number: '1', city: 'Portview', state: 'ME' },
];

/** An offer that can be given as a reward. */
export interface Redeemable {
	redeemable_id: number;
	redeemable_uuid: string;
	name: string;
	description: string;
	redeemable_image_url: string | null;
	points_required_to_redeem: number;
	/** In the currency of the programme. */
	discount_amount: number;
	/** Days for which a reward of it lasts. */
	expiry_days: number;
}

export const REDEEMABLES: Redeemable[] = [
	{
		redeemable_id: 118190,
		redeemable_uuid: '6d3f1c70-52ab-4f0e-9f51-0a4be2d7c801',
		name: 'Free Small Coffee',
		description: 'One free small coffee',
		redeemable_image_url: 'https://sandbox.example.com/img/coffee.png',
		points_required_to_redeem: 30,
		discount_amount: 4.5,
		expiry_days: 31,
	},
	{
		redeemable_id: 118204,
		redeemable_uuid: '6d3f1c70-52ab-4f0e-9f51-0a4be2d7c802',
		name: '$5 off any bakery item',
		description: 'Five dollars off one item of the bakery',
		redeemable_image_url: null,
		points_required_to_redeem: 40,
		discount_amount: 5,
		expiry_days: 14,
	},
];

/** Levels of the programme by the points that they begin at, lowest first. */
export const MEMBERSHIP_LEVELS = [
	{ id: 108, name: 'Green', from: 0 },
	{ id: 109, name: 'Gold', from: 200 },
];

/** Challenges whose progress can be given. */
export const CHALLENGE_CAMPAIGNS = [{ id: 26301, name: 'Five Cold Brews', steps: 5 }];

/** The admin on whose behalf calls with the admin key are made. */
export const ADMIN_ID = 1207;
