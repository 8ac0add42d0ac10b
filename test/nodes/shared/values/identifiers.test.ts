import {
	asIdentifier,
	isNoValue,
	isRounded,
	isShortened,
} from '../../../../nodes/shared/values/identifiers';

test.each(['5.56645E+14', '5,56645E+14', '9E+15', '1.2e+5', '-1.2E+5'])(
	'%s is a number that a spreadsheet has shortened',
	(text) => expect(isShortened(text)).toBe(true),
);

test.each(['556645000000000', '1E5', 'A5.5E+14', '5.5E+14x', '55.5E+14', 'E+14', '5f1a2e30', ''])(
	'%j is not',
	(text) => expect(isShortened(text)).toBe(false),
);

test.each([
	[2 ** 53, true],
	[-(2 ** 53), true],
	[1e21, true],
	[2 ** 53 - 1, false],
	[0.5, false],
	['9007199254740993', false],
])('%j is rounded: %s', (value, expected) => expect(isRounded(value)).toBe(expected));

test.each([
	[' CRM-1\n', 'CRM-1'],
	[730415, '730415'],
	[2 ** 53, 2 ** 53],
	[true, true],
	[null, null],
])('%j as an identifier is %j', (value, expected) => expect(asIdentifier(value)).toBe(expected));

test.each([
	...['null', 'None', 'N/A', '-', '--', '[object Object]'],
	// Of Objective-C, Go, pandas, tools for databases, and MySQL's and PostgreSQL's files.
	...['(null)', '<nil>', '<NA>', '[NULL]', '(none)', '\\N'],
	'00000000-0000-0000-0000-000000000000',
	...['#N/A', '#REF!', '#VALUE!', '#NAME?', '#NULL!', '#NUM!', '#DIV/0!', '#SPILL!', '#CALC!'],
	// German, French, Spanish, Italian, Polish, and a column that is too narrow.
	...['#NV', '#BEZUG!', '#WERT!', '#ZAHL!', '#VALEUR!', '#NOM?', '#N/D', '#¡REF!', '#¿NOMBRE?'],
	...['#NOME?', '#ADR!', '#ARG!', '########'],
])('%j stands for no value', (text) => {
	expect(isNoValue(text)).toBe(true);
});

test.each(['#A1', '#CRM-1', 'CRM-#1', '#NVA', 'N/A-1', 'Null-17', '#7!', '(NULL', 'N', '<CRM-1>'])(
	'%j is one',
	(text) => {
		expect(isNoValue(text)).toBe(false);
	},
);
