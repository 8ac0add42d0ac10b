import type { IDataObject } from 'n8n-workflow';

import { runCode } from '../harness/exampleCode';

const EXAMPLE = 'reconcile-punchh-with-braze';

/** A guest as Punchh and Braze have the same. */
const GUEST = {
	first_name: 'Mara',
	last_name: null,
	email: 'Mara.Lind@example.com',
	phone: '(555) 014-2001',
	email_unsubscribe: false,
	marketing_email_subscription: true,
	marketing_pn_subscription: null,
	points_balance: '185.0',
	total_visits: 9,
	membership_level: 'Gold',
};
const PROFILE = {
	first_name: 'Mara',
	email: 'mara.lind@example.com',
	phone: '+15550142001',
	custom_attributes: {
		account_balance_loyalty_points: 185,
		account_balance_total_visits: 9,
		account_balance_current_membership_level_name: 'Gold',
	},
	custom_events: [
		{ name: 'checkins_loyalty', count: 2 },
		{ name: 'checkins_gift', count: 1 },
		{ name: 'rewards', count: 4 },
	],
};

const daysAgo = (days: number) => ({
	created_at: new Date(Date.now() - days * 24 * 3_600_000).toISOString(),
});
const TIMELINE = { checkins: [1, 10, 89, 91].map(daysAgo), redemptions: [] };

/** The table for one guest, as field: in Punchh / in Braze. */
function table(
	guest: IDataObject = GUEST,
	profile: IDataObject = PROFILE,
	timeline: IDataObject = TIMELINE,
): string[] {
	const rows = runCode(EXAMPLE, 'Differences', [], {
		'One by one': [{ guest: '1' }],
		'Details in Punchh': [guest],
		'Timeline in Punchh': [timeline],
		'Profile in Braze': [profile],
	});
	return rows.map(({ field, in_punchh, in_braze }) =>
		[field, `${String(in_punchh)} / ${String(in_braze)}`].join(': '),
	);
}

test('the user IDs are read however they are separated, each once', () => {
	const guests = '730415, 730416;730417\n730415 ';
	expect(runCode(EXAMPLE, 'One by one', [{ guests }])).toEqual([
		{ guest: '730415' },
		{ guest: '730416' },
		{ guest: '730417' },
	]);
});

test('who is the same on both sides has no row, however values are spelled', () => {
	expect(table()).toEqual(['no differences in 1 guests:  / ']);
});

test.each<[string, IDataObject, IDataObject, string[]]>([
	['another name', { first_name: 'Martha' }, {}, ['first_name: a value / another value']],
	['a name that Braze lacks', { last_name: 'Lind' }, {}, ['last_name: a value / nothing']],
	['a phone that Punchh lacks', { phone: '' }, {}, ['phone: nothing / another value']],
	[
		'an opt-out that Braze does not know',
		{ email_unsubscribe: true },
		{},
		['email opt-out: opted out / nothing'],
	],
	[
		'an opt-out of the other kind',
		{ marketing_email_subscription: false },
		{ email_subscribe: 'opted_in' },
		['email opt-out: opted out / opted_in'],
	],
	[
		'an opt-out that it knows',
		{ email_unsubscribe: true },
		{ email_subscribe: 'unsubscribed' },
		[],
	],
	['an opt-out in Braze alone', {}, { email_subscribe: 'unsubscribed' }, []],
	['another balance', { points_balance: 180 }, {}, ['points: 180 / 185']],
	[
		'no balance',
		{},
		{ custom_attributes: { account_balance_total_visits: 9 } },
		['points: 185.0 / nothing', 'membership level: Gold / nothing'],
	],
	[
		'more events than check-ins',
		{},
		{ custom_events: [{ name: 'checkins_loyalty', count: 5 }] },
		[],
	],
	['fewer', {}, { custom_events: [] }, ['checkins, 90 days: 3 / 0']],
])('%s', (_what, guest, profile, rows) => {
	const expected = rows.length === 0 ? ['no differences in 1 guests:  / '] : rows;
	expect(table({ ...GUEST, ...guest }, { ...PROFILE, ...profile })).toEqual(expected);
});

const NO_PROFILE = { error: 'Braze has no such user', details: { verdict: 'rejected' } };

test.each<[string, IDataObject, IDataObject, string]>([
	['no profile', GUEST, NO_PROFILE, 'guest: a guest / no profile'],
	[
		'no profile, before n8n 2.36',
		GUEST,
		{ error: 'Braze has no such user', message: '{"verdict":"rejected"}' },
		'guest: a guest / no profile',
	],
	['no guest', { error: 'User Not Found' }, PROFILE, 'guest: User Not Found / a profile'],
	['neither', { error: 'User Not Found' }, NO_PROFILE, 'guest: User Not Found / no profile'],
	[
		'Braze refuses to look',
		GUEST,
		{ error: 'The field x is unknown', details: { verdict: 'rejected' } },
		'guest: a guest / The field x is unknown',
	],
	[
		'an error of n8n',
		GUEST,
		{ error: 'The execution was stopped', message: 'stopped' },
		'guest: a guest / The execution was stopped',
	],
	[
		'Braze is away',
		GUEST,
		{ error: 'The service is away', details: { verdict: 'failed' } },
		'guest: a guest / The service is away',
	],
])('%s', (_what, guest, profile, row) => {
	expect(table(guest, profile)).toEqual([row]);
});

describe('of several guests, none is compared with the values of another', () => {
	const ids = ['1', '2', '3'];
	const guests = ids.map((user_id) => ({ ...GUEST, user_id, first_name: `Guest ${user_id}` }));
	const profiles = ids.map((id) => ({
		...PROFILE,
		first_name: `Guest ${id}`,
		user_aliases: [
			{ alias_label: 'crm', alias_name: '9' },
			{ alias_label: 'punchh_user_id', alias_name: id },
		],
	}));
	const compare = (nodes: Record<string, IDataObject[]>) =>
		runCode(EXAMPLE, 'Differences', [], {
			'One by one': ids.map((guest) => ({ guest })),
			'Details in Punchh': guests,
			'Timeline in Punchh': ids.map(() => TIMELINE),
			'Profile in Braze': profiles,
			...nodes,
		});

	test('with all items in their places, and some without an answer', () => {
		expect(compare({})).toMatchObject([{ field: 'no differences in 3 guests' }]);
		const answers = [guests[0], { error: 'User Not Found' }, guests[2]];
		expect(compare({ 'Details in Punchh': answers })).toMatchObject([{ guest: '2' }]);
		expect(compare({ 'Profile in Braze': [NO_PROFILE, ...profiles.slice(1)] })).toMatchObject([
			{ guest: '1', in_braze: 'no profile' },
		]);
	});

	test.each<[string, string, IDataObject[]]>([
		['a guest is left out', 'Profile in Braze', profiles.slice(1)],
		['a guest comes twice', 'Profile in Braze', [profiles[0], ...profiles]],
		['the order is another', 'Profile in Braze', [...profiles].reverse()],
		['a guest is left out before', 'Details in Punchh', guests.slice(1)],
		['the order is another before', 'Details in Punchh', [...guests].reverse()],
		['a timeline is left out', 'Timeline in Punchh', [TIMELINE]],
	])('%s: that is said', (_what, node, items) => {
		expect(() => compare({ [node]: items })).toThrow(
			`'${node}' does not have the guests of 'One by one', in their order`,
		);
	});
});
