import { atZone } from '../harness/atZone';

/** What is read may not depend on where the server stands. */

const at = async (zone: string) =>
	await atZone(zone, async () => await (await import('../harness/inZone')).readInZone());

test('dates and times are read alike in Tokyo and in Los Angeles', async () => {
	const tokyo = await at('Asia/Tokyo');
	const losAngeles = await at('America/Los_Angeles');
	expect([tokyo.zone, losAngeles.zone]).toEqual([-540, 480]);
	expect(tokyo.all.map(({ length }) => length)).toEqual([26, 1, 1, 1]);
	expect(JSON.stringify(tokyo.all)).toContain('"verdict":"dryRun"');
	expect(tokyo.all).toEqual(losAngeles.all);
});
