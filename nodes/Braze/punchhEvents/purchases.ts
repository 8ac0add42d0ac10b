import type { IDataObject } from 'n8n-workflow';

import type { PunchhItem } from '../../Punchh/events/item';
import { isEmpty, isObject, withoutEmpty } from '../../shared/values/json';
import { LIMITS } from '../send/track/checks/limits';
import type { MapChoices } from './types';

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
 */
export function checkInPurchases(
	event: PunchhItem,
	{ purchases, currency }: Pick<MapChoices, 'purchases' | 'currency'>,
	time: string,
): IDataObject[] {
	const isNewCheckin = event.event === 'loyalty_checkin' && event.action !== 'update';
	if (purchases === 'none' || !isNewCheckin) return [];

	const bought = purchases === 'receipt' ? receiptOf(event.payload) : menuItemsOf(event.payload);
	const properties = withoutEmpty(
		Object.fromEntries([
			...PROPERTIES.map((name) => [name, event.payload[name]]),
			['content_id', event.content_id],
		]) as IDataObject,
	);
	return bought.map((purchase) => ({ ...purchase, currency, time, properties }));
}

function receiptOf({ receipt_amount: amount }: IDataObject): PurchaseLine[] {
	return typeof amount === 'number' && amount > 0
		? [{ product_id: RECEIPT_PRODUCT, price: amount, quantity: 1 }]
		: [];
}

function menuItemsOf({ menu_items: items }: IDataObject): PurchaseLine[] {
	return (Array.isArray(items) ? items : []).filter(isObject).flatMap((item) => {
		const name = isEmpty(item.item_name) ? item.menu_item_id : item.item_name;
		const amount = Number(item.item_amount);
		const isBought = isEmpty(item.menu_item_type) || item.menu_item_type === MENU_ITEM;
		if (isEmpty(name) || !isBought || !(amount > 0)) return [];
		return [{ product_id: String(name), ...priced(amount, Number(item.item_qty)) }];
	});
}

/**
 * Braze multiplies price and quantity, while Punchh sends the amount of the line. If that does not
 * divide into whole cents, the line counts as one unit, so that the revenue is right.
 */
function priced(amount: number, quantity: number): Pick<PurchaseLine, 'price' | 'quantity'> {
	const cents = Math.round(amount * 100);
	const divides =
		Number.isInteger(quantity) &&
		quantity >= 1 &&
		quantity <= LIMITS.quantity &&
		cents % quantity === 0;
	return divides ? { price: cents / quantity / 100, quantity } : { price: amount, quantity: 1 };
}
