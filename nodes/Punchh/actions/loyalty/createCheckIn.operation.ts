import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asText, isEmpty, isObject } from '../../../shared/values/json';
import { readNumber } from '../../../shared/values/number';
import { toIso } from '../../../shared/values/times';
import type { ApiItem } from '../../transport/apiItem';
import { defineOperation } from '../../../shared/operations/define';
import { callPunchh } from '../callPunchh';
import { anyGuest, userIdOf } from '../guestLocator';

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder,
	description,
});

const amount = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { numberPrecision: 2 },
	required: true,
	default: 0,
	description,
});

/** What a receipt must have; `name` is Punchh's name for the field. */
const receiptTexts = [
	text(
		'External UID',
		'external_uid',
		'e.g. POS-7-20261124-0815',
		'Your own ID for the receipt. Punchh accepts each one only once, so that no check-in counts twice.',
	),
	text('Transaction Number', 'transaction_no', 'e.g. 90815', 'The number on the receipt'),
	text('Store Number', 'store_number', 'e.g. 100', 'The number of the store in Punchh'),
	text(
		'Receipt Time',
		'receipt_datetime',
		'e.g. 2026-11-24T08:15:00-05:00',
		'When the receipt was printed, as an ISO 8601 date and time',
	),
];
const receiptAmounts = [
	amount('Subtotal', 'subtotal_amount', 'Total of the items before tax'),
	amount('Receipt Amount', 'receipt_amount', 'Total of the receipt, including tax'),
	amount('Payable', 'payable', 'What the guest had to pay after discounts'),
];

const options = (values: string[]) =>
	values.map((value) => ({
		name: value.split('_').map(capitalised).join(' '),
		value,
	}));

const capitalised = (text: string) => `${text[0].toUpperCase()}${text.slice(1)}`;

const properties: INodeProperties[] = [
	...anyGuest,
	...receiptTexts,
	...receiptAmounts,
	{
		displayName: 'Menu Items (JSON)',
		name: 'menu_items',
		type: 'json',
		required: true,
		default: '[]',
		placeholder: 'e.g. [ { "item_name": "Cold Brew", "item_qty": 1, "item_amount": 12 } ]',
		description: "The items of the receipt as a JSON list, in Punchh's format for menu items",
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'More settings for the check-in',
		options: [
			{
				displayName: 'Channel',
				name: 'channel',
				type: 'options',
				options: options(['chatbot', 'dashboard', 'kiosk', 'mobile', 'online_order', 'pos', 'web']),
				default: 'pos',
				description: 'Where the guest ordered',
			},
			{
				displayName: 'State',
				name: 'state',
				type: 'options',
				options: options(['committed', 'pending', 'void']),
				default: 'committed',
				description: 'Whether the check-in counts now, later or no longer',
			},
		],
	},
];

const CALL = { api: 'dashboard', method: 'POST', path: '/api2/dashboard/checkins' } as const;

/**
 * Loyalty > Create Check-In: credits a receipt to a guest.
 * PAR developer portal, Platform Functions "Create Loyalty Checkin". Sent again if the answer is
 * lost: external_uid keeps Punchh from counting it twice.
 */
export const createCheckIn = defineOperation({
	name: 'Create Check-In',
	action: 'Create check-in of guest for receipt',
	description: 'Credit a receipt to a guest, who earns points or visits for it',
	// Punchh accepts an external_uid once: a second run is refused and counts nothing.
	countsTwice: false,
	properties,

	behaviour: callPunchh({
		async execute(item) {
			const receipt: IDataObject = Object.fromEntries([
				...receiptTexts.map(({ name }) => [name, item.required(name)]),
				...receiptAmounts.map(({ name }) => [name, item.number(name)]),
			]);
			receipt.receipt_datetime = receiptTime(item, receipt.receipt_datetime as string);
			receipt.menu_items = menuItems(item);
			// Its answer does not say whose the receipt is, so an address is looked up before.
			const user_id = await userIdOf(item, CALL);
			return await item.request({
				...CALL,
				body: { user_id, ...receipt, ...item.filled('additionalFields') },
				hints: {
					422: `Check 'Receipt Time', 'Store Number' and 'External UID', which must be new`,
				},
			});
		},
	}),
});

/**
 * Ruby and JavaScript take a day that does not exist for an error, or for another day, and of `03/04/2026`
 * each takes another number for the month: the points would be of another day.
 */
function receiptTime(item: ApiItem, text: string): string {
	const hint = 'Enter it as an ISO 8601 date and time, such as 2026-11-24T08:15:00-05:00';
	if (!/^\d{4}\D/.test(text)) {
		throw item.error(`'Receipt Time' does not begin with the year: ${text}`, hint);
	}
	const time = toIso(text);
	if (time !== undefined) return time;
	throw item.error(`'Receipt Time' is a day that does not exist: ${text}`, hint);
}

/** The numbers of a menu item. */
const ITEM_NUMBERS = ['item_amount', 'item_qty'];

/** Rails takes `$12.50` for 0 and `1,234.50` for 1, so what is no number may not leave as text. */
function menuItems(item: ApiItem): IDataObject[] {
	const value = item.json('menu_items') ?? [];
	if (!Array.isArray(value) || !value.every(isObject)) {
		throw item.error(
			`'Menu Items (JSON)' must be a list of objects: ${asText(value).slice(0, 80)}`,
			`Enter it as ${item.formOf('menu_items')}`,
		);
	}
	return value.map((one, position) => {
		const given = ITEM_NUMBERS.filter((name) => !isEmpty(one[name]));
		const numbers = given.map((name) => [name, numberOf(item, one, name, position)] as const);
		return { ...one, ...Object.fromEntries(numbers) };
	});
}

function numberOf(item: ApiItem, one: IDataObject, name: string, position: number): number {
	const number = readNumber(one[name]);
	if (number !== undefined) return number;
	throw item.error(
		`'Menu Items (JSON)': ${name} of item ${position + 1} is not a number: ${asText(one[name]).slice(0, 80)}`,
		'Enter digits with a decimal point, such as 12.50',
	);
}
