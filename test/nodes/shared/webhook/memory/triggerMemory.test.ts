import express from 'express';
import type { IWebhookFunctions } from 'n8n-workflow';

import { memoryOf } from '../../../../../nodes/shared/webhook/memory/triggerMemory';
import { WEBHOOK_POLICY } from '../../../../../nodes/shared/webhook/policy';

const HOUR_MS = 3_600_000;
const MEMORY_HOURS = WEBHOOK_POLICY.seen.ageSeconds / 3_600;

const app = express();
let workflows = 0;
let startMs = Date.parse('2026-03-14T00:00:00Z');
/** Calls a trigger so many hours after the start of the test. */
const call = (workflow: string, hours: number, node = 'node') => {
	jest.setSystemTime(startMs + hours * HOUR_MS);
	const context = {
		getWorkflow: () => ({ id: workflow }),
		getRequestObject: () => ({ app }),
	};
	return memoryOf.call(context as unknown as IWebhookFunctions, node);
};
const newWorkflow = () => String(++workflows);

beforeEach(() => {
	jest.useFakeTimers();
	startMs += 1_000 * HOUR_MS;
});
afterEach(() => void jest.useRealTimers());

test('each trigger has a memory of its own, from call to call', () => {
	const [one, other] = [newWorkflow(), newWorkflow()];
	const memory = call(one, 0);
	expect(call(one, 1)).toBe(memory);
	expect(call(one, 1, 'another node')).not.toBe(memory);
	expect(call(other, 1)).not.toBe(memory);
});

test('a trigger that nobody calls any more is dropped, when another is called', () => {
	const [gone, kept] = [newWorkflow(), newWorkflow()];
	const [memoryOfGone, memoryOfKept] = [call(gone, 0), call(kept, 1)];
	call(newWorkflow(), MEMORY_HOURS + 0.5);
	// The clock goes back to where neither would be too old, to see which of the two is there still.
	expect(call(kept, 2)).toBe(memoryOfKept);
	expect(call(gone, 2)).not.toBe(memoryOfGone);
});

test('a trigger that is called now and then stays as long as it knows anything', () => {
	const workflow = newWorkflow();
	const memory = call(workflow, 0);
	for (let hours = MEMORY_HOURS; hours < 10 * MEMORY_HOURS; hours += MEMORY_HOURS) {
		expect(call(workflow, hours)).toBe(memory);
		call(newWorkflow(), hours);
	}
});
