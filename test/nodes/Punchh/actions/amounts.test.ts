import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { MARA, usePunchhSandbox } from '../../../harness/punchh';
import { guest, loyalty, receipt } from '../../../harness/punchhParameters';

const punchh = usePunchhSandbox();

const body = () => JSON.parse(punchh.sandbox.punchh.requests.at(-1)!.body) as IDataObject;

test.each<[string, INodeParameters, IDataObject]>([
	[
		'a check-in',
		loyalty('createCheckIn', {
			...receipt,
			receipt_amount: '={{ "12.50" }}',
			payable: '={{ "0.0" }}',
		}),
		{ receipt_amount: 12.5, payable: 0 },
	],
	[
		'a check-in with menu items',
		loyalty('createCheckIn', {
			...receipt,
			menu_items:
				'[{ "item_name": "Tea", "item_amount": "4.50", "item_qty": "2" }, { "item_qty": null }]',
		}),
		{ menu_items: [{ item_name: 'Tea', item_amount: 4.5, item_qty: 2 }, { item_qty: null }] },
	],
	[
		'points',
		loyalty('forceRedeem', { redeem: 'requested_punches', punches: '={{ "5" }}' }),
		{ redemption: { requested_punches: 5 } },
	],
	[
		'a gift',
		guest('sendMessage', { gifts: { reward_amount: '={{ "2.50" }}' } }),
		{ reward_amount: 2.5 },
	],
])('%s takes an amount that arrives as text', async (_what, parameters, expected) => {
	await punchh.run({ parameters, items: [MARA] });
	expect(body()).toMatchObject(expected);
});

test.each<[string, INodeParameters, RegExp]>([
	[
		'a comma',
		loyalty('createCheckIn', { ...receipt, payable: '={{ "12,50" }}' }),
		/'Payable' is not a number: 12,50/,
	],
	['nothing', loyalty('createCheckIn', { ...receipt, payable: '={{ "" }}' }), /'Payable' is empty/],
	[
		'a currency in a menu item',
		loyalty('createCheckIn', {
			...receipt,
			menu_items: '[{ "item_amount": 4.5 }, { "item_amount": "$12.50" }]',
		}),
		/'Menu Items \(JSON\)': item_amount of item 2 is not a number: \$12\.50/,
	],
	[
		'a list of names',
		loyalty('createCheckIn', { ...receipt, menu_items: '["Tea"]' }),
		/'Menu Items \(JSON\)' must be a list of objects/,
	],
	[
		'no points',
		loyalty('forceRedeem', { redeem: 'requested_punches', punches: '={{ "0" }}' }),
		/'Points or Visits' is out of range/,
	],
	[
		'a word',
		guest('sendMessage', { gifts: { gift_count: '={{ "many" }}' } }),
		/'Gift Count' is not a number/,
	],
])('%s is no amount', async (_what, parameters, expected) => {
	const { error } = await punchh.run({ parameters, items: [MARA] });
	expect(error?.message).toMatch(expected);
	expect(punchh.calls()).toEqual([]);
});
