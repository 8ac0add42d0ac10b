import fc from 'fast-check';

import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { expectOne, Histories, profilesOf, type Preset } from './histories.run';
import { history, troubled, type History } from './histories.setup';

const played = new Histories(jumpingClock());

const NUM_RUNS = fuzzRuns(5, 2_000);
const histories = fc.sample(history, { seed: fuzzSeed(), numRuns: NUM_RUNS });

/** How many guests of how many have several profiles, by preset. */
const splits: Record<Preset, [split: number, guests: number]> = {
	recommended: [0, 0],
	adapter: [0, 0],
};

async function profilesInTheEnd(given: History, preset: Preset) {
	const guests = await played.run(given, preset);
	return guests.map((guest) => {
		const profiles = profilesOf(guest);
		splits[preset][0] += Number(profiles.length > 1);
		splits[preset][1]++;
		return { guest, profiles };
	});
}

test('whatever the order, each guest is one profile with all events and the last values', async () => {
	await fc.assert(
		fc.asyncProperty(history, async (given) => {
			for (const { guest, profiles } of await profilesInTheEnd(given, 'recommended')) {
				expectOne(guest, profiles);
			}
		}),
		{ seed: fuzzSeed(), numRuns: NUM_RUNS, examples: histories.map((given) => [given]) },
	);
}, 3_600_000);

test("Punchh's adapter splits guests in the same histories", async () => {
	for (const given of histories) await profilesInTheEnd(given, 'adapter');
	const [ours, adapter] = [splits.recommended, splits.adapter].map(
		([split, of]) => `${split} of ${of}`,
	);
	process.stderr.write(
		`Guests with several profiles: ${ours}; with the adapter's map ${adapter}\n`,
	);
	expect(splits.recommended[0]).toBe(0);
	// Of a few guests it may split none.
	if (splits.adapter[1] > 100) expect(splits.adapter[0]).toBeGreaterThan(0);
}, 3_600_000);

test('so is each guest when external IDs come back, and whatever fails', async () => {
	await fc.assert(
		fc.asyncProperty(troubled, async ({ given, troubles }) => {
			for (const guest of await played.runTroubled(given, troubles)) {
				expectOne(guest, profilesOf(guest));
			}
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(5, 1_000) },
	);
}, 3_600_000);
