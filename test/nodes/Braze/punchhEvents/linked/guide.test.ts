import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../../../../playground/paths';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	alias,
	checkIn,
	guest,
	link,
	named,
	nameOf,
	PASSER_BY,
	profilesLeft,
	settleAll,
	told,
	USER,
} from './linked.setup';

/** The way of one guest in docs/punchh-events-to-braze.md: what its table says, row by row. */

const clock = jumpingClock();
const GUIDE = readFileSync(join(ROOT, 'docs', 'punchh-events-to-braze.md'), 'utf8');
const BY_ALIAS = { identifier: { user_alias: alias() } };
const BEN = 2;

const outputOf = async (...[events, options]: Parameters<typeof link>) => {
	const { items, errors } = await link(events, options);
	return [...items, ...errors].map(({ json }) => json)[0];
};

test('one guest, from sign-up to deletion', async () => {
	sandbox.braze.now = () => clock.nowMs();
	expect(await outputOf([named('Mara', 1)])).toMatchObject(BY_ALIAS);
	expect(await outputOf([checkIn({}, 2)])).toMatchObject(BY_ALIAS);
	expect(profilesLeft()).toEqual([[undefined, USER, String(USER), 'check-in-2']]);

	sandbox.braze.seed({ profiles: [{ external_id: 'CRM-1', attributes: { first_name: 'App' } }] });
	expect(await outputOf([told('CRM-1', 3)])).toMatchObject({
		identifier: { external_id: 'CRM-1' },
		link: { verdict: 'accepted' },
	});
	clock.pass(AGAIN_MS);
	expect(await outputOf([checkIn({ user_id: PASSER_BY }, 4)])).not.toHaveProperty('link');
	expect(profilesLeft()).toEqual([['CRM-1', USER, String(USER), 'check-in-2']]);
	expect(nameOf('CRM-1')).toBe('Mara');

	expect(await outputOf([checkIn({}, 5)])).toMatchObject({ verdict: 'accepted' });
	const { attributeNames } = await outputOf([named('Ann', 7)]);
	expect(attributeNames).toContain('first_name');
	const { warnings } = await outputOf([named('Mara', 6)]);
	expect(String(warnings)).toContain('a newer event has already written first_name');
	expect(nameOf('CRM-1')).toBe('Ann');

	expect(await outputOf([told('CRM-2', 8)])).toMatchObject({ link: { external_id: 'CRM-2' } });
	const ben = guest({ user_id: BEN, external_source_id: 'CRM-1', first_name: 'Ben' }, 9);
	const refusal = `Another guest, with the Punchh user ID ${USER}, had, and may still have, the external ID CRM-1`;
	expect(GUIDE).toContain(refusal);
	expect(String((await outputOf([ben])).error)).toContain(refusal);
	await settleAll(clock);
	expect(await outputOf([ben])).toMatchObject({ verdict: 'accepted' });
	expect(profilesLeft().map(([id, who]) => [id, who])).toEqual([
		['CRM-1', BEN],
		['CRM-2', USER],
	]);
	expect(sandbox.braze.profiles.find(({ external_id: id }) => id === 'CRM-2')).toMatchObject({
		attributes: { first_name: 'Ann', punchh_external_id_since: expect.any(String) as string },
	});

	const gone = { ...told('CRM-2', 20), action: 'delete' };
	expect(await outputOf([gone], { passOnDeletions: true })).toMatchObject({ deleted: true });
	expect(await outputOf([checkIn({}, 10)])).toMatchObject({
		verdict: 'skipped',
		reason: 'The guest was deleted after this event',
	});
	expect(profilesLeft().map(([id]) => id)).toEqual(['CRM-1']);
});
