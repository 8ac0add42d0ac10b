import type { IWebhookFunctions } from 'n8n-workflow';

import { SEEN_LIMITS } from '../../nodes/shared/webhook/seen';
import { stateOf } from '../../nodes/shared/webhook/state';

const HOUR_MS = 3_600_000;
const MEMORY_HOURS = SEEN_LIMITS.ageSeconds / 3_600;

let workflows = 0;
let startMs = Date.parse('2026-03-14T00:00:00Z');
/** Calls a trigger so many hours after the start of the test. */
const call = (workflow: string, hours: number, node = 'node') => {
	jest.setSystemTime(startMs + hours * HOUR_MS);
	const context = { getWorkflow: () => ({ id: workflow }), getNode: () => ({ id: node }) };
	return stateOf.call(context as IWebhookFunctions);
};
const newWorkflow = () => String(++workflows);

beforeEach(() => {
	jest.useFakeTimers();
	startMs += 1_000 * HOUR_MS;
});
afterEach(() => void jest.useRealTimers());

test('each trigger has a state of its own, from call to call', () => {
	const [one, other] = [newWorkflow(), newWorkflow()];
	const state = call(one, 0);
	expect(call(one, 1)).toBe(state);
	expect(call(one, 1, 'another node')).not.toBe(state);
	expect(call(other, 1)).not.toBe(state);
});

test('a trigger that nobody calls any more is dropped, when another is called', () => {
	const [gone, kept] = [newWorkflow(), newWorkflow()];
	const [stateOfGone, stateOfKept] = [call(gone, 0), call(kept, 1)];
	call(newWorkflow(), MEMORY_HOURS + 0.5);
	// The clock goes back to where neither would be too old, to see which of the two is there still.
	expect(call(kept, 2)).toBe(stateOfKept);
	expect(call(gone, 2)).not.toBe(stateOfGone);
});

test('a trigger that is called now and then stays as long as it knows anything', () => {
	const workflow = newWorkflow();
	const state = call(workflow, 0);
	for (let hours = MEMORY_HOURS; hours < 10 * MEMORY_HOURS; hours += MEMORY_HOURS) {
		expect(call(workflow, hours)).toBe(state);
		call(newWorkflow(), hours);
	}
});
