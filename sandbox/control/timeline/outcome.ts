import type { Delivery } from '../../webhooks/types';
import type { BrazeStep, ProfileStep } from './types';

/** All that happened to an event, in a sentence for each side. */
export function outcomeOf(
	deliveries: Delivery[],
	calls: BrazeStep[],
	profiles: ProfileStep[],
): string {
	return `${sentenceOfPunchh(deliveries)} ${sentenceOfBraze(calls, profiles)}`;
}

function sentenceOfPunchh(deliveries: Delivery[]): string {
	const isIn = (state: Delivery['state']) => deliveries.some((one) => one.state === state);
	const tries = Math.max(...deliveries.map(({ attempts }) => attempts.length));
	if (isIn('PENDING') || isIn('SENDING')) return 'Punchh is still trying to deliver it.';
	if (isIn('SUSPENDED')) return 'Punchh holds it: the webhook is suspended.';
	if (isIn('FAILED')) return `Punchh has given up after ${times(tries, 'try', 'tries')}.`;
	return `Delivered after ${times(tries, 'try', 'tries')}.`;
}

function sentenceOfBraze(calls: BrazeStep[], profiles: ProfileStep[]): string {
	if (calls.length === 0) return 'Nothing about it has reached Braze.';
	const copies = Math.max(0, ...profiles.map((profile) => profile.copies));
	const stands =
		copies === 0
			? 'no profile has an event with its content_id'
			: `the event stands ${copies === 1 ? 'once' : `${copies} times`} on the profile`;
	const told = [...failures(calls), ...verdicts(calls), stands].join('; ');
	return `${told[0].toUpperCase()}${told.slice(1)}.`;
}

function failures(calls: BrazeStep[]): string[] {
	const failed = calls.filter(({ objects }) => objects.some(({ unread }) => unread)).length;
	if (failed === 0) return [];
	return [`${failed} of ${times(calls.length, 'request', 'requests')} to Braze failed as a whole`];
}

/** How many objects were taken of those that Braze looked at. */
function verdicts(calls: BrazeStep[]): string[] {
	const objects = calls.flatMap((call) => call.objects).filter(({ unread }) => !unread);
	if (objects.length === 0) return [];
	const taken = objects.filter((object) => object.taken).length;
	return [`Braze took ${taken} of ${times(objects.length, 'object', 'objects')}`];
}

function times(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
