import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../nodes/Braze/identity/workspaces';
import { DELAYED_PATHS } from '../../../../sandbox/braze/api/effects';
import type { Profile } from '../../../../sandbox/braze/api/state';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { jumpingClock } from '../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../harness/punchhEvents';
import { runNode } from '../../../harness/runNode';
import { history, play, type Arrival, type Expected, type History } from './histories.setup';
import { sandbox } from './punchhEvents.setup';

const clock = jumpingClock();

/** Longer than it takes Braze to record what depends on each other. */
const SETTLED_MS = 400_000;

type Preset = 'recommended' | 'adapter';

/** Runs Punchh Event > Track as a user adds it to a workflow. */
async function track(items: IDataObject[], preset: Preset): Promise<void> {
	const { errors } = await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: { resource: 'punchhEvent', operation: 'track', preset },
		items,
		onError: 'continueErrorOutput',
	});
	expect(errors).toEqual([]);
}

/** What the brand's app writes: an event, and at first values that it got long ago. */
async function callOfApp(externalId: string, contentId: string): Promise<void> {
	const isFirst = !sandbox.braze.requests.some(({ body }) => body.includes(`"${externalId}"`));
	const stale = isFirst ? { first_name: 'Stale', home_city: 'Stale' } : {};
	const events = [
		{
			external_id: externalId,
			name: 'opened_app',
			time: new Date(clock.nowMs()).toISOString(),
			properties: { content_id: contentId },
		},
	];
	await fetch(`${sandbox.brazeUrl}/users/track`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Bearer ${String(sandboxCredentials(sandbox).brazeApi.apiKey)}`,
		},
		body: JSON.stringify({ attributes: [{ external_id: externalId, ...stale }], events }),
	});
}

/** Has everything arrive, and then time pass while other guests come. */
async function run(
	{ runSize, pause, delays, ...rest }: History,
	preset: Preset,
): Promise<Expected[]> {
	sandbox.reset();
	forgetAllGuests();
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.knobs.effectDelayMs = Object.fromEntries(
		DELAYED_PATHS.map((path, index) => [path, delays[index] * 1_000]),
	);
	const { arrivals, expected } = play({ runSize, pause, delays, ...rest });
	for (const part of partsOf(arrivals, runSize)) {
		if ('app' in part[0]) await callOfApp(part[0].app.externalId, part[0].app.contentId);
		else
			await track(
				part.flatMap((one) => ('event' in one ? one.event : [])),
				preset,
			);
		clock.pass(pause * 1_000);
	}
	const [other] = play({ guests: [[], [], [], [], [STRANGER]], runSize, pause, delays }).arrivals;
	for (let later = 0; later < 3 && 'event' in other; later++) {
		clock.pass(SETTLED_MS);
		await track([other.event], preset);
	}
	clock.pass(SETTLED_MS);
	return expected;
}

const STRANGER = { step: { kind: 'checkIn', tellsId: false }, delay: 0, times: 1 } as const;

/** Runs of so many events; a call of the app comes between them. */
function partsOf(arrivals: Arrival[], runSize: number): Arrival[][] {
	const parts: Arrival[][] = [];
	for (const arrival of arrivals) {
		const part = parts.at(-1);
		const fits = part && 'event' in arrival && 'event' in part[0] && part.length < runSize;
		if (fits) part.push(arrival);
		else parts.push([arrival]);
	}
	return parts;
}

const contentIdsOf = ({ events }: Profile) =>
	events.map(({ properties }) => String((properties as IDataObject).content_id));

/** The profiles that have something of a guest. */
function profilesOf({ userId, externalId, contentIds }: Expected): Profile[] {
	return sandbox.braze.profiles.filter(
		(profile) =>
			profile.attributes.punchh_user_id === userId ||
			profile.user_aliases.some(({ alias_name: name }) => name === String(userId)) ||
			(externalId !== undefined && profile.external_id === externalId) ||
			contentIdsOf(profile).some((id) => contentIds.has(id)),
	);
}

const NUM_RUNS = fuzzRuns(5, 2_000);
const histories = fc.sample(history, { seed: fuzzSeed(), numRuns: NUM_RUNS });

/** How many guests of how many have several profiles, by preset. */
const splits: Record<Preset, [split: number, guests: number]> = {
	recommended: [0, 0],
	adapter: [0, 0],
};

async function profilesInTheEnd(given: History, preset: Preset) {
	const guests = await run(given, preset);
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
				const { contentIds, externalId, city, firstName } = guest;
				const isAnything = contentIds.size > 0 || externalId !== undefined || city !== undefined;
				expect(profiles.length).toBe(isAnything || firstName !== undefined ? 1 : 0);
				for (const profile of profiles) {
					expect(profile.external_id).toBe(externalId);
					expect(new Set(contentIdsOf(profile))).toEqual(contentIds);
					const { attributes } = profile;
					expect(attributes.home_city).toEqual(city ?? attributes.home_city);
					expect(attributes.first_name).toEqual(firstName ?? attributes.first_name);
				}
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
