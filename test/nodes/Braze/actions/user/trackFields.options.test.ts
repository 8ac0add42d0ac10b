import type { IDataObject } from 'n8n-workflow';
import { settingsOptions } from '../../../../../nodes/Braze/send/track/settings';
import { rows, sandbox, sent, track } from './trackFields.setup';

describe('who is meant', () => {
	const fallbacks = {
		fallbacks: {
			identifier: [
				{ identifyBy: 'user_alias', value: '={{ $json.punchh }}', aliasLabel: 'punchh_user_id' },
				{ identifyBy: 'email', value: '={{ $json.email }}' },
			],
		},
		...rows({ name: 'x', type: 'asGiven', value: '1' }),
	};

	test('the first identifier for which an item has a value', async () => {
		const items = [
			{ id: 'a', punchh: 1, email: 'a@example.com' },
			{ id: '', punchh: 2, email: 'b@example.com' },
			{ id: null, punchh: null, email: 'c@example.com' },
		];
		await track(fallbacks, items);
		expect(sent()[0].attributes).toEqual([
			{ external_id: 'a', x: '1' },
			{
				user_alias: { alias_name: '2', alias_label: 'punchh_user_id' },
				_update_existing_only: false,
				x: '1',
			},
			{ email: 'c@example.com', x: '1' },
		]);
	});

	test.each([{ id: { no: 'text' } }, { id: ['a'] }, { id: true }])(
		'%j as an identifier is refused',
		async (item) => {
			const { errors } = await track(fallbacks, [item]);
			expect(errors[0].json.error).toBe("'External ID' must be text or a number");
			expect(sandbox.braze.requests).toEqual([]);
		},
	);

	test('an item without any is refused', async () => {
		const { errors } = await track(fallbacks, [{ email: '' }]);
		expect(errors[0].json.error).toBe(
			"'External ID' is empty and so is every identifier in 'Fall Back To'",
		);
	});

	test('an event of an unknown alias brings the profile with it', async () => {
		await track({
			identifyBy: 'user_alias',
			alias_name: '7',
			alias_label: 'punchh_user_id',
			events: { event: [{ name: 'visited', time: '2026-03-14T16:20:11Z' }] },
		});
		expect(sandbox.braze.profiles).toHaveLength(1);
		expect(sandbox.braze.profiles[0].events).toHaveLength(1);
	});
});

test("a time without a zone takes the options' zone", async () => {
	await track({
		events: { event: [{ name: 'visited', time: '2026-03-14T12:20:11' }] },
		options: { timeZone: 'Europe/Berlin' },
	});
	expect(sent()[0].events[0].time).toBe('2026-03-14T12:20:11.000+01:00');
});

test.each([
	['03/14/2026 4:20 PM', '2026-03-14T16:20:00.000+01:00'],
	['3/14/2026 12:05 am', '2026-03-14T00:05:00.000+01:00'],
	['3/14/2026', '2026-03-14T00:00:00.000+01:00'],
])("%s is a time in the options' zone", async (time, expected) => {
	await track({
		events: { event: [{ name: 'visited', time }] },
		options: { timeZone: 'Europe/Berlin' },
	});
	expect(sent()[0].events[0].time).toBe(expected);
});

test.each(['March 14, 2026 12:00', '3', '2026/03/14 12:00', '14.03.2026'])(
	"'%s', which would be read in the server's zone, is refused",
	async (time) => {
		const { errors } = await track({ events: { event: [{ name: 'visited', time }] } });
		expect(errors[0].json.error).toBe(`'Time' is not a date and time: ${time}`);
		expect(sent()).toEqual([]);
	},
);

test.each([
	['Sat, 14 Mar 2026 16:20:00 GMT', '2026-03-14T16:20:00.000Z'],
	['2026-03-14 16:20:00 -0400', '2026-03-14T16:20:00.000-04:00'],
	['20260314T162000Z', '2026-03-14T16:20:00.000Z'],
])('%s keeps its own zone', async (time, expected) => {
	await track({ events: { event: [{ name: 'visited', time }] } });
	expect(new Date(sent()[0].events[0].time as string)).toEqual(new Date(expected));
});

test('a zone that does not exist is named', async () => {
	const { errors } = await track({
		events: { event: [{ name: 'visited', time: '2026-03-14T12:20:11' }] },
		options: { timeZone: 'Mars/Olympus' },
	});
	expect(errors[0].json.error).toBe("'Time Zone' is not a time zone: Mars/Olympus");
	expect(errors[0].json.details).toMatchObject({
		description: expect.stringContaining('America/New_York') as unknown,
	});
});

test.each([
	['Eastern Time (US & Canada)', '2026-03-14T12:20:11.000-04:00'],
	['Kyiv', '2026-03-14T12:20:11.000+02:00'],
	['US/Eastern', '2026-03-14T12:20:11.000-04:00'],
	['EST', '2026-03-14T12:20:11.000-05:00'],
])('%s is a zone', async (timeZone, expected) => {
	await track({
		events: { event: [{ name: 'visited', time: '2026-03-14T12:20:11' }] },
		options: { timeZone },
	});
	expect(sent()[0].events[0].time).toBe(expected);
});

test.each(['BST', 'AST', 'america/new_york', 'eastern time (us & canada)', 'UTC+2', '+02:00'])(
	'%s is no zone',
	async (timeZone) => {
		const { errors } = await track({
			events: { event: [{ name: 'visited', time: '2026-03-14T12:20:11' }] },
			options: { timeZone },
		});
		expect(errors[0].json.error).toBe(`'Time Zone' is not a time zone: ${timeZone}`);
	},
);

test.each([
	'2026-06-31',
	'2026-06-31T12:00:00Z',
	'2026-02-29 12:00:00 -0400',
	'6/31/2026',
	'20260631',
	'31 Jun 2026 12:00:00 GMT',
	'June 31, 2026 12:00 GMT',
	'Wed Jun 31 2026 12:00:00 GMT+0200',
])('%s is a day that does not exist, and refused', async (time) => {
	const { errors } = await track({ events: { event: [{ name: 'visited', time }] } });
	expect(errors[0].json.error).toBe(`'Time' is not a date and time: ${time}`);
	expect(sent()).toEqual([]);
});

test.each([
	['2026-03-14 16:17:00 UTC', '2026-03-14T16:17:00.000Z'],
	['2026-03-14 16:17:00.250 UTC', '2026-03-14T16:17:00.250Z'],
	['2026-03-14 16:17:00 Europe/Berlin', '2026-03-14T15:17:00.000Z'],
	['2026-073T16:17:00Z', '2026-03-14T16:17:00.000Z'],
])('%s is read', async (time, expected) => {
	await track({ events: { event: [{ name: 'visited', time }] } });
	expect(new Date(sent()[0].events[0].time as string).toISOString()).toBe(expected);
});

test('an option that is no number is named', async () => {
	const { errors } = await track({
		...rows({ name: 'x', type: 'asGiven', value: '1' }),
		options: { concurrency: 0 },
	});
	expect(errors[0].json.error).toBe("'Requests at a Time' is out of range");
});

test('warnings stand on the item', async () => {
	const { items } = await track(rows({ name: 'gender', type: 'asGiven', value: 'female' }));
	expect(items[0].json).toMatchObject({
		verdict: 'accepted',
		warnings: [expect.stringContaining("'gender' (female) is not M, F, O, N or P")],
	});
});

test.each<[string, unknown]>([
	['={{ $json.deep.value }}', 7],
	['={{$json.deep}}', { value: 7 }],
	['={{ $json["deep"].value }}', 7],
	['={{ $json.deep.value + 1 }}', 8],
	['=is {{ $json.deep.value }}', 'is 7'],
	['={{ $json.name.toUpperCase() }}', 'MARA'],
	['={{ $json.name.length }}', 4],
	['={{ $json.no }}', false],
	['$json.name', '$json.name'],
	['={{ $json.missing.value }}', undefined],
])('the expression %s gives what n8n makes of it', async (value, expected) => {
	await track(
		rows({ name: 'x', type: 'asGiven', value }, { name: 'always', type: 'asGiven', value: '1' }),
		[{ id: 'a', deep: { value: 7 }, name: 'Mara', no: false }],
	);
	expect(sent()[0].attributes[0].x).toEqual(expected);
});

test('a dry run shows each request once and sends nothing', async () => {
	const items = Array.from({ length: 80 }, (_, id) => ({ id: `u${id}` }));
	const result = await track(
		{ ...rows({ name: 'x', type: 'asGiven', value: '1' }), options: { dryRun: true } },
		[...items, { id: '' }],
	);
	expect(sandbox.braze.requests).toEqual([]);
	expect(result.errors).toHaveLength(1);
	const shown = result.items.flatMap(({ json }) => json.bodies as IDataObject[]);
	expect(shown).toHaveLength(2);
	expect(shown[0]).toMatchObject({ request: 1, method: 'POST', path: '/users/track' });
	expect((shown[0].body as Record<string, unknown[]>).attributes).toHaveLength(75);
	expect(result.items[0].json).toMatchObject({ verdict: 'dryRun', attributes: 1, requests: [1] });
	expect(result.items[79].json).toMatchObject({ requests: [2], bodies: [] });
});

test('a dry run is on as soon as the option is added, and off without it', async () => {
	expect(settingsOptions.find(({ name }) => name === 'dryRun')?.default).toBe(true);
	const values = rows({ name: 'x', type: 'asGiven', value: '1' });
	await track({ ...values, options: { attempts: 2 } }, [{ id: 'a' }]);
	expect(sent()).toHaveLength(1);
});

test('merged attributes of one user are one object, and all its items share the verdict', async () => {
	const { items } = await track(
		{
			...rows({ name: 'x', type: 'asGiven', value: '={{ $json.x }}' }),
			options: { mergeAttributes: true },
		},
		[
			{ id: 'a', x: 1 },
			{ id: 'b', x: 1 },
			{ id: 'a', x: 2 },
		],
	);
	expect(items.map(({ json }) => json.verdict)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(sent()[0].attributes).toEqual([
		{ external_id: 'a', x: 2 },
		{ external_id: 'b', x: 1 },
	]);
});

test('an item that is held back leaves nothing in the merged attributes of its user', async () => {
	const mark = (x: number, events: IDataObject[] = []) => ({
		objects: { attributes: [{ external_id: 'a', x, [`only${x}`]: x }], events },
	});
	const { items, errors } = await track(
		{ specifyObjects: 'json', objects: '={{ $json.objects }}', options: { mergeAttributes: true } },
		[mark(1), mark(2, [{ external_id: 'a', name: 'no time' }]), mark(3)],
	);
	expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(sent()).toEqual([{ attributes: [{ external_id: 'a', x: 3, only1: 1, only3: 3 }] }]);
	// What two items wrote together is billed once.
	expect(items.map(({ json }) => json.dataPoints)).toEqual([3, 0]);
});
