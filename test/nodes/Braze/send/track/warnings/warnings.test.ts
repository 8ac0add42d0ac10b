import type { IDataObject } from 'n8n-workflow';

import { AttributeTypes } from '../../../../../../nodes/Braze/send/track/warnings/attributeTypes';
import { dataPointsOf } from '../../../../../../nodes/Braze/send/track/objects/dataPoints';
import type { TrackArray } from '../../../../../../nodes/Braze/send/track/objects/types';
import { findWarnings } from '../../../../../../nodes/Braze/send/track/warnings/warnings';

const NOW = Date.parse('2026-03-14T16:20:11Z');

function warningsOf(array: TrackArray, body: IDataObject): string[] {
	const bytes = Buffer.byteLength(JSON.stringify(body));
	const warnings: string[] = [];
	const object = { array, body: { external_id: 'a', ...body } };
	findWarnings(object, { bytes, nowMs: NOW }, (text) => warnings.push(text));
	return warnings;
}

describe('what Braze loses silently', () => {
	test.each<[string, TrackArray, IDataObject, RegExp]>([
		['long text', 'attributes', { note: 'x'.repeat(256) }, /'note' is longer than 255/],
		['long text in a list', 'attributes', { l: ['x'.repeat(256)] }, /'l' is longer than 255/],
		['a large nested object', 'attributes', { o: { k: ['x'.repeat(100_001)] } }, /100 KB/],
		['a long list', 'attributes', { l: Array.from({ length: 501 }, (_, i) => i) }, /500 elements/],
		['a bad $time', 'attributes', { o: { at: { $time: 'soon' } } }, /'\$time' that is not a date/],
		['a $time after 3000', 'attributes', { o: { at: { $time: '3001-01-01' } } }, /'\$time'/],
		['a null with nothing merged', 'attributes', { o: { k: null } }, /null in it/],
		['a key with a dot', 'attributes', { o: { 'a.b': 1 } }, /key with a dot/],
		['a key with a dollar sign', 'attributes', { o: { $a: 1 } }, /dollar sign/],
		['a long key', 'attributes', { o: { ['k'.repeat(256)]: 1 } }, /key longer than 255/],
		['a null in a list', 'attributes', { _merge_objects: true, o: { l: [null] } }, /null in it/],
		['a bad object to add', 'attributes', { o: { $add: [{ a: null }] } }, /'o' has a null/],
		['text to add to objects', 'attributes', { o: { $add: ['x'] } }, /not an object/],
		[
			'a bad change of an object',
			'attributes',
			{
				o: {
					$update: [
						{ $identifier_key: 'id', $identifier_value: 1, $new_object: { at: { $time: 'x' } } },
					],
				},
			},
			/'\$time'/,
		],
		[
			'an object to remove by no value',
			'attributes',
			{ o: { $remove: [{ $identifier_key: 'id', $identifier_value: null }] } },
			/finds no object by it/,
		],
		[
			'an object to change by no key',
			'attributes',
			{ o: { $update: [{ $identifier_value: 1, $new_object: { n: 1 } }] } },
			/finds no object by it/,
		],
		['half an increment', 'attributes', { n: { inc: 0.5 } }, /not a whole number/],
		['a long list to add', 'attributes', { l: { add: Array(501).fill(1) } }, /500 elements/],
		['a large flat list', 'attributes', { l: Array(400).fill('x'.repeat(250)) }, /oldest elements/],
		['a day that does not exist', 'attributes', { o: { at: { $time: '2026-02-30' } } }, /'\$time'/],
		['a written date', 'attributes', { o: { at: { $time: 'March 14, 2026' } } }, /'\$time'/],
		['a first session in words', 'attributes', { date_of_first_session: 'today' }, /not a date/],
		['a flag in words', 'attributes', { email_open_tracking_disabled: 'yes' }, /true or false/],
		['a name as a number', 'attributes', { first_name: 7 }, /not text/],
		[
			'a zone as an offset',
			'attributes',
			{ time_zone: '+05:00' },
			/not the exact name of an IANA or Rails time zone/,
		],
		[
			'an alias without the flag',
			'attributes',
			{ user_alias: { alias_name: 'a', alias_label: 'b' } },
			/gets no profile/,
		],
		['a currency that is none', 'purchases', { currency: 'USX' }, /'currency' \(USX\)/],
		[
			'long text inside of a property',
			'events',
			{ properties: { p: [{ q: 'x'.repeat(256) }] } },
			/property 'p' is longer/,
		],
		[
			'a day that does not exist',
			'attributes',
			{ when: '2026-06-31' },
			/'when' is a day that does not exist/,
		],
		[
			'an unknown zone',
			'attributes',
			{ time_zone: 'Mars/Olympus' },
			/not the exact name of an IANA or Rails time zone/,
		],
		['a country in words', 'attributes', { country: 'United States' }, /alpha-2/],
		['a gender in words', 'attributes', { gender: 'female' }, /not M, F/],
		['a birthday in another form', 'attributes', { dob: '06/23/1991' }, /YYYY-MM-DD/],
		['a phone without country', 'attributes', { phone: '5550142001' }, /E\.164/],
		['a number beyond 2^53', 'attributes', { id: 2 ** 60 }, /too large to be exact/],
		['a future time', 'events', { time: '2026-03-14T16:26:11Z' }, /in the future/],
		['an old time', 'events', { time: '2025-03-13T16:20:11Z' }, /more than a year ago/],
		['a long property', 'events', { properties: { p: 'x'.repeat(256) } }, /property 'p' is longer/],
		[
			'dates in an array',
			'purchases',
			{ currency: 'USD', properties: { l: ['2026-03-14T16:20:11Z'] } },
			/array with dates/,
		],
		['properties over 50 KB', 'events', { properties: { l: ['x'.repeat(51_201)] } }, /50 KB/],
	])('%s', (_what, array, body, expected) => {
		expect(warningsOf(array, body)).toEqual(
			expect.arrayContaining([expect.stringMatching(expected)]),
		);
	});

	test.each<[string, TrackArray, IDataObject]>([
		[
			'fields as Braze wants them',
			'attributes',
			{
				time_zone: 'America/New_York',
				country: 'US',
				language: 'en',
				gender: 'F',
				dob: '1991-06-23',
				phone: '+15550142001',
				note: 'x'.repeat(255),
				o: { at: { $time: '2026-03-14T16:20:11Z' } },
				gone: null,
			},
		],
		[
			'operations as Braze wants them',
			'attributes',
			{
				_merge_objects: true,
				n: { inc: -2 },
				l: { add: ['a'], remove: ['b'] },
				o: {
					$add: [{ id: 1, at: { $time: '03/14/2026' } }],
					$remove: [{ $identifier_key: 'id', $identifier_value: 2 }],
					$update: [{ $identifier_key: 'id', $identifier_value: 3, $new_object: { gone: null } }],
				},
			},
		],
		['a purchase', 'purchases', { currency: 'EUR', time: '2026-03-14T16:20:11Z' }],
		['a null that is merged', 'attributes', { _merge_objects: true, o: { k: null } }],
		['a time four minutes ahead', 'events', { time: '2026-03-14T16:24:11Z' }],
		['mere dates in an array', 'events', { properties: { l: ['2026-03-14'] } }],
	])('no warning for %s', (_what, array, body) => {
		expect(warningsOf(array, body)).toEqual([]);
	});
});

test('an attribute of two types in one run is reported with the second', () => {
	const types = new AttributeTypes();
	const see = (value: IDataObject[string]) => {
		const warnings: string[] = [];
		const body = { external_id: 'a', points: value };
		types.findWarnings({ array: 'attributes', body }, (text) => warnings.push(text));
		return warnings;
	};
	expect(see(5)).toEqual([]);
	expect(see(null)).toEqual([]);
	expect(see({ inc: 1 })).toEqual([]);
	expect(see('five')).toEqual([expect.stringContaining("'points' is text here and a number")]);
	expect(see(6)).toEqual([expect.stringContaining("'points' is a number here and text")]);
});

test.each<[TrackArray, IDataObject, number]>([
	['events', { external_id: 'a', name: 'x', time: 'y', properties: { a: 1, b: 2 } }, 1],
	['events', { external_id: 'a', name: 'ecommerce.order_placed', time: 'y' }, 0],
	['events', { external_id: 'a', name: 'ecommerce.OrderPlaced', time: 'y' }, 1],
	['purchases', { external_id: 'a', quantity: 3 }, 1],
	['attributes', { external_id: 'a', x: 1, y: null, email: 'a@b.c' }, 3],
	['attributes', { email: 'a@b.c', x: 1 }, 1],
	['attributes', { external_id: 'a', nested: { a: 1, b: 2, c: 3 } }, 3],
	['attributes', { external_id: 'a', email_subscribe: 'unsubscribed', country: 'US' }, 0],
])('%s %j costs %i data points', (array, body, expected) => {
	expect(dataPointsOf({ array, body })).toBe(expected);
});
