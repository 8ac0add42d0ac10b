import type { IDataObject } from 'n8n-workflow';

import { findProblem } from '../../../../../../nodes/Braze/send/track/checks/checks';
import { withValues } from '../../../../../../nodes/Braze/send/track/checks/withValues';
import { rows, track } from '../../../actions/user/trackFields.setup';

const INVALID = "The value provided for the 'email' field is not a valid email.";

test("what Braze refuses of an item is quoted, with the item's number", async () => {
	const users = [
		{ id: 'a', email: 'mara@example.com' },
		{ id: 'b', email: 'mara at home' },
	];
	const { items, errors } = await track(
		rows({ name: 'email', value: '={{ $json.email }}' }),
		users,
	);
	expect(items).toHaveLength(1);
	expect(errors[0].json.error).toBe(`${INVALID} ('email' is "mara at home")`);
	expect(errors[0].pairedItem).toEqual({ item: 1 });
});

test.each<[string, IDataObject, string]>([
	['text', { email: 'x@' }, `${INVALID} ('email' is "x@")`],
	['a number', { email: 7 }, `${INVALID} ('email' is 7)`],
	['long', { email: 'x'.repeat(70) }, `${INVALID} ('email' is "${'x'.repeat(60)}…")`],
	['nothing', { email: '' }, INVALID],
	['not there', {}, INVALID],
	['a list', { email: ['x@'] }, INVALID],
	['HTML', { email: '<b>' }, `${INVALID} ('email' is "‹b›")`],
])('a value that is %s', (_what, body, expected) => {
	expect(withValues(INVALID, body)).toBe(expected);
});

test('a value is not said twice, and a secret never', () => {
	const time = "'time' is not a date and time with a zone: today";
	expect(withValues(time, { time: 'today' })).toBe(time);
	const token = "'push_token' is not valid";
	expect(withValues(token, { push_token: 'abc' })).toBe(token);
});

test('our own checks quote as well', () => {
	const body = { external_id: 'a', product_id: 'tea', price: 1, currency: 'dollars' };
	expect(findProblem({ array: 'purchases', body }, 100)).toBe(
		`'currency' must be a three-letter ISO 4217 code, such as USD ('currency' is "dollars")`,
	);
});
