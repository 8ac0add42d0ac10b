/** What exists in the sandbox after a start and after a reset. None of it is a real secret. */

/** Keys of the Punchh side. The limited key is known, but may use nothing. */
export const PUNCHH_KEYS = {
	admin: 'sandbox-admin-key-not-a-secret',
	limitedAdmin: 'sandbox-limited-admin-key',
	client: 'sandbox-client-id',
	secret: 'sandbox-client-secret-not-a-secret',
} as const;

/** The key that may do everything. */
export const BRAZE_KEY = 'sandbox-braze-key-not-a-secret';

/** A key that is valid but may only export: it lacks `users.track`. */
export const BRAZE_EXPORT_KEY = 'sandbox-braze-key-export-only';

/** A key that may only track. */
export const BRAZE_TRACK_KEY = 'sandbox-braze-key-track-only';

/** Keys of the Braze side with the permissions of each. */
export const BRAZE_KEYS: Record<string, string[] | 'all'> = {
	[BRAZE_KEY]: 'all',
	[BRAZE_EXPORT_KEY]: ['users.export.ids'],
	[BRAZE_TRACK_KEY]: ['users.track'],
};

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
}

/** Guests who are there already; the first is the one of the sample events. */
export const GUESTS: SeedGuest[] = [
	{
		user_id: 730415,
		email: 'mara.lind@example.com',
		phone: '5550142001',
		first_name: 'Mara',
		last_name: 'Lind',
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

export const SEGMENTS = [
	{ custom_segment_id: 1874, name: 'Lapsed Guests', description: 'No visit for 60 days' },
	{ custom_segment_id: 1875, name: 'Coffee Lovers', description: 'Added by a Braze Canvas' },
];
