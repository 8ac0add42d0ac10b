import { startSandbox, type Sandbox } from '../../../../sandbox';
import { track, type Json } from '../../http';

/** The schemas of Braze's recommended eCommerce events. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const VIEWED = {
	product_id: 'sku-1',
	product_name: 'Cold Brew',
	variant_id: 'large',
	price: 4.5,
	currency: 'USD',
	source: 'web',
};
const { currency, source, ...product } = VIEWED;
const PRODUCT = { ...product, quantity: 1 };
const MANY = { currency, source, products: [PRODUCT] };

const send = async (name: string, properties: unknown) => {
	const time = '2026-03-14T16:20:11Z';
	return await track(sandbox.brazeUrl, {
		events: [{ external_id: 'a', name: `ecommerce.${name}`, time, properties }],
	});
};
const complaints = async (name: string, properties: unknown) => {
	const { status, body } = await send(name, properties);
	const { errors = [] } = body as { errors?: Array<{ type: string }> };
	return [status, ...errors.map(({ type }) => type)];
};

test.each<[string, Json]>([
	['product_viewed', { ...VIEWED, type: ['price_drop'], metadata: { brand: 'H' }, price: 4 }],
	['cart_updated', { ...MANY, cart_id: 'c', action: 'add' }],
	['checkout_started', { ...MANY, checkout_id: 'k', total_value: 4.5, tax: 0.4 }],
	['order_placed', { ...MANY, order_id: 'o', total_value: 4.5, discounts: [] }],
	['order_refunded', { ...MANY, order_id: 'o', total_value: 4.5 }],
	['order_cancelled', { ...MANY, order_id: 'o', total_value: 4.5, cancel_reason: 'late' }],
	['of_my_own', { anything: 1 }],
])('taken: %s', async (name, properties) => {
	expect(await complaints(name, properties)).toEqual([201]);
});

// The four texts of the reference, section 2.7.
test.each<[string, Json, string]>([
	[
		'a missing property',
		{ ...VIEWED, product_id: undefined },
		"The property '#/' did not contain a required property of 'product_id'",
	],
	[
		'text for a number',
		{ ...VIEWED, price: '4.50' },
		"The property '#/price' of type string did not match the following type: number",
	],
	[
		'a property too many',
		{ ...VIEWED, sku_abcd: 1 },
		`The property '#/' contains additional properties ["sku_abcd"] outside of the schema when none are allowed`,
	],
	[
		'a number for text',
		{ ...VIEWED, product_id: 7 },
		"The property '#/product_id' of type integer did not match the following type: string",
	],
])('refused: %s', async (_name, properties, text) => {
	expect(await complaints('product_viewed', properties)).toEqual([400, text]);
	expect(sandbox.braze.profiles).toEqual([]);
});

test('the products of an order are looked at too, and all complaints are given when asked', async () => {
	sandbox.braze.knobs.errorsPerObject = 'all';
	const products = [PRODUCT, { ...PRODUCT, price: null, size: 'L' }, 'tea'];
	const order = { ...MANY, order_id: 'o', total_value: 4.5, products };
	expect(await complaints('order_placed', order)).toEqual([
		400,
		`The property '#/products/1' contains additional properties ["size"] outside of the schema when none are allowed`,
		"The property '#/products/1/price' of type null did not match the following type: number",
		"The property '#/products/2' of type string did not match the following type: object",
	]);
	const [, ...missing] = await complaints('order_placed', undefined);
	expect(missing).toHaveLength(5);
});

test('a cart that is replaced must say what it is worth, one that is changed need not', async () => {
	const cart = { ...MANY, cart_id: 'c' };
	const missing = "The property '#/' did not contain a required property of 'total_value'";
	expect(await complaints('cart_updated', cart)).toEqual([400, missing]);
	expect(await complaints('cart_updated', { ...cart, action: 'replace' })).toEqual([400, missing]);
	expect(await complaints('cart_updated', { ...cart, action: 'remove' })).toEqual([201]);
	expect(await complaints('cart_updated', { ...cart, total_value: 4.5 })).toEqual([201]);
});
