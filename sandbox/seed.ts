/**
 * What exists in a fresh sandbox and after every reset. Nothing here is a secret: every value is
 * made up, and named so that nobody takes it for a real one.
 */
import type { JsonObject } from './shared/json';
import type { WebhookAuth } from './webhooks/auth';

/** The ports of `npm run sandbox`; environment variables of main.ts override them. */
export const defaultPorts = { control: 4800, punchh: 4801, braze: 4802 };

/** The Punchh business of all sample events. */
export const business = {
	id: 4821,
	uuid: '9b2f6d0a-41c7-4e55-8a63-0f7d2c91e4b8',
	slug: 'harborbeans',
};

/** Admin key of the dashboard API. */
export const punchhAdminKey = 'sandbox-admin-key-harborbeans';

/** An admin key whose permissions cover nothing: every dashboard call answers 403. */
export const punchhAdminKeyWithoutAccess = 'sandbox-admin-key-without-access';

/** Client id and secret of the mobile and SSO APIs. */
export const punchhClient = {
	id: 'sandbox-client-id-harborbeans',
	secret: 'sandbox-client-secret-harborbeans',
};

/** Braze REST API keys with their permissions. */
export const brazeKeys = {
	full: {
		key: 'sandbox-braze-key-full',
		permissions: ['users.track', 'users.export.ids'],
	},
	withoutTrack: {
		key: 'sandbox-braze-key-without-track',
		permissions: ['users.export.ids'],
	},
};

/** App identifiers that Braze knows, for push tokens. */
export const brazeAppIds = ['sandbox-braze-app-ios'];

/** Subscription groups that Braze knows. */
export const brazeSubscriptionGroups = ['5f1c0b7e-2d0a-4b6e-9c53-0a7d6f2e9b11'];

/** An external id on Braze's block list. */
export const brazeBlockedExternalId = 'sandbox-blocked-user';

/** A guest who exists from the start. */
export interface SeededGuest {
	id: number;
	/** A made-up password for the login calls. */
	password: string;
	/** Profile fields under the names of the dashboard API. */
	fields: JsonObject & { email: string };
}

/** The guest of all sample events. */
export const mara: SeededGuest = {
	id: 730415,
	password: 'sandbox-password-mara',
	fields: {
		email: 'mara.lind@example.com',
		first_name: 'Mara',
		last_name: 'Lind',
		phone: '5550142001',
		birthday: '1991-06-23',
		gender: 'female',
		address_line1: '18 Quay Street',
		city: 'Portview',
		state: 'ME',
		zip_code: '04101',
		preferred_locale: 'en',
		signup_channel: 'MobileEmail',
		marketing_email_subscription: true,
		marketing_pn_subscription: true,
		terms_and_conditions: true,
	},
};

/** A guest who has an external id and no birthday yet. */
export const jonas: SeededGuest = {
	id: 730416,
	password: 'sandbox-password-jonas',
	fields: {
		email: 'jonas.brandt@example.com',
		first_name: 'Jonas',
		last_name: 'Brandt',
		phone: '5550142002',
		signup_channel: 'WebEmail',
		external_source: 'customer_id',
		external_source_id: 'CRM-000918',
		marketing_email_subscription: false,
		marketing_pn_subscription: true,
	},
};

/** A guest without a phone number. */
export const aiko: SeededGuest = {
	id: 730417,
	password: 'sandbox-password-aiko',
	fields: {
		email: 'aiko.sato@example.com',
		first_name: 'Aiko',
		last_name: 'Sato',
		signup_channel: 'OnlineOrder',
		marketing_email_subscription: true,
		marketing_pn_subscription: false,
	},
};

export const guests: readonly SeededGuest[] = [mara, jonas, aiko];

/** Custom segments; Jonas is a member of the second. */
export const segments = {
	lapsed: { id: 1874, name: 'Lapsed Guests', description: 'No visit in 60 days', members: [] },
	coffee: {
		id: 1875,
		name: 'Coffee Lovers',
		description: 'Often buys coffee',
		members: [jonas.id],
	},
} as const;

/** How the webhooks of the sandbox sign themselves, one entry for each choice in Punchh. */
export const webhookAuth = {
	none: { scheme: 'none' },
	basic: {
		scheme: 'basic',
		user: 'sandbox-webhook-user',
		password: 'sandbox-webhook-password',
	},
	bearer: { scheme: 'bearer', token: 'sandbox-webhook-token' },
	hmacSha1: {
		scheme: 'hmacSha1',
		secret: 'sandbox-webhook-secret',
		clientKey: 'sandbox_webhook_client',
	},
	hmacSha256: {
		scheme: 'hmacSha256',
		secret: 'sandbox-webhook-secret',
		clientKey: 'sandbox_webhook_client',
	},
} as const satisfies Record<WebhookAuth['scheme'], WebhookAuth>;
