import fc from 'fast-check';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { callBraze, type Json } from '../../http';
import { ALIAS, EVENT, PURCHASE, sandbox, send } from './track.setup';

describe('the record', () => {
	test('has a row for each object, in the order of arrival', async () => {
		await send({
			events: [EVENT, { ...EVENT, name: '' }],
			attributes: [{ external_id: 'b', _update_existing_only: true, x: 1 }],
		});
		await send({ events: [EVENT] });
		const [one, two] = sandbox.braze.requests.map(({ number }) => number);
		expect(sandbox.braze.verdicts).toEqual([
			{
				request: one,
				array: 'attributes',
				index: 0,
				taken: true,
				effect: false,
				object: { external_id: 'b', _update_existing_only: true, x: 1 },
			},
			{ request: one, array: 'events', index: 0, taken: true, effect: true, object: EVENT },
			{
				request: one,
				array: 'events',
				index: 1,
				taken: false,
				effect: false,
				reason: "'name' is required",
				object: { ...EVENT, name: '' },
			},
			{ request: two, array: 'events', index: 0, taken: true, effect: true, object: EVENT },
		]);
	});

	test('keeps the newest, or nothing', async () => {
		sandbox.braze.knobs.keepVerdicts = 100;
		for (let call = 0; call < 5; call += 1) await send({ events: Array(75).fill(EVENT) });
		expect(sandbox.braze.verdicts.length).toBeGreaterThanOrEqual(100);
		expect(sandbox.braze.verdicts.length).toBeLessThanOrEqual(110);
		expect(sandbox.braze.verdicts.at(-1)).toMatchObject({ index: 74 });

		sandbox.reset();
		Object.assign(sandbox.braze.knobs, { keepVerdicts: 0, keepDrops: 0 });
		await send({ attributes: [{ external_id: 'a', gender: 'X' }] });
		expect([sandbox.braze.verdicts, sandbox.braze.drops]).toEqual([[], []]);
	});

	test('agrees with the answer, whatever is sent', async () => {
		const id = fc.constantFrom<Json>(
			{ external_id: 'a' },
			{ external_id: 'a', braze_id: 'b' },
			{ external_id: 5 },
			{ email: 'a@example.com' },
			{ email: 'nowhere' },
			{ user_alias: ALIAS },
			{ user_alias: ALIAS, _update_existing_only: false },
			{ phone: '1' },
			{},
		);
		const extra = fc.constantFrom<Json>(
			{},
			{ x: { a: null } },
			{ gender: 'X' },
			{ email_subscribe: 'yes' },
			{ quantity: 0 },
			{ time: 'never' },
			{ properties: { time: 1 } },
			{ properties: [] },
		);
		const list = (base: Json) =>
			fc.array(
				fc.oneof(
					{
						weight: 8,
						arbitrary: fc.tuple(id, extra).map(([who, more]) => ({ ...base, ...who, ...more })),
					},
					{ weight: 1, arbitrary: fc.constantFrom<unknown>(null, 5, 'text', []) },
				),
				{ maxLength: 20 },
			);
		const body = fc.record({
			attributes: list({ x: 1 }),
			events: list({ ...EVENT, external_id: '' }),
			purchases: list({ ...PURCHASE, external_id: '' }),
		});
		await fc.assert(
			fc.asyncProperty(body, async (sent) => {
				sandbox.reset();
				const { status, body: answer } = await send(sent);
				const { verdicts } = sandbox.braze;
				const rows = (['attributes', 'events', 'purchases'] as const).flatMap((array) =>
					sent[array].map((object, index) => ({ array, index, object })),
				);
				expect(verdicts).toMatchObject(rows);
				const refused = verdicts.filter(({ taken }) => !taken);
				expect((answer as Json).errors ?? []).toEqual(
					refused.map(({ array, index, reason }) => ({ type: reason, input_array: array, index })),
				);
				for (const array of ['attributes', 'events', 'purchases']) {
					const taken = verdicts.filter((row) => row.array === array && row.taken).length;
					expect((answer as Json)[`${array}_processed`] ?? 0).toBe(taken);
				}
				expect(status).toBe(verdicts.some(({ taken }) => taken) ? 201 : 400);
				const kept = sandbox.braze.profiles.flatMap(({ events, purchases }) => [
					...events,
					...purchases,
				]);
				const effective = verdicts.filter(({ array, effect }) => array !== 'attributes' && effect);
				expect(kept).toHaveLength(effective.length);
			}),
			{ seed: fuzzSeed(), numRuns: fuzzRuns(60, 3_000) },
		);
	});
});

test('20,000 profiles: each identifier finds its own', async () => {
	sandbox.braze.seed({
		profiles: Array.from({ length: 20_000 }, (_value, index) => ({
			external_id: `guest-${index}`,
			alias: { alias_name: `guest-${index}`, alias_label: 'crm' },
			attributes: { email: `guest-${index}@example.com`, phone: `+1555${index}0000` },
		})),
	});
	const identifiers = [
		{ external_id: 'guest-19999' },
		{ user_alias: { alias_name: 'guest-19999', alias_label: 'crm' } },
		{ email: 'guest-19999@example.com' },
		{ phone: '+1555199990000' },
	];
	await send({
		events: identifiers.map((identifier) => ({ ...EVENT, external_id: '', ...identifier })),
	});
	const { body } = await callBraze(sandbox.brazeUrl, 'POST', '/users/export/ids', {
		external_ids: ['guest-19999'],
		fields_to_export: ['custom_events', 'external_id'],
	});
	expect(sandbox.braze.store.byExternalId('guest-19999')?.events).toHaveLength(4);
	expect(body).toMatchObject({ users: [{ external_id: 'guest-19999' }] });
});
