import type { IDataObject } from 'n8n-workflow';

import { lowered } from '../../../Punchh/events/families';
import type { PunchhItem } from '../../../Punchh/events/item';
import { isEmpty, isObject, withoutEmpty } from '../../../shared/values/json';
import { readNumber } from '../../../shared/values/number';
import { parsedText } from '../../../shared/values/parseExact';
import { LIMITS } from '../../send/track/checks/limits';
import type { Warn } from '../../send/track/objects/types';
import type { MapChoices } from '../types';

/** The fields of a check-in that become properties of each of its purchases. */
const PROPERTIES = [
	'checkin_id',
	'transaction_no',
	'store_number',
	'location_id',
	'location_name',
	'channel',
];

/** The product of a purchase that represents a whole receipt. */
const RECEIPT_PRODUCT = 'Receipt';

/** The type of the receipt lines that are items; others are discounts, taxes and payments. */
const MENU_ITEM = 'M';

/** A purchase in the form of Braze's purchase object. */
interface PurchaseLine extends IDataObject {
	product_id: string;
	price: number;
	quantity: number;
}

/**
 * The purchases of a loyalty check-in: one for its receipt, or one for each menu item. Only if the
 * check-in is new: Punchh sends a changed one again, and Braze would count it twice.
 *
 * @param time the time of the purchases, in Braze's format
 * @param warn hears of amounts that are no numbers, for which there is no purchase
 */
export function checkInPurchases(
	event: PunchhItem,
	{ purchases, currency }: Pick<MapChoices, 'purchases' | 'currency'>,
	time: string,
	warn: Warn,
): IDataObject[] {
	const isNewCheckin = event.event === 'loyalty_checkin' && lowered(event.action) !== 'update';
	if (purchases === 'none' || !isNewCheckin) return [];

	const bought = (purchases === 'receipt' ? receiptOf : menuItemsOf)(event.payload, warn);
	const properties = withoutEmpty(
		Object.fromEntries([
			...PROPERTIES.map((name) => [name, event.payload[name]]),
			['content_id', event.content_id],
		]) as IDataObject,
	);
	return bought.map((purchase) => ({ ...purchase, currency, time, properties }));
}

function receiptOf({ receipt_amount: given }: IDataObject, warn: Warn): PurchaseLine[] {
	const price = amountOf(given, 'receipt_amount', warn);
	return price > 0 ? [{ product_id: RECEIPT_PRODUCT, price, quantity: 1 }] : [];
}

function menuItemsOf({ menu_items: given }: IDataObject, warn: Warn): PurchaseLine[] {
	const items = listIn(given);
	if (items === undefined) warn("'menu_items' is not a list, so there are no purchases");
	return (items ?? []).filter(isObject).flatMap((item) => {
		const name = isEmpty(item.item_name) ? item.menu_item_id : item.item_name;
		const isBought = isEmpty(item.menu_item_type) || item.menu_item_type === MENU_ITEM;
		if (isEmpty(name) || !isBought) return [];
		const amount = amountOf(item.item_amount, `item_amount' of '${String(name)}`, warn);
		if (amount <= 0) return [];
		return [{ product_id: String(name), ...priced(amount, readNumber(item.item_qty) ?? 1) }];
	});
}

/** A list, which Punchh can also write as JSON within JSON; an empty one if there is nothing. */
function listIn(given: unknown): unknown[] | undefined {
	if (isEmpty(given)) return [];
	const list = parsedText(given);
	return Array.isArray(list) ? list : undefined;
}

/** An amount as a number: Rails writes decimals as text. 0 if there is none. */
function amountOf(given: unknown, name: string, warn: Warn): number {
	if (isEmpty(given)) return 0;
	const amount = readNumber(given);
	if (amount === undefined) warn(`'${name}' is not a number, so there is no purchase for it`);
	return amount ?? 0;
}

/** How far an amount may be from whole cents, in cents: sums of decimals are off by less. */
const CENTS_PRECISION = 1e-6;

/**
 * Braze multiplies price and quantity, while Punchh sends the amount of the line. If that does not
 * divide into whole cents, the line counts as one unit, so that the revenue is right. So does an amount
 * of a currency that divides further, such as 1.250 dinars.
 */
function priced(amount: number, quantity: number): Pick<PurchaseLine, 'price' | 'quantity'> {
	const cents = Math.round(amount * 100);
	const divides =
		Number.isInteger(quantity) &&
		quantity >= 1 &&
		quantity <= LIMITS.quantity &&
		Math.abs(amount * 100 - cents) < CENTS_PRECISION &&
		cents % quantity === 0;
	return divides ? { price: cents / quantity / 100, quantity } : { price: amount, quantity: 1 };
}
