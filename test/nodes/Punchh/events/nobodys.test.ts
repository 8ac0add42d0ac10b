import { isDummyBirthday, isDummyNumber } from '../../../../nodes/Punchh/events/nobodys';

test.each([
	...['0000000000', '10000000000', '6155555555', '0', '440000000000'],
	...['1234567890', '11234567890', '0123456789', '1234567', '123456789'],
	...['6158675309', '12125551212'],
])('%s is nobody’s number', (digits) => {
	expect(isDummyNumber(digits)).toBe(true);
});

test.each(['6155550117', '16154567890', '4567890', '2123456789', '441234567891', '12345678901'])(
	'%s may be a number',
	(digits) => {
		expect(isDummyNumber(digits)).toBe(false);
	},
);

test.each([
	...['0000-03-14', '0001-01-01', '1604-03-14', '1753-03-14', '1804-02-29', '1899-12-30'],
	...['1900-03-14', '1904-02-29', '1969-12-31', '1970-01-01', '2000-01-01', '2001-01-01'],
	'9999-12-31',
])('%s is nobody’s birthday', (day) => {
	expect(isDummyBirthday(day)).toBe(true);
});

test.each(['1990-03-14', '1905-01-01', '1970-01-02', '2000-02-29', '12/05/1990', '1990-01-01'])(
	'%s may be a birthday',
	(day) => {
		expect(isDummyBirthday(day)).toBe(false);
	},
);
