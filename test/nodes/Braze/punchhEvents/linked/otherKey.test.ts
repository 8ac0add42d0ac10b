import { BRAZE_KEYS } from '../../../../../sandbox/braze/seed';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import { guest, link, LINKED, settleAll, told } from './linked.setup';

/** A key of its own for deletions, which may do nothing else. */

const clock = jumpingClock();
const KEY = 'sandbox-braze-key-delete-only';

beforeEach(async () => {
	BRAZE_KEYS[KEY] = ['users.delete'];
	await link([told('CRM-1', 1)]);
	await settleAll(clock);
});
afterEach(() => void delete BRAZE_KEYS[KEY]);

test.each([1, 2])('deletes nobody, and the error says what it may not, run %d', async (runs) => {
	const { brazeApi } = sandboxCredentials(sandbox);
	const profiles = sandbox.braze.profiles.length;
	for (let run = 0; run < runs; run++) {
		const { errors } = await runNode({
			node: 'braze',
			credentials: { brazeApi: { ...brazeApi, apiKey: KEY } },
			parameters: {
				...{ resource: 'punchhEvent', operation: 'track', ...LINKED },
				options: { passOnDeletions: true },
			},
			items: [{ ...guest({ external_source_id: 'CRM-1' }, 10 + run), action: 'delete' }],
			onError: 'continueErrorOutput',
		});
		expect(errors[0].json).toMatchObject({
			error: expect.stringMatching(/^The guest cannot be linked: .*403/),
			details: { verdict: 'failed' },
		});
		expect(JSON.stringify(errors[0].json.details)).toContain('users.identify');
	}
	expect(sandbox.braze.profiles).toHaveLength(profiles);
});
