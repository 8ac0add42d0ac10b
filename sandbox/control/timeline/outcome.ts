import type { Attempt, Delivery } from '../../punchh/webhooks/types';
import { shownAttempt } from '../shown';
import type { WebhookOf } from './punchhSteps';
import type { BrazeStep, GuestCallStep, ProfileStep } from './types';

/** What Braze has had of an event. */
interface AtBraze {
	calls: BrazeStep[];
	guestCalls: GuestCallStep[];
	profiles: ProfileStep[];
}

/** All that happened to an event, in sentences for each side. */
export function outcomeOf(deliveries: Delivery[], webhookOf: WebhookOf, atBraze: AtBraze): string {
	return `${sentencesOfPunchh(deliveries, webhookOf)} ${sentenceOfBraze(atBraze)}`;
}

/** One delivery needs no name; of several each webhook is told apart. */
function sentencesOfPunchh(deliveries: Delivery[], webhookOf: WebhookOf): string {
	if (deliveries.length === 1) return sentence(fateOf(deliveries[0]));
	const webhooks = [...new Set(deliveries.map(webhookOf))];
	const told = webhooks.map((name) => {
		const fates = deliveries.filter((one) => webhookOf(one) === name).map(fateOf);
		return `To "${name}"${fates.length > 1 ? `, ${fates.length} times` : ''}: ${fates.join('; ')}.`;
	});
	return told.join(' ');
}

/** What became of one delivery. */
function fateOf({ state, attempts }: Delivery): string {
	const tries = times(attempts.length, 'try', 'tries');
	const fates: Record<Delivery['state'], string> = {
		PENDING: 'still on its way',
		SENDING: 'still on its way',
		SUSPENDED: 'held until the webhook is active again',
		FAILED: `given up after ${tries}`,
		DELIVERED: `delivered after ${tries}${saidWith(attempts.at(-1))}`,
	};
	return fates[state];
}

/** What the receiver said when it took the event: it may say that it drops it. */
function saidWith(attempt: Attempt | undefined): string {
	const said = attempt && shownAttempt(attempt).said;
	return said === undefined ? '' : `, with the answer "${said}"`;
}

function sentence(words: string): string {
	return `${words[0].toUpperCase()}${words.slice(1)}.`;
}

function sentenceOfBraze({ calls, guestCalls, profiles }: AtBraze): string {
	if (calls.length === 0) {
		return guestCalls.length === 0
			? 'Nothing about it has reached Braze.'
			: 'Braze was called about its guest, and got nothing of the event itself.';
	}
	if (calls.every(({ objects }) => objects.every(({ shared }) => shared))) {
		return 'Braze got objects about its guest, together with other events: they may belong to either.';
	}
	const copies = Math.max(0, ...profiles.map((profile) => profile.copies));
	const told = [...failures(calls), ...verdicts(calls), standing(copies, profiles)];
	return sentence([...told, ...losses(calls)].join('; '));
}

/** The attributes that a profile lost by what is surely of the event. */
function losses(calls: BrazeStep[]): string[] {
	const objects = calls.flatMap((call) => call.objects).filter(({ shared }) => !shared);
	const names = [...new Set(objects.flatMap(({ removed = [] }) => removed))];
	return names.length === 0 ? [] : [`removed from the profile: ${names.join(', ')}`];
}

/** A guest event tells values of the guest, so that it stands on no profile as an event. */
function standing(copies: number, profiles: ProfileStep[]): string {
	if (copies > 0) return `the event is on the profile ${copies === 1 ? 'once' : `${copies} times`}`;
	return profiles.length > 0 && profiles.every(({ onlyAttributes }) => onlyAttributes)
		? "the guest's attributes are on the profile, and no event was sent with them"
		: 'no profile has an event with its content_id';
}

function failures(calls: BrazeStep[]): string[] {
	const failed = calls.filter(({ objects }) => objects.some(({ unread }) => unread)).length;
	if (failed === 0) return [];
	return [`${failed} of ${times(calls.length, 'request', 'requests')} to Braze failed as a whole`];
}

/** How many objects were taken of those that are surely of the event and that Braze looked at. */
function verdicts(calls: BrazeStep[]): string[] {
	const objects = calls
		.flatMap((call) => call.objects)
		.filter(({ unread, shared }) => !unread && !shared);
	if (objects.length === 0) return [];
	const taken = objects.filter((object) => object.taken).length;
	return [`Braze took ${taken} of ${times(objects.length, 'object', 'objects')}`];
}

function times(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
