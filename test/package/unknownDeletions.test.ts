import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../nodes/Braze/identity/memory/workspaces';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runCode } from '../harness/exampleCode';
import { jumpingClock } from '../harness/jumpingClock';
import { sample, sandboxCredentials, trackEvents } from '../harness/punchhEvents';

/** A deletion whose answer is lost: the next holder of the external ID may have a profile when it is sent again. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	forgetAllGuests();
});
afterAll(async () => await sandbox.close());

jumpingClock();

/** What the examples make of an event that Braze did not take. */
async function stateAfter(event: IDataObject, path: string, example: string): Promise<unknown> {
	sandbox.faults.add({ side: 'braze', path, count: 9, fault: { cut: 'after' } });
	const { errors } = await trackEvents({
		items: [event],
		parameters: { identifiers: { identifier: [{ by: 'linked' }] } },
		options: { passOnDeletions: true },
		credentials: sandboxCredentials(sandbox),
	});
	const refused = errors.map(({ json }) => ({ id: 1, ...json }));
	const [row] = runCode(example, 'Not recorded', refused);
	expect(row).toMatchObject({ verdict: 'unknown' });
	return row.state;
}

describe.each(['punchh-events-to-braze', 'send-again-what-was-not-recorded'])('%s', (example) => {
	test('leaves it to a person', async () => {
		const deletion = { ...sample('guest-create'), action: 'delete' };
		expect(await stateAfter(deletion, '/users/delete', example)).toBe('look');
	});

	test('sends attributes again by itself', async () => {
		const event = sample('guest-create');
		expect(await stateAfter(event, '/users/track', example)).toBe('waiting');
	});

	test('leaves an event that may count twice to a person', async () => {
		const event = sample('checkin-loyalty-create-online');
		expect(await stateAfter(event, '/users/track', example)).toBe('look');
	});
});
