import type { ErrorScope } from '../../shared/operations/errorScope';
import type { RefusalOf } from './refusals';

/** What to change when Punchh refuses a call. */
export interface Hint {
	/** The key in Punchh's `errors` object that the hint belongs to. */
	key?: string;
	status?: number;
	api?: string;
	text: string;
	scope?: ErrorScope;
	/** What is refused, if not just this call. */
	refusalOf?: RefusalOf;
}

/** For a lost answer that leaves open what Punchh did. */
export const MAY_HAVE_ACTED =
	'It may have acted on the call anyway: check in Punchh before you send it again';

/**
 * What to change, with the most specific clue first: keys of the error object, then statuses. Texts
 * are ignored, because Punchh has changed them before.
 */
export const KEY_HINTS: Hint[] = [
	{
		key: 'unknown_client',
		text: "Check 'Client ID' in the Punchh Mobile and SSO API credential",
		refusalOf: 'credential',
	},
	{
		key: 'invalid_signature',
		text: "Check 'Client Secret' in the Punchh Mobile and SSO API credential",
		refusalOf: 'credential',
	},
	{
		key: 'device_already_shared',
		text: "Punchh counts guests by device. Leave 'Device ID' empty to use a new one for each guest",
	},
	{
		key: 'external_source_id',
		text: "Check 'External Source ID': only one guest can have it together with its source",
	},
	{ key: 'external_source', text: "Check 'External Source': Punchh must know it" },
	{ key: 'email', text: "Check 'Email'" },
	{ key: 'phone', text: "Check 'Phone'. Another guest may have it" },
	{
		key: 'phone_uniqueness_disabled',
		text: "Choose something else in 'Find Guest By': in your business, several guests can share a phone number",
	},
	{ key: 'password', text: "Check 'Password': Punchh requires at least 8 characters" },
	{ key: 'invalid_email_password', text: "Check 'Email' and 'Password'" },
	{
		key: 'invalid_language',
		text: "Check 'Language' in the options",
		refusalOf: 'language',
	},
	{ key: 'location_not_found', text: "Check 'Store Number'" },
	{
		key: 'user_not_found',
		text: "Check 'User ID', 'Email' or 'Phone', whichever you gave: Punchh has no such guest",
	},
	...[
		['age_verified_status', 'Age Verified'],
		['birthday', 'Birthday'],
		['challenge_campaign_id', 'Challenge Campaign ID'],
		['channel', 'Channel'],
		['external_uid', 'External UID'],
		['first_name', 'First Name'],
		['fuel_amount', 'Fuel Amount'],
		['gift_count', 'Gift Count'],
		['last_name', 'Last Name'],
		['location_id', 'Location'],
		['menu_items', 'Menu Items (JSON)'],
		['name', 'Name'],
		['rating', 'Rating'],
		['redeemable_id', 'Redeemable'],
		['requested_punches', 'Points or Visits'],
		['reward_amount', 'Reward Amount'],
	].map(([key, parameter]) => ({ key, text: `Check '${parameter}'` })),
];

/** For answers that neither those keys nor the call itself explain. */
export const OTHER_HINTS: Hint[] = [
	{
		status: 400,
		text: "Fill in the field that Punchh names; 'client' is 'Client ID' in the credential",
	},
	{ key: 'not_found', text: "Check 'Segment' and the guest's 'User ID' or 'Email'" },
	{
		status: 401,
		api: 'dashboard',
		text: "Check 'Business Admin Key' in the Punchh API credential",
		refusalOf: 'credential',
	},
	{ status: 401, api: 'mobile', text: "Check 'Access Token': it may have expired" },
	{ status: 401, api: 'sso', text: "Check 'Authentication Token': it may have expired" },
	{
		status: 403,
		text: 'Ask Punchh to give the admin key this permission, or to enable the feature',
		refusalOf: 'endpoint',
	},
	{ status: 404, text: "Check 'Base URL' in the credential" },
	{
		status: 412,
		text: "Check 'Client Secret' in the Punchh Mobile and SSO API credential",
		refusalOf: 'credential',
	},
	{
		status: 429,
		text: 'Punchh limits the rate of calls. Send fewer at once, or send them later',
		scope: 'connection',
	},
];

export interface StatusRange {
	from: number;
	to: number;
	/** Used if Punchh's answer has no sentence. */
	message: string;
	text?: string;
	scope?: ErrorScope;
	refusalOf?: RefusalOf;
}

/** Statuses whose meaning is clear even if Punchh sends nothing readable with them. */
export const STATUS_RANGES: StatusRange[] = [
	{
		from: 300,
		to: 399,
		message: 'Punchh redirected the call, as it does if a permission is missing',
		text: 'Ask Punchh to give the admin key this permission',
		refusalOf: 'endpoint',
	},
	{
		from: 408,
		to: 408,
		message: 'Punchh took too long to answer',
		text: MAY_HAVE_ACTED,
		scope: 'connection',
	},
	{ from: 412, to: 412, message: "Punchh: the signature doesn't match" },
	{ from: 429, to: 429, message: 'Punchh: too many calls' },
	{
		from: 500,
		to: 599,
		message: 'Punchh could not handle the call',
		text: MAY_HAVE_ACTED,
		scope: 'connection',
	},
];
