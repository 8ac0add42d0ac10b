import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { MARA, usePunchhSandbox } from '../../../harness/punchh';
import { guest, loyalty, receipt } from '../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

const checkIn = (receipt_datetime: string) =>
	loyalty('createCheckIn', { ...receipt, receipt_datetime });

const gift = (end_date: string) =>
	guest('sendMessage', { gifts: { gift_count: 1 }, additionalFields: { end_date } });

test.each<[string, INodeParameters, RegExp]>([
	['Receipt Time', checkIn('2026-06-31T08:15:00Z'), /'Receipt Time' is a day that does not exist/],
	['End Date', gift('2026-06-31'), /'End Date' is not a date: 2026-06-31/],
	[
		'Birthday',
		guest('update', { updateFields: { birthday: '1991-02-29' } }),
		/'Birthday' is not a date/,
	],
	['Month or day?', checkIn('03/04/2026 08:15'), /'Receipt Time' does not begin with the year: 03/],
	['Month or day?', checkIn('4.3.2026 08:15'), /'Receipt Time' does not begin with the year/],
	['A number', checkIn('46085.34'), /'Receipt Time' does not begin with the year/],
	['Month or day?', gift('03/04/2026'), /'End Date' is not a date/],
])(
	'%s: a day that does not exist, or could be another one, is refused',
	async (_what, parameters, expected) => {
		const { error } = await punchh.run({ parameters, items: [MARA] });
		expect(error?.message).toMatch(expected);
		expect(punchh.calls()).toEqual([]);
	},
);

test.each<[string, INodeParameters, IDataObject]>([
	[
		'a time as Rails writes it',
		checkIn('2026-03-14 16:17:00 UTC'),
		{ receipt_datetime: '2026-03-14T16:17:00Z' },
	],
	['a time where a day is wanted', gift('2026-12-31T12:00:00Z'), { end_date: '2026-12-31' }],
])('%s is read', async (_what, parameters, expected) => {
	await punchh.run({ parameters, items: [MARA] });
	expect(JSON.parse(punchh.sandbox.punchh.requests.at(-1)!.body)).toMatchObject(expected);
});
