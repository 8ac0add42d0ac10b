import type { IDataObject } from 'n8n-workflow';

import { jumpingClock } from '../../../harness/jumpingClock';
import type { NodeRun } from '../../../harness/runNode';
import { AGAIN_MS, checkIn, LINKED, onUser } from './linked/linked.setup';
import { during, limit } from './linked/waiting.setup';
import { sandbox, track } from './punchhEvents.setup';

/** One process that records for more workspaces than it remembers. */

const clock = jumpingClock();
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
});

const MORE_THAN_REMEMBERED = 25;

const BY_EMAIL = { identifiers: { identifier: [{ by: 'email' }] } };

/** The same guest of many other brands, in runs of their own. */
async function otherBrands(): Promise<void> {
	for (let brand = 0; brand < MORE_THAN_REMEMBERED; brand++) {
		const credentials: NodeRun['credentials'] = {
			brazeApi: { instance: 'custom', customUrl: sandbox.brazeUrl, apiKey: `brand-${brand}` },
		};
		await track([checkIn({ user_id: 1 })], LINKED, {}, credentials);
	}
}

const events = () =>
	sandbox.braze.profiles.map(({ events: of }) =>
		of.map(({ properties }) => (properties as IDataObject).content_id),
	);

describe.each<[string, NodeRun['parameters'], IDataObject]>([
	['external ID', LINKED, { external_source_id: 'CRM-1' }],
	['email address', BY_EMAIL, { email: 'family@example.com' }],
])('two guests with one %s', (_what, by, own) => {
	const first = async () => await track([checkIn({ user_id: 1, ...own }, 1)], by);
	const second = async () => await track([checkIn({ user_id: 2, ...own }, 2)], by);

	test('the second comes while the first waits, and so do other brands', async () => {
		limit('/users/track', 30);
		await during(clock, first, async () => {
			await otherBrands();
			const { errors } = await second();
			expect(errors[0].json.error).toMatch(/^Another guest, with the Punchh user ID 1, has/);
		});
		expect(events()).toEqual([['check-in-1']]);
	});

	test('the second comes after the first, before Braze shows that one, and so do other brands', async () => {
		sandbox.braze.knobs.effectDelayMs = { '/users/track': 30_000 };
		await first();
		await otherBrands();
		const { errors } = await second();
		expect(errors).toHaveLength(1);
		clock.pass(AGAIN_MS);
		await otherBrands();
		expect(events()).toEqual([['check-in-1']]);
	});
});

test('a list that waits keeps its external IDs for its guests', async () => {
	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1' }] });
	limit('/users/identify', 30);
	await during(
		clock,
		async () => await onUser('linkPunchhGuest', { punchh_user_id: '1', external_id: 'CRM-1' }),
		async () => {
			await otherBrands();
			const { errors } = await track(
				[checkIn({ user_id: 2, external_source_id: 'CRM-1' }, 2)],
				LINKED,
			);
			expect(errors).toHaveLength(1);
		},
	);
	expect(events()).toEqual([[]]);
});
