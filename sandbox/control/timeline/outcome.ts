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
	const objects = calls.flatMap((call) => call.objects);
	const taken = objects.filter((object) => object.taken).length;
	const copies = profiles.reduce((sum, profile) => sum + profile.copies, 0);
	const most = Math.max(0, ...profiles.map((profile) => profile.copies));
	const said = `Braze took ${taken} of ${times(objects.length, 'object', 'objects')}`;
	if (copies === 0) return `${said}; no profile has an event with its content_id.`;
	return `${said}; the event stands ${most === 1 ? 'once' : `${most} times`} on the profile.`;
}

function times(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
