import type { IDataObject } from 'n8n-workflow';

import { sample } from '../../../../harness/punchhEvents';
import { sent, track } from '../punchhEvents.setup';

/** Rails writes decimals as text, in PAR's own sample `"total_debits": "0.0"`. */

const CHECKIN = 'checkin-loyalty-create-pos-campaign';

const checkin = (payload: IDataObject) => [sample(CHECKIN, payload)];

const balance = (changes: IDataObject) => {
	const { payload, ...envelope } = sample('guest-create');
	const account_balance = { ...(payload.account_balance as IDataObject), ...changes };
	return [{ ...envelope, payload: { ...payload, account_balance } }];
};

const AMOUNTS = {
	net_balance: '185.00',
	total_debits: '0.0',
	loyalty_points: '7',
	banked_currency: '1.50',
};

test('balances are numbers in the recommended mapping', async () => {
	await track(balance(AMOUNTS));
	expect(sent()[0].attributes).toMatchObject([
		{
			account_balance_net_balance: 185,
			account_balance_total_debits: 0,
			account_balance_loyalty_points: 7,
			account_balance_banked_currency: 1.5,
		},
	]);
});

test("balances are what Punchh writes in the adapter's mapping", async () => {
	await track(balance(AMOUNTS), { preset: 'adapter' });
	expect(sent()[0].attributes).toMatchObject([{ account_balance_net_balance: '185.00' }]);
});

test('a balance that is no number is left out with a warning', async () => {
	const { items } = await track(balance({ net_balance: '185,00' }));
	expect(sent()[0].attributes![0]).not.toHaveProperty('account_balance_net_balance');
	expect(items[0].json.warnings).toContainEqual(
		expect.stringContaining("'account_balance.net_balance' is not sent"),
	);
});

const WRITTEN = {
	receipt_amount: '12.50',
	points_earned: '12',
	store_number: '202',
	transaction_no: '90815',
	bar_code: '5514209',
	discount_code: '0042',
	menu_items: [{ item_name: 'Tea', item_amount: '4.50', item_qty: '2', menu_item_id: '4001' }],
};

test('amounts and counts of an event are numbers, at any depth; IDs stay text', async () => {
	await track(checkin(WRITTEN));
	expect(sent()[0].events![0].properties).toMatchObject({
		receipt_amount: 12.5,
		points_earned: 12,
		store_number: '202',
		transaction_no: '90815',
		bar_code: '5514209',
		discount_code: '0042',
		menu_items: [{ item_amount: 4.5, item_qty: 2, menu_item_id: '4001' }],
	});
});

test("they are what Punchh writes in the adapter's mapping", async () => {
	await track(checkin(WRITTEN), { preset: 'adapter' });
	expect(sent()[0].events![0].properties).toMatchObject({ receipt_amount: '12.50' });
});

const purchasesOf = async (payload: IDataObject, purchases: string) => {
	const { items } = await track(checkin(payload), {}, { purchases });
	return { purchases: sent()[0].purchases, warnings: items[0].json.warnings };
};

test.each([
	['a number', 12.5],
	['text', '12.50'],
])('a receipt whose amount is %s is a purchase', async (_what, receipt_amount) => {
	const { purchases, warnings } = await purchasesOf({ receipt_amount }, 'receipt');
	expect(purchases).toMatchObject([{ product_id: 'Receipt', price: 12.5, quantity: 1 }]);
	expect(warnings).toBeUndefined();
});

test.each<[string, unknown]>([
	['a list', WRITTEN.menu_items],
	['JSON within JSON', JSON.stringify(WRITTEN.menu_items)],
])('menu items as %s are purchases', async (_what, menu_items) => {
	const { purchases } = await purchasesOf({ menu_items: menu_items as IDataObject }, 'items');
	expect(purchases).toMatchObject([{ product_id: 'Tea', price: 2.25, quantity: 2 }]);
});

test.each([
	[1, 12.345, { price: 12.345, quantity: 1 }],
	[2, 0.375, { price: 0.375, quantity: 1 }],
	[3, 0.1 + 0.2, { price: 0.1, quantity: 3 }],
])(
	'%d of an item for %d have their amount to the last digit',
	async (item_qty, item_amount, line) => {
		const menu_items = [{ item_name: 'Tea', item_amount, item_qty }];
		const { items } = await track(
			checkin({ menu_items }),
			{},
			{ purchases: 'items', currency: 'KWD' },
		);
		expect(items[0].json).toMatchObject({ purchases: 1 });
		expect(sent()[0].purchases).toMatchObject([line]);
	},
);

test.each(['update', 'Update', ' UPDATE '])(
	'a check-in that is changed (%j) is no purchase',
	async (action) => {
		await track(
			[{ ...checkin({ receipt_amount: 12.5 })[0], action }],
			{},
			{ purchases: 'receipt' },
		);
		expect(sent()[0].purchases).toBeUndefined();
	},
);

test('a product that is called by a number has its digits as name', async () => {
	const menu_items = [{ item_name: 4001, item_amount: 4.5, item_qty: 1 }];
	const { purchases } = await purchasesOf({ menu_items }, 'items');
	expect(purchases).toMatchObject([{ product_id: '4001' }]);
});

test.each<[string, IDataObject, string, RegExp]>([
	['a receipt', { receipt_amount: '12,50' }, 'receipt', /'receipt_amount' is not a number/],
	[
		'a menu item',
		{ menu_items: [{ item_name: 'Tea', item_amount: 'much' }] },
		'items',
		/'item_amount' of 'Tea' is not a number/,
	],
	['all menu items', { menu_items: { tea: 1 } }, 'items', /'menu_items' is not a list/],
])('a purchase for %s never falls away silently', async (_what, payload, purchases, expected) => {
	const { purchases: recorded, warnings } = await purchasesOf(payload, purchases);
	expect(recorded).toBeUndefined();
	expect(warnings).toContainEqual(expect.stringMatching(expected));
});
