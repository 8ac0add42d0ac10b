import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isReplaced } from '../../../../nodes/Braze/identity/replaced';

type Row = [name: string, written: GenericValue | IDataObject, shown: GenericValue | IDataObject];

const custom = (name: string, value: Row[2]) => ({ custom_attributes: { [name]: value } });

test.each<Row>([
	['email', 'Ann@Example.com', 'ann@example.com'],
	['phone', null, undefined],
	['dob', '1985-04-12', '1985-04-12'],
])('the standard attribute %s is the same: %j as %j', (name, written, shown) => {
	expect(isReplaced(name, written, { [name]: shown })).toBe(false);
});

test.each<Row>([
	['joined_at', '2026-03-14T16:32:00Z', '2026-03-14 16:32:00.000 UTC'],
	['joined_at', '2026-03-14T12:32:00-04:00', '2026-03-14T16:32:00.000Z'],
	['points', 185, '185'],
	['is_member', true, 'true'],
	['stores', ['1', '2'], ['1', '2']],
])('the custom attribute %s is the same: %j as %j', (name, written, shown) => {
	expect(isReplaced(name, written, custom(name, shown))).toBe(false);
});

test.each<Row>([
	['points', 185, 186],
	['points', 185, undefined],
	['points', null, 185],
	['stores', ['1', '2'], ['1']],
	['joined_at', '2026-03-14T16:32:00Z', '2026-03-14T16:32:01Z'],
])('the custom attribute %s is replaced: %j by %j', (name, written, shown) => {
	expect(isReplaced(name, written, custom(name, shown))).toBe(true);
});

test('a profile without custom attributes has none', () => {
	expect(isReplaced('points', 185, {})).toBe(true);
});

test('of what the export does not show, nobody knows', () => {
	expect(isReplaced('date_of_first_session', '2026-03-14T16:32:00Z', {})).toBe(false);
});
