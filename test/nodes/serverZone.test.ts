/** What is read may not depend on where the server stands. */

const { TZ } = process.env;
afterAll(() => {
	if (TZ === undefined) delete process.env.TZ;
	else process.env.TZ = TZ;
});

/** With modules of its own, so that nothing is kept from another zone. */
async function at(zone: string) {
	process.env.TZ = zone;
	jest.resetModules();
	const { readInZone } = await import('../harness/inZone');
	return await readInZone();
}

test('dates and times are read alike in Tokyo and in Los Angeles', async () => {
	const tokyo = await at('Asia/Tokyo');
	const losAngeles = await at('America/Los_Angeles');
	expect([tokyo.zone, losAngeles.zone]).toEqual([-540, 480]);
	expect(tokyo.all.map(({ length }) => length)).toEqual([26, 1, 1, 1]);
	expect(JSON.stringify(tokyo.all)).toContain('"verdict":"dryRun"');
	expect(tokyo.all).toEqual(losAngeles.all);
});
