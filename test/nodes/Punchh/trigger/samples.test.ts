import { BrazeTrigger } from '../../../../nodes/Braze/BrazeTrigger.node';
import { SAMPLES } from '../../../../nodes/Punchh/events/samples';
import { PunchhTrigger } from '../../../../nodes/Punchh/PunchhTrigger.node';
import { punchhTriggerPanel } from '../../../../nodes/Punchh/trigger/description';
import { serveTrigger, type ServedTrigger } from '../../../harness/serveTrigger';

const everything = Object.keys(SAMPLES);

const told = async ({ url }: ServedTrigger, query: string) =>
	((await (await fetch(url + query)).json()) as { message: string }).message;

test('the browser is told what has happened, and which samples there are', async () => {
	const trigger = await serveTrigger(
		{ authentication: 'none', events: [] },
		{},
		{ mode: 'manual' },
	);
	expect(await told(trigger, '?sample=reward')).toBe(
		"The sample 'reward' is in the editor: it is now the output of the trigger",
	);
	for (const query of ['?sample=', '?sample=rewards']) {
		expect(await told(trigger, query)).toBe(
			`There is no such sample. The samples are: ${everything.join(', ')}`,
		);
	}
	expect(await told(trigger, '')).toBe('Ready');
	expect(trigger.executions).toHaveLength(1);
	await trigger.close();
});

test('the panel names every sample, before and after publishing', () => {
	const { executionsHelp } = punchhTriggerPanel as { executionsHelp: Record<string, string> };
	for (const help of [executionsHelp.inactive, executionsHelp.active]) {
		const [, samples] = help.split('?sample=');
		for (const event of everything) expect(samples).toContain(event);
	}
});

test.each([
	['Punchh', new PunchhTrigger(), '?sample=guest'],
	['Braze', new BrazeTrigger(), 'Test Send'],
])('who waits for %s in the editor is told that nothing comes by itself', (_vendor, node, how) => {
	const { eventTriggerDescription, triggerPanel } = node.description;
	const { activationHint } = triggerPanel as { activationHint: Record<string, string> };
	for (const text of [eventTriggerDescription, activationHint.active, activationHint.inactive]) {
		expect(text).toContain('Test URL');
		expect(text).toContain('Production URL');
		expect(text).toContain(how);
	}
});
