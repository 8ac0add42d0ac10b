import type { IDataObject } from 'n8n-workflow';

import { findProblem } from '../../../../../../nodes/Braze/send/track/checks/checks';
import type { TrackArray } from '../../../../../../nodes/Braze/send/track/objects/types';

/** A sound object of each array. */
const SOUND: Record<TrackArray, IDataObject> = {
	attributes: { external_id: 'a', x: 1 },
	events: { external_id: 'a', name: 'visited', time: '2026-03-14T16:20:11Z' },
	purchases: {
		external_id: 'a',
		product_id: 'tea',
		currency: 'USD',
		price: 3.5,
		time: '2026-03-14T16:20:11Z',
	},
};

/** What is wrong with a sound object after some of its fields were changed; undefined drops one. */
function problemOf(array: TrackArray, changes: IDataObject): string | undefined {
	const entries = Object.entries({ ...SOUND[array], ...changes });
	const body = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
	return findProblem({ array, body }, Buffer.byteLength(JSON.stringify(body)));
}

const alias = (name: unknown, label: unknown = 'l') => ({
	external_id: undefined,
	user_alias: { alias_name: name, alias_label: label } as IDataObject,
});
const ARRAYS: TrackArray[] = ['attributes', 'events', 'purchases'];
/** An object of properties whose JSON has so many bytes. */
const propertiesOf = (bytes: number) => ({ p: 'x'.repeat(bytes - 8) });

describe.each(ARRAYS)('identifiers in %s', (array) => {
	test.each<[string, IDataObject, RegExp]>([
		['none', { external_id: undefined }, /does not say which user/],
		['empty', { external_id: '' }, /does not say which user/],
		[
			'empty beside an address',
			{ external_id: '', email: 'a@example.com' },
			/'external_id' is empty/,
		],
		[
			'null beside a number',
			{ external_id: null, phone: '+15551230000' },
			/'external_id' is empty/,
		],
		['text for no value', { external_id: '#N/A' }, /'external_id' cannot be '#N\/A'/],
		['an alias for no value', alias('undefined'), /'alias_name' cannot be 'undefined'/],
		['two primary ones', { braze_id: 'b' }, /'external_id' and 'braze_id'/],
		['a number', { external_id: 7 }, /must be text/],
		['an ID of 988 bytes', { external_id: `${'\u00e9'.repeat(493)}ab` }, /987 bytes/],
		['an alias without a name', alias(''), /'alias_name' is missing/],
		['an alias without a label', alias('a', null), /'alias_label' is missing/],
		[
			'text as an alias',
			{ external_id: undefined, user_alias: 'x' },
			/'user_alias' must be an object/,
		],
		['an alias of 237 bytes', alias('a'.repeat(237)), /236 bytes/],
		['a label of 237 bytes', alias('a', 'l'.repeat(237)), /236 bytes/],
	])('%s: refused', (_what, changes, expected) => {
		expect(problemOf(array, changes)).toMatch(expected);
	});

	test.each<[string, IDataObject]>([
		['an external ID of 987 bytes', { external_id: `${'\u00e9'.repeat(493)}a` }],
		['an alias of 236 bytes', alias('a'.repeat(236), 'l'.repeat(236))],
		['a Braze ID', { external_id: undefined, braze_id: 'b' }],
		['an email address', { external_id: undefined, email: 'a@example.com' }],
		['a phone number', { external_id: undefined, phone: '+15551230000' }],
		['a primary one beside an email address', { email: 'a@example.com' }],
	])('%s: taken', (_what, changes) => {
		expect(problemOf(array, changes)).toBeUndefined();
	});
});

test.each<[string, TrackArray, IDataObject, RegExp]>([
	['a long attribute name', 'attributes', { ['n'.repeat(256)]: 1 }, /longer than 255 characters/],
	['email_subscription_info', 'attributes', { email_subscription_info: {} }, /does not take/],
	['no event name', 'events', { name: undefined }, /'name' is required/],
	['an empty event name', 'events', { name: '' }, /'name' is required/],
	['a long event name', 'events', { name: 'n'.repeat(256) }, /'name' is longer than 255/],
	['no time', 'events', { time: undefined }, /'time' is required/],
	['a time without a zone', 'events', { time: '2026-03-14T16:20:11' }, /with a zone/],
	['a mere date', 'purchases', { time: '2026-03-14' }, /with a zone/],
	['seconds since 1970', 'events', { time: 1_773_505_211 }, /with a zone/],
	['a day that does not exist', 'events', { time: '2026-02-30T16:20:11Z' }, /with a zone/],
	['a zone that does not exist', 'events', { time: '2026-03-14T16:20:11+25:00' }, /with a zone/],
	['an hour that does not exist', 'events', { time: '2026-03-14T25:20:11Z' }, /with a zone/],
	['a list as properties', 'events', { properties: [] }, /'properties' must be an object/],
	['a property without a name', 'events', { properties: { '': 1 } }, /has no name/],
	['a property with a dollar sign', 'purchases', { properties: { $a: 1 } }, /starts with '\$'/],
	['a long property name', 'events', { properties: { ['n'.repeat(256)]: 1 } }, /longer than 255/],
	...['time', 'event_name'].map(reserved('events')),
	...['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'].map(
		reserved('purchases'),
	),
	['102,401 bytes', 'events', { properties: propertiesOf(102_401) }, /larger than 100 KB/],
	['51,201 bytes', 'purchases', { properties: propertiesOf(51_201) }, /larger than 50 KB/],
	['no product', 'purchases', { product_id: undefined }, /'product_id' is required/],
	['a long product', 'purchases', { product_id: 'p'.repeat(256) }, /'product_id' is longer than/],
	['no currency', 'purchases', { currency: undefined }, /'currency' must be/],
	['a currency in small letters', 'purchases', { currency: 'usd' }, /'currency' must be/],
	['no price', 'purchases', { price: undefined }, /'price' is required/],
	['an empty price', 'purchases', { price: '' }, /'price' is required/],
	['a price as text', 'purchases', { price: '3.5' }, /'price' must be a number/],
	['no number as a price', 'purchases', { price: Number.NaN }, /'price' must be a number/],
	['a quantity of 0', 'purchases', { quantity: 0 }, /'quantity' must be/],
	['a quantity of 101', 'purchases', { quantity: 101 }, /'quantity' must be/],
	['half a piece', 'purchases', { quantity: 1.5 }, /'quantity' must be/],
])('%s: refused', (_what, array, changes, expected) => {
	expect(problemOf(array, changes)).toMatch(expected);
});

function reserved(array: TrackArray) {
	return (name: string): [string, TrackArray, IDataObject, RegExp] => [
		`the property ${name} of ${array}`,
		array,
		{ properties: { [name]: 1 } },
		/is reserved/,
	];
}

test.each<[string, TrackArray, IDataObject]>([
	['names of 255 characters', 'attributes', { ['n'.repeat(255)]: 1 }],
	['an event name of 255 characters', 'events', { name: 'n'.repeat(255) }],
	['a time with an offset', 'events', { time: '2026-03-14T12:20:11-04:00' }],
	['a time with milliseconds after a colon', 'events', { time: '2026-03-14T16:20:11:123Z' }],
	['a time without seconds', 'events', { time: '2026-03-14T16:20Z' }],
	['102,400 bytes of properties', 'events', { properties: propertiesOf(102_400) }],
	['51,200 bytes of properties', 'purchases', { properties: propertiesOf(51_200) }],
	['properties that only events keep to themselves', 'events', { properties: { price: 1 } }],
	['a quantity of 100', 'purchases', { quantity: 100 }],
	['a price of 0', 'purchases', { price: 0 }],
	['a negative price', 'purchases', { price: -2.5 }],
])('%s: taken', (_what, array, changes) => {
	expect(problemOf(array, changes)).toBeUndefined();
});

test.each(['2026-03-14T16:20-04:00', '2026-03-14T16:20-0400', '2026-03-14T16:20Z'])(
	'%s: a time may do without seconds',
	(time) => {
		expect(problemOf('events', { time })).toBeUndefined();
	},
);
