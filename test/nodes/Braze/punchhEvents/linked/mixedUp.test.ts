import type { IDataObject } from 'n8n-workflow';

import { forgetAllGuests } from '../../../../../nodes/Braze/identity/memory/workspaces';
import { jumpingClock } from '../../../../harness/jumpingClock';
import { sandbox } from '../punchhEvents.setup';
import {
	AGAIN_MS,
	checkIn,
	link,
	mergeUsers,
	onUser,
	profilesLeft,
	settleAll,
	told,
} from './linked.setup';

/** External IDs of other people, told by mistake: how the guide says to part them before they are corrected. */

const clock = jumpingClock();

const [A, B] = [1, 2];
const RESTARTS: Array<[when: string, isRestarted: boolean]> = [
	['', false],
	[', after a restart', true],
];

/** The app has made a profile of each of three people. */
beforeEach(() => {
	sandbox.braze.now = () => clock.nowMs();
	sandbox.braze.seed({
		profiles: [1, 2, 3].map((who) => ({
			external_id: `CRM-${who}`,
			attributes: { person: who },
		})),
	});
});

/** Whose each profile is in the end, as the app and Punchh have it: the person, the guest, the alias. */
const people = () =>
	Object.fromEntries(
		sandbox.braze.profiles
			.filter(({ external_id: id }) => id !== undefined)
			.map(({ external_id: id, attributes, user_aliases: aliases }) => [
				id,
				[attributes.person, attributes.punchh_user_id, aliases[0]?.alias_name],
			]),
	);

const addressOf = (who: number) => `guest-${who}@example.com`;

const emailOf = (externalId: string) =>
	sandbox.braze.profiles.find(({ external_id: id }) => id === externalId)?.attributes.email;

async function updateAlias(from: string, to: string): Promise<void> {
	const names = { old_alias_name: from, new_alias_name: to };
	const { errors } = await onUser('updateAlias', { alias_label: 'punchh_user_id', ...names });
	expect(errors).toEqual([]);
}

async function list(who: number, externalId: string): Promise<IDataObject[]> {
	const row = { punchh_user_id: String(who), external_id: externalId };
	return (await onUser('linkPunchhGuest', row)).errors.map(({ json }) => json);
}

async function tellRight(): Promise<void> {
	const at = clock.nowMs();
	const now = (event: ReturnType<typeof told>) => ({ ...event, timestamp: at });
	await link([now(told('CRM-1', 10, { user_id: A })), now(told('CRM-2', 11, { user_id: B }))]);
}

const RIGHT = { 'CRM-1': [1, A, String(A)], 'CRM-2': [2, B, String(B)] };

test.each(RESTARTS)(
	'a row too low in a list: what the refusal says%s',
	async (_when, isRestarted) => {
		await list(A, 'CRM-2');
		await list(B, 'CRM-3');
		if (isRestarted) forgetAllGuests();
		const [refused] = await list(A, 'CRM-1');
		expect(refused.details).toMatchObject({
			description: expect.stringMatching(
				/another person's, give the alias on it that guest's user ID, .* User › Update Alias/,
			) as string,
		});
		await updateAlias(String(B), 'nobody');
		await updateAlias(String(A), String(B));
		clock.pass(AGAIN_MS);
		for (const who of [A, B]) expect(await list(who, `CRM-${who}`)).toEqual([]);
		expect(people()).toEqual({ ...RIGHT, 'CRM-3': [3, B, 'nobody'] });
	},
);

describe.each(RESTARTS)('told by events%s', (_when, isRestarted) => {
	async function settle(): Promise<void> {
		clock.pass(AGAIN_MS);
		if (isRestarted) forgetAllGuests();
		await tellRight();
		await settleAll(clock);
	}

	test('of a person without a guest, and of one who has a profile of its own', async () => {
		await link([told('CRM-2', 1, { user_id: A }), checkIn({ user_id: B }, 2)]);
		await settleAll(clock);
		await mergeUsers(B, 'CRM-2');
		await updateAlias(String(A), String(B));
		await settle();
		expect(people()).toMatchObject(RIGHT);
		expect(profilesLeft()).toContainEqual(['CRM-2', B, String(B), 'check-in-2']);
	});

	test('two that were mixed up', async () => {
		await link([told('CRM-2', 1, { user_id: A }), told('CRM-1', 2, { user_id: B })]);
		await settleAll(clock);
		await updateAlias(String(A), 'parted');
		await updateAlias(String(B), String(A));
		await updateAlias('parted', String(B));
		await settle();
		expect(people()).toMatchObject(RIGHT);
	});

	test('two that were mixed up: the addresses that a person writes stay', async () => {
		const tells = (who: number, id: string) => {
			const email = addressOf(who);
			const changes = ['external_source_id', 'email'];
			return told(id, who, { user_id: who, email, previous_changes: changes });
		};
		await link([tells(A, 'CRM-2'), tells(B, 'CRM-1')]);
		await settleAll(clock);
		await updateAlias(String(A), 'parted');
		await updateAlias(String(B), String(A));
		await updateAlias('parted', String(B));
		const attributes = [A, B].map((who) => ({
			...{ external_id: `CRM-${who}`, punchh_user_id: who },
			email: addressOf(who),
		}));
		await onUser('track', { specifyObjects: 'json', objects: { attributes } });
		await settle();
		expect(people()).toMatchObject(RIGHT);
		for (const who of [A, B]) expect(emailOf(`CRM-${who}`)).toBe(addressOf(who));
	});
});
