import { z } from 'zod';

import type { PunchhKnobs } from '../punchh/knobs';
import { choice, names, onOff, whole, type Knobs } from './knob';

export const PUNCHH: Knobs<PunchhKnobs> = {
	missingClient: choice(
		'The body when client is missing: a list under missing_required_param, or by name',
		'listed',
		'named',
	),
	unknownClientPeriod: onOff('Whether the sentence about an unknown client ends with a period'),
	signatureText: choice(
		'The end of the sentence about a wrong digest, of which two generations exist',
		'url',
		'topic',
	),
	ownUpdateUnauthorized: choice(
		'The body when PUT /api2/mobile/users comes with a wrong token',
		'activeToken',
		'accessDenied',
	),
	malformedLoginEmail: choice(
		'The key of the error when a login has a malformed e-mail',
		'email',
		'base',
	),
	dashboardIdForm: choice("IDs in the dashboard's look-up of a guest", 'number', 'string'),
	repeatedMember: choice(
		'What is answered to adding a member of a custom segment again',
		'created',
		'refused',
	),
	memberIdForm: choice('The ID of a segment member', 'number', 'string'),
	deleteActiveGuest: choice(
		'Whether a guest who was not deactivated can be deleted',
		'refused',
		'allowed',
	),
	requestsPerMinute: {
		about: 'Calls a minute by "METHOD /path"; more are answered with 429',
		values: z.record(z.number().int().min(1)),
	},
	requestsPerDay: {
		about: 'The same a day',
		values: z.record(z.number().int().min(1)),
	},
	requiredSignUpFields: names('Fields that the brand demands at sign-up, besides the documented'),
	bulkWithoutPermission: choice(
		'How bulk_add and bulk_remove turn an admin without permission away',
		'redirect',
		'forbidden',
	),
	repeatedExternalUid: choice(
		'What a check-in with a used external_uid gets; nothing is credited twice',
		'same',
		'refused',
	),
	phoneUniqueness: onOff('Whether phone numbers are unique, and so can be searched for'),
	withheldFields: names('Fields that the brand withholds from the answer of users/info'),
	guestsPerDevice: whole('Sign-ups that one device may make', 1),
	failedAuthentications: whole(
		'Failed authentications in 10 minutes that block an address for an hour; 0: never',
	),
	nightWindow: onOff('Whether bulk_add and bulk_remove work from 9:30 PM to 5:30 AM EST only'),
	backgroundDelayMs: whole('How late background work is done, in ms; 0: before the answer'),
	ownDeletion: choice('Whether guests may delete their own account', 'enabled', 'notConfigured'),
	supportGifting: onOff('Whether users/support_gifting is switched on'),
	redeemablesList: onOff('Whether the list of redeemables is switched on'),
	ageVerification: choice('Whether the SSO sign-up demands age_verified_status', 'off', 'required'),
	eclubSources: names('The sources that eclub_guests takes'),
	explicitOptIn: onOff('Whether eclub_guests demands marketing_email_subscription'),
	guestDeleteEvents: onOff('Whether deleting a guest sends an event'),
	guestUpdateOnBalance: onOff(
		'Whether a changed balance sends a guest update as well as the event of its cause',
	),
	keepRequests: whole('How many calls the log keeps', 1),
};
