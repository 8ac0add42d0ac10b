import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { DELAYED_PATHS } from '../../../../../sandbox/braze/api/effects';
import type { Profile } from '../../../../../sandbox/braze/api/state';
import type { JumpingClock } from '../../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../../harness/punchhEvents';
import { runNode } from '../../../../harness/runNode';
import { sandbox } from '../punchhEvents.setup';
import {
	lastEvents,
	play,
	type Arrival,
	type Expected,
	type History,
	type Trouble,
} from './histories.setup';

/** Longer than it takes Braze to record what depends on each other. */
const SETTLED_MS = 400_000;

export type Preset = 'recommended' | 'adapter';

/** A guest whom no history is about. */
const STRANGER = { step: { kind: 'checkIn', tellsId: false }, delay: 0, times: 1 } as const;

/** Plays histories against the sandbox, and says what is in it in the end. */
export class Histories {
	constructor(private readonly clock: JumpingClock) {}

	/** Has everything arrive, and then time pass while other guests come. */
	async run(given: History, preset: Preset): Promise<Expected[]> {
		const { arrivals, expected } = this.begin(given);
		for (const part of partsOf(arrivals, given.runSize)) {
			if ('app' in part[0]) await this.callOfApp(part[0].app);
			else expect(await track(eventsOf(part), preset)).toEqual([]);
			this.clock.pass(given.pause * 1_000);
		}
		await this.settle(given, preset);
		return expected;
	}

	/**
	 * The same with requests that fail: what may not be recorded is sent again with the next run. In the end
	 * each guest checks in once more.
	 */
	async runTroubled(given: History, troubles: Trouble[]): Promise<Expected[]> {
		const { arrivals, expected } = this.begin(given);
		let again: IDataObject[] = [];
		for (const [number, part] of partsOf(arrivals, given.runSize).entries()) {
			if ('app' in part[0]) await this.callOfApp(part[0].app);
			else {
				for (const { run, ...fault } of troubles) {
					if (run === number) sandbox.faults.add({ side: 'braze', ...fault });
				}
				again = await track([...again, ...eventsOf(part)], 'recommended');
				sandbox.faults.clear();
			}
			this.clock.pass(given.pause * 1_000);
		}
		if (again.length > 0) await track(again, 'recommended');
		await this.settle(given, 'recommended');
		await track(lastEvents(expected), 'recommended');
		await this.settle(given, 'recommended');
		return expected;
	}

	private begin(given: History): ReturnType<typeof play> {
		sandbox.reset();
		forgetAllGuests();
		sandbox.braze.now = () => this.clock.nowMs();
		sandbox.braze.knobs.effectDelayMs = Object.fromEntries(
			DELAYED_PATHS.map((path, index) => [path, given.delays[index] * 1_000]),
		);
		return play(given);
	}

	/** Lets time pass while other guests come. */
	private async settle(given: History, preset: Preset): Promise<void> {
		const [other] = play({ ...given, guests: [[], [], [], [], [STRANGER]] }).arrivals;
		for (let later = 0; later < 3; later++) {
			this.clock.pass(SETTLED_MS);
			await track(eventsOf([other]), preset);
		}
		this.clock.pass(SETTLED_MS);
	}

	/** What the brand's app writes: an event, and at first values that it got long ago. */
	private async callOfApp({ externalId, contentId }: AppCall): Promise<void> {
		const isFirst = !sandbox.braze.requests.some(({ body }) => body.includes(`"${externalId}"`));
		const stale = isFirst ? { first_name: 'Stale', home_city: 'Stale' } : {};
		const events = [
			{
				external_id: externalId,
				name: 'opened_app',
				time: new Date(this.clock.nowMs()).toISOString(),
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
}

type AppCall = Extract<Arrival, { app: unknown }>['app'];

/**
 * Runs Punchh Event > Track as a user adds it to a workflow.
 *
 * @returns the items that Braze has not recorded, or may not have
 */
async function track(items: IDataObject[], preset: Preset): Promise<IDataObject[]> {
	const { errors } = await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: { resource: 'punchhEvent', operation: 'track', preset },
		items,
		onError: 'continueErrorOutput',
	});
	return errors.map(({ json, pairedItem }) => {
		expect(['unknown', 'failed']).toContain((json.details as IDataObject).verdict);
		return items[(pairedItem as { item: number }).item];
	});
}

const eventsOf = (part: Arrival[]) => part.flatMap((one) => ('event' in one ? one.event : []));

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
export function profilesOf({ userId, externalId, contentIds }: Expected): Profile[] {
	return sandbox.braze.profiles.filter(
		(profile) =>
			profile.attributes.punchh_user_id === userId ||
			profile.user_aliases.some(({ alias_name: name }) => name === String(userId)) ||
			(externalId !== undefined && profile.external_id === externalId) ||
			contentIdsOf(profile).some((id) => contentIds.has(id)),
	);
}

/** That a guest is one profile, with all events, the last values and the right external ID. */
export function expectOne(guest: Expected, profiles: Profile[]): void {
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
