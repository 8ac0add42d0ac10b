import { z } from 'zod';

import {
	choice,
	names,
	onOff,
	whole,
	type Knob,
	type KnobTable,
	type KnobValues,
} from '../../shared/knobs';

/** Calls by "METHOD /path". */
const calls = (about: string, initial: Record<string, number>): Knob<Record<string, number>> => ({
	about,
	initial,
	values: z.record(z.number().int().min(1)),
});

/**
 * Behaviour of Punchh that differs between sources, between brands or with the load. At first it is
 * the documented one; where the documents are silent, the one that is easiest to work with.
 */
export const PUNCHH_KNOBS = {
	missingClient: choice(
		'The body when client is missing: a list under missing_required_param, or by name',
		['listed', 'named'],
	),
	unknownClientPeriod: onOff(
		'Whether the sentence about an unknown client ends with a period',
		true,
	),
	signatureText: choice(
		'The end of the sentence about a wrong digest, of which two generations exist',
		['url', 'topic'],
	),
	ownUpdateUnauthorized: choice('The body when PUT /api2/mobile/users comes with a wrong token', [
		'activeToken',
		'accessDenied',
	]),
	malformedLoginEmail: choice(
		'The key of the error when a login has a malformed e-mail',
		['email', 'base'],
		'base',
	),
	dashboardIdForm: choice("IDs in the dashboard's look-up of a guest", ['number', 'string']),
	repeatedMember: choice('What adding a member of a custom segment again is answered with', [
		'created',
		'refused',
	]),
	// The example has a number, the schema a text.
	memberIdForm: choice('The ID of a segment member', ['number', 'string']),
	deleteActiveGuest: choice('Whether a guest who was not deactivated can be deleted', [
		'refused',
		'allowed',
	]),
	// Punchh's published limits. (PAR developer portal, Platform Functions)
	requestsPerMinute: calls('Calls a minute by "METHOD /path"; more are answered with 429', {
		'POST /api2/dashboard/users/support': 1_250,
		'POST /api2/dashboard/users/support_gifting': 4_000,
		'POST /api2/dashboard/redemptions/force_redeem': 500,
	}),
	requestsPerDay: calls('The same a day', {
		'POST /api2/dashboard/redemptions/force_redeem': 100_000,
	}),
	requiredSignUpFields: names('Fields that the brand demands at sign-up, besides the documented'),
	bulkWithoutPermission: choice(
		'How bulk_add and bulk_remove turn an admin without permission away',
		['redirect', 'forbidden'],
	),
	repeatedExternalUid: choice(
		'What a check-in with a used external_uid gets; nothing is credited twice',
		['same', 'refused'],
	),
	phoneUniqueness: onOff('Whether phone numbers are unique, and so can be searched for', true),
	withheldFields: names('Fields that the brand withholds from the answer of users/info'),
	// The number that Punchh allows is not published.
	guestsPerDevice: whole('Sign-ups that one device may make', 5, 1),
	failedAuthentications: whole(
		'Failed authentications in 10 minutes that block an address for an hour; 0: never',
		0,
	),
	nightWindow: onOff(
		'Whether bulk_add and bulk_remove work from 9:30 PM to 5:30 AM EST only',
		false,
	),
	backgroundDelayMs: whole(
		'How late background work (asynchronous calls, deletions) is done, in ms; 0: before the answer',
		0,
	),
	ownDeletion: choice('Whether guests may delete their own account', ['enabled', 'notConfigured']),
	supportGifting: onOff('Whether users/support_gifting is switched on', true),
	redeemablesList: onOff('Whether the list of redeemables is switched on', true),
	ageVerification: choice('Whether the SSO sign-up demands age_verified_status', [
		'off',
		'required',
	]),
	eclubSources: names('The sources that eclub_guests takes', ['eClub', 'Web', 'Kiosk']),
	explicitOptIn: onOff('Whether eclub_guests demands marketing_email_subscription', false),
	guestDeleteEvents: onOff('Whether deleting a guest sends an event', false),
	guestUpdateOnBalance: onOff(
		'Whether a changed balance sends a guest update as well as the event of its cause',
		false,
	),
	keepRequests: whole('How many calls the log keeps', 10_000, 1),
} satisfies KnobTable;

export type PunchhKnobs = KnobValues<typeof PUNCHH_KNOBS>;
