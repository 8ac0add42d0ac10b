import type { Delivery } from '../../punchh/webhooks/types';
import type { WebhookOf } from './punchhSteps';
import type { BrazeStep, ProfileStep } from './types';

/** All that happened to an event, in sentences for each side. */
export function outcomeOf(
	deliveries: Delivery[],
	webhookOf: WebhookOf,
	calls: BrazeStep[],
	profiles: ProfileStep[],
): string {
	return `${sentencesOfPunchh(deliveries, webhookOf)} ${sentenceOfBraze(calls, profiles)}`;
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
		DELIVERED: `delivered after ${tries}`,
	};
	return fates[state];
}

function sentence(words: string): string {
	return `${words[0].toUpperCase()}${words.slice(1)}.`;
}

function sentenceOfBraze(calls: BrazeStep[], profiles: ProfileStep[]): string {
	if (calls.length === 0) return 'Nothing about it has reached Braze.';
	if (calls.every(({ objects }) => objects.every(({ shared }) => shared))) {
		return 'Braze got objects about its guest, together with other events: they may belong to either.';
	}
	const copies = Math.max(0, ...profiles.map((profile) => profile.copies));
	const stands =
		copies === 0
			? 'no profile has an event with its content_id'
			: `the event stands ${copies === 1 ? 'once' : `${copies} times`} on the profile`;
	return sentence([...failures(calls), ...verdicts(calls), stands].join('; '));
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
