import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../nodes/Braze/identity/memory/workspaces';
import type { Profile } from '../../../../sandbox/braze/api/state';
import {
	BRAZE_CAMPAIGNS,
	BRAZE_CANVASES,
	BRAZE_SUBSCRIPTION_GROUPS,
} from '../../../../sandbox/braze/seed';
import { byId } from '../../../fixtures/braze/operation';
import { fuzzRuns, fuzzSeed } from '../../../harness/fuzz';
import { jumpingClock } from '../../../harness/jumpingClock';
import { sandboxCredentials } from '../../../harness/punchhEvents';
import { runNode } from '../../../harness/runNode';
import { AGAIN_MS, alias, CHANGED_ID, checkIn, guest, link } from './linked/linked.setup';
import { sandbox } from './punchhEvents.setup';

const clock = jumpingClock();

/** What other operations do about a guest with an external ID, as a marketer would. */
const OPERATIONS: Record<string, (who: number, id: string, at: number) => IDataObject[]> = {
	'a subscription by external ID': (_who, id) => [
		{ ...SUBSCRIPTION, findUserBy: 'external_id', external_id: id },
	],
	'a subscription by email': (who) => [
		{ ...SUBSCRIPTION, findUserBy: 'email', email: emailOf(who) },
	],
	'a campaign by external ID, which makes a profile': (who, id) => [
		{
			...CAMPAIGN,
			sendTo: 'external_id',
			external_id: id,
			options: { send_to_existing_only: false, attributes: { favourite: nameOf(who) } },
		},
	],
	'a campaign by alias': (who) => [
		{
			...CAMPAIGN,
			...alias(who),
			sendTo: 'user_alias',
			options: { attributes: { favourite: nameOf(who) } },
		},
	],
	'a Canvas by email': (who) => [
		{
			resource: 'canvas',
			operation: 'send',
			canvas_id: byId(BRAZE_CANVASES[0].id),
			sendTo: 'email',
			email: emailOf(who),
			prioritization: 'identified,most_recently_updated',
			context: '{}',
		},
	],
	'attributes by Braze ID': (who) =>
		profilesOf(who).map(({ braze_id: id }) => tracking({ braze_id: id, favourite: nameOf(who) })),
	'attributes by external ID': (who, id) => [tracking({ external_id: id, favourite: nameOf(who) })],
	'attributes by alias': (who) => [tracking({ user_alias: alias(who), favourite: nameOf(who) })],
	identify: (who, id) => [
		{
			resource: 'user',
			operation: 'identify',
			findProfileBy: 'user_alias',
			...alias(who),
			external_id: id,
		},
	],
	'an alias of another system': (who, id, at) => [
		{
			resource: 'user',
			operation: 'createAlias',
			external_id: id,
			alias_name: `crm-${who}-${at}`,
			alias_label: 'crm',
		},
	],
	'a list': (who, id) => [
		{
			resource: 'user',
			operation: 'linkPunchhGuest',
			punchh_user_id: String(who),
			external_id: id,
		},
	],
};
type Operation = keyof typeof OPERATIONS;

const SUBSCRIPTION = {
	resource: 'subscription',
	operation: 'setStatus',
	subscription_group_id: BRAZE_SUBSCRIPTION_GROUPS[0].id,
	subscription_state: 'unsubscribed',
};
const CAMPAIGN = {
	resource: 'campaign',
	operation: 'send',
	campaign_id: byId(BRAZE_CAMPAIGNS[0].id),
	trigger_properties: '{}',
};
const tracking = (attributes: IDataObject) => ({
	resource: 'user',
	operation: 'track',
	specifyObjects: 'json',
	objects: { attributes: [attributes] },
});

const emailOf = (who: number) => `guest-${who}@example.com`;
const nameOf = (who: number) => `Guest ${who}`;

async function operate(parameters: IDataObject): Promise<void> {
	await runNode({
		node: 'braze',
		credentials: sandboxCredentials(sandbox),
		parameters: parameters as never,
		items: [{}],
		onError: 'continueErrorOutput',
	});
}

/** What happens: an event of a guest, another operation about the guest, or a restart of n8n. */
const step = fc.record({
	who: fc.constantFrom(1, 2, 3),
	does: fc.constantFrom<Operation | 'checks in' | 'checks in with ID' | 'new ID' | 'restart'>(
		'checks in',
		'checks in with ID',
		'new ID',
		'new ID',
		'restart',
		...Object.keys(OPERATIONS),
	),
	pause: fc.constantFrom(0, 0, 60_000, AGAIN_MS),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

const idOf = (who: number, number: number) => `CRM-${who}-${number}`;

/** Plays steps, and then tells everybody's external ID once more and lets everything be linked. */
async function play(steps: Step[]): Promise<void> {
	sandbox.reset();
	forgetAllGuests();
	const ids = new Map<number, number>();
	const user = (who: number, withId = true) => ({
		user_id: who,
		email: emailOf(who),
		phone: null,
		first_name: nameOf(who),
		external_source_id: withId && ids.has(who) ? idOf(who, ids.get(who)!) : null,
	});
	const tell = (who: number, at: number) =>
		guest({ ...user(who), previous_changes: [...CHANGED_ID, 'first_name'] }, at);
	for (const [at, { who, does, pause }] of steps.entries()) {
		if (does === 'restart') forgetAllGuests();
		else if (does === 'new ID') {
			ids.set(who, (ids.get(who) ?? 0) + 1);
			await link([tell(who, at)]);
		} else if (does in OPERATIONS) {
			if (!ids.has(who)) continue;
			for (const one of OPERATIONS[does](who, idOf(who, ids.get(who)!), at)) await operate(one);
		} else await link([checkIn(user(who, does === 'checks in with ID'), at)]);
		clock.pass(pause);
	}
	for (let run = 0; run < 4; run++) {
		await link([1, 2, 3].map((who) => tell(who, steps.length + run)));
		clock.pass(AGAIN_MS);
	}
}

/** The guests of whom a profile has something. */
function guestsIn({ external_id: id, attributes, user_aliases: aliases }: Profile): Set<string> {
	const { punchh_user_id: userId, first_name: name, favourite, email } = attributes;
	const found = [
		id?.split('-')[1],
		userId,
		...[name, favourite].map((text) => text && String(text).slice(-1)),
		email && String(email).slice(6, 7),
		...aliases.map(({ alias_name: own }) => own.split('-').at(own.includes('-') ? 1 : 0)),
	];
	return new Set(found.filter((one) => one !== undefined).map(String));
}

const profilesOf = (who: number) =>
	sandbox.braze.profiles.filter((profile) => guestsIn(profile).has(String(who)));

test('whatever other operations do beside the events, each guest is one profile', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
			await play(steps);
			for (const profile of sandbox.braze.profiles) expect(guestsIn(profile).size).toBe(1);
			for (const who of [1, 2, 3]) expect(profilesOf(who)).toHaveLength(1);
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(4, 500) },
	);
}, 3_600_000);
