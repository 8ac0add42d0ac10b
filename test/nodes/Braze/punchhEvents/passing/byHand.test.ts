import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Profile } from '../../../../../sandbox/braze/api/state';
import { fuzzRuns, fuzzSeed } from '../../../../harness/fuzz';
import { jumpingClock } from '../../../../harness/jumpingClock';
import type { Envelope } from '../../../../harness/punchhEvents';
import { alias, mergeUsers, onUser } from '../linked/linked.setup';
import { sandbox } from '../punchhEvents.setup';
import {
	begin,
	delays,
	expectNobodysOther,
	expectNothingLost,
	guestsIn,
	Punchh,
	Workflow,
	type Change,
} from './passing.setup';

/** External IDs and addresses that pass from guest to guest, while a person does something right to a profile. */

const clock = jumpingClock();

/** What a person does to the profiles of one guest, when they have settled. */
const HANDS = [
	...(['merges', 'renames', 'deletes', 'writes', 'lists', 'identifies', 'adds the alias'] as const),
];
type ByHand = (typeof HANDS)[number];

const step = fc.record({
	who: fc.constantFrom(1, 2),
	does: fc.constantFrom<Change['does']>(
		...(['takes', 'takes', 'takes', 'gives up', 'checks in', 'checks in', 'is deleted'] as const),
	),
	what: fc.constantFrom<Change['what']>('external_source_id', 'external_source_id', 'email'),
	which: fc.constantFrom<Change['which']>(0, 1),
	/** How many steps later the event comes. */
	delay: fc.constantFrom(0, 0, 0, 1, 2, 5),
	/** Of the workflows of this history, that which gets the event. */
	workflow: fc.constantFrom(0, 0, 0, 1),
	/** Seconds until the next run begins, if this is the last of a run. */
	pause: fc.constantFrom(null, 0, 20, 60, 400),
	/** What a person does after that run, to the guest of this step. */
	byHand: fc.option(fc.constantFrom(...HANDS), { freq: 7 }),
});
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

const history = fc.record({
	others: fc.constantFrom<string[]>(
		['email'],
		['external_id', 'email'],
		['user_alias'],
		['external_id'],
	),
	steps: fc.array(step, { minLength: 4, maxLength: 25 }),
	delays,
});

const settle = () => clock.pass(60_000);

const profilesOf = (who: unknown) =>
	sandbox.braze.profiles.filter((one) => [...guestsIn(one)].join() === String(who));

const withId = (id: unknown) =>
	sandbox.braze.profiles.find(({ external_id: own }) => own !== undefined && own === id);

/** How a person names a profile: by its external ID, or by the Punchh user ID of its alias. */
function nameOf({ external_id: id, user_aliases: aliases }: Profile): string | number | undefined {
	return id ?? (aliases.length > 0 ? Number(aliases[0].alias_name) : undefined);
}

const userOf = (name: string | number): IDataObject =>
	typeof name === 'string' ? { external_id: name } : { user_alias: alias(name) };

/** @returns the external ID that the guest has in Punchh after it, if that is another one */
type Deed = (guest: IDataObject, next: string, deleted: Set<unknown>) => Promise<string | void>;

const BY_HAND: Record<ByHand, Deed> = {
	async merges({ user_id: who, external_source_id: id }) {
		const names = profilesOf(who).map(nameOf);
		const [kept, gone] = [...names].sort((one) => (one === id ? -1 : 1));
		if (kept === undefined || gone === undefined) return;
		await mergeUsers(gone, kept);
	},

	async renames({ user_id: who, external_source_id: id }, next) {
		const own = withId(id);
		if (own === undefined || withId(next) || !profilesOf(who).includes(own)) return;
		await onUser('renameExternalId', { current_external_id: id, new_external_id: next });
		return next;
	},

	async deletes({ user_id: who }, _, deleted) {
		const [name] = profilesOf(who).map(nameOf);
		if (name === undefined) return;
		const user = userOf(name);
		const [findUserBy] = Object.keys(user);
		const given = { ...user, ...(user.user_alias as IDataObject | undefined) };
		await onUser('delete', { findUserBy, ...given, confirmDeletion: true });
		deleted.add(who);
	},

	async writes({ user_id: who, email }) {
		const [name] = profilesOf(who).map(nameOf);
		if (name === undefined) return;
		const objects = JSON.stringify({ attributes: [{ ...userOf(name), email }] });
		await onUser('track', { specifyObjects: 'json', objects });
	},

	async lists({ user_id: who, external_source_id: id }) {
		if (id === null) return;
		await onUser('linkPunchhGuest', { punchh_user_id: String(who), external_id: id });
	},

	async identifies({ user_id: who, external_source_id: id }) {
		if (id === null || isOthers(who, id)) return;
		const given = { ...alias(Number(who)), external_id: id, merge_behavior: 'merge' };
		await onUser('identify', { findProfileBy: 'user_alias', ...given });
	},

	async 'adds the alias'({ user_id: who, external_source_id: id }) {
		if (id === null || isOthers(who, id)) return;
		await onUser('createAlias', { ...alias(Number(who)), external_id: id });
	},
};

/** Whether the profile with an external ID has something of another guest. */
function isOthers(who: unknown, id: unknown): boolean {
	const profile = withId(id);
	return profile !== undefined && !profilesOf(who).includes(profile);
}

/** A brand with two workflows, and a person who looks after its profiles. */
class Brand {
	private readonly punchh = new Punchh();

	private readonly coming: Array<{ event: Envelope; due: number; workflow: number }> = [];

	private run: Envelope[][] = [[], []];

	private readonly workflows: Workflow[];

	constructor(others: string[]) {
		this.workflows = [['linked'], others].map((choices) => new Workflow(choices));
	}

	/** That nothing is lost of what Braze has accepted, but of who was deleted in Punchh or by hand. */
	expectAll(): void {
		const accepted = this.workflows.flatMap((one) => one.accepted);
		expectNothingLost(accepted, this.punchh.deleted);
	}

	async take(one: Step, at: number): Promise<void> {
		const event = this.punchh.take(one, at * 60);
		const { workflow } = one;
		if (event) this.coming.push({ event, due: at + one.delay, workflow });
		for (const next of this.coming.filter(({ due }) => due === at)) await this.arrive(next);
		if (one.pause === null) return;
		await this.end();
		clock.pass(one.pause * 1_000);
		if (one.byHand !== null) await this.help(one, one.byHand, at);
	}

	/** Runs both workflows with what has come. */
	async end(): Promise<void> {
		const now = this.run;
		this.run = [[], []];
		for (const [index, one] of this.workflows.entries()) await one.run(now[index]);
	}

	private async arrive({ event, workflow }: { event: Envelope; workflow: number }): Promise<void> {
		if (event.action !== 'delete') return void this.run[workflow].push(event);
		await this.end();
		this.run[workflow].push(event);
		await this.end();
	}

	private async help({ who, which }: Step, byHand: ByHand, at: number): Promise<void> {
		const guest = this.punchh.find(who);
		const next = `CRM-${which}`;
		const isTaken = this.punchh.hasAny('external_source_id', next);
		if (guest === undefined || (byHand === 'renames' && isTaken)) return;
		settle();
		const id = await BY_HAND[byHand](guest, next, this.punchh.deleted);
		settle();
		if (id === undefined) return;
		const takes = { who, which, does: 'takes', what: 'external_source_id' } as const;
		const event = this.punchh.take(takes, at * 60 + 30);
		if (event) this.coming.push({ event, due: at + 1, workflow: 0 });
	}
}

test('whatever passes while a person helps, no profile has something of two, and nothing is lost', async () => {
	await fc.assert(
		fc.asyncProperty(history, async (given) => {
			begin(clock, given.delays);
			const brand = new Brand(given.others);
			for (const [at, one] of given.steps.entries()) await brand.take(one, at);
			await brand.end();
			clock.pass(400_000);
			expectNobodysOther();
			brand.expectAll();
		}),
		{ seed: fuzzSeed(), numRuns: fuzzRuns(5, 1_000) },
	);
}, 3_600_000);
