import { isObject, type Json } from '../../../shared/json';
import { SEEN } from '../wordings';

type Type = 'string' | 'number' | 'integer' | 'array' | 'object';

/** The properties that an event must and may have; it may have no other. */
interface Schema {
	required: Record<string, Type>;
	optional: Record<string, Type>;
}

const PRODUCT: Schema = {
	required: {
		product_id: 'string',
		product_name: 'string',
		variant_id: 'string',
		quantity: 'integer',
		price: 'number',
	},
	optional: { image_url: 'string', product_url: 'string', metadata: 'object' },
};

/** What all events about several products have in common. */
const MANY: Schema = {
	required: { currency: 'string', products: 'array', source: 'string', total_value: 'number' },
	optional: { subtotal_value: 'number', tax: 'number', shipping: 'number', metadata: 'object' },
};

const ORDER: Schema = {
	required: { ...MANY.required, order_id: 'string' },
	optional: { ...MANY.optional, total_discounts: 'number', discounts: 'array' },
};

const CART = 'ecommerce.cart_updated';

/** What replaces a cart says what it is worth; what adds to it or takes from it need not. */
const WHOLE_CART: Schema = {
	required: { ...MANY.required, cart_id: 'string' },
	optional: { ...MANY.optional, action: 'string' },
};

/**
 * Braze's eCommerce recommended events. (Braze: recommended events) Not looked at: the value of
 * `currency`, and whether amounts are negative.
 */
const SCHEMAS: Record<string, Schema> = {
	'ecommerce.product_viewed': {
		required: {
			product_id: 'string',
			product_name: 'string',
			variant_id: 'string',
			price: 'number',
			currency: 'string',
			source: 'string',
		},
		optional: { image_url: 'string', product_url: 'string', type: 'array', metadata: 'object' },
	},
	[CART]: {
		required: { cart_id: 'string', currency: 'string', products: 'array', source: 'string' },
		optional: { ...MANY.optional, action: 'string', total_value: 'number' },
	},
	'ecommerce.checkout_started': {
		required: { ...MANY.required, checkout_id: 'string' },
		optional: { ...MANY.optional, cart_id: 'string' },
	},
	'ecommerce.order_placed': {
		required: ORDER.required,
		optional: { ...ORDER.optional, cart_id: 'string' },
	},
	'ecommerce.order_refunded': ORDER,
	'ecommerce.order_cancelled': {
		required: { ...ORDER.required, cancel_reason: 'string' },
		optional: ORDER.optional,
	},
};

/** What Braze says about the properties of a recommended event; nothing about any other event. */
export function complaintsOf({ name, properties }: Json): string[] {
	if (typeof name !== 'string' || !Object.hasOwn(SCHEMAS, name)) return [];
	const given = isObject(properties) ? properties : {};
	const schema = isWholeCart(name, given) ? WHOLE_CART : SCHEMAS[name];
	const products = Array.isArray(given.products) ? (given.products as unknown[]) : [];
	return [
		...complaintsAbout(given, schema, '#/'),
		...products.flatMap((product, index) => {
			const path = `#/products/${index}`;
			return isObject(product)
				? complaintsAbout(product, PRODUCT, path)
				: [SEEN.wrongType(path, typeOf(product), 'object')];
		}),
	];
}

function isWholeCart(name: string, { action = 'replace' }: Json): boolean {
	return name === CART && action === 'replace';
}

function complaintsAbout(given: Json, { required, optional }: Schema, path: string): string[] {
	const types = { ...required, ...optional };
	const missing = Object.keys(required).filter((name) => !Object.hasOwn(given, name));
	const unknown = Object.keys(given).filter((name) => !Object.hasOwn(types, name));
	const wrong = Object.keys(given).filter(
		(name) => Object.hasOwn(types, name) && !isOf(types[name], given[name]),
	);
	return [
		...missing.map((name) => SEEN.missingProperty(path, name)),
		...(unknown.length > 0 ? [SEEN.unknownProperties(path, unknown)] : []),
		...wrong.map((name) =>
			SEEN.wrongType(`${path.replace(/\/$/, '')}/${name}`, typeOf(given[name]), types[name]),
		),
	];
}

function isOf(type: Type, value: unknown): boolean {
	return typeOf(value) === type || (type === 'number' && typeof value === 'number');
}

/** The name of a value's type in JSON schemas. */
function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}
