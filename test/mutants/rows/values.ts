import type { Mutant } from '../mutant';

/** Breaks of how values are read: flags, choices, phone numbers. */
export const VALUES: Mutant[] = [
	{
		area: 'choices',
		breaks: 'A flag that is "false" as text counts as yes',
		find: "...['false', 'no', '0'].map((text): [string, boolean] => [text, false]),",
		replace: "...['false', 'no', '0'].map((text): [string, boolean] => [text, true]),",
		tests: ['operations/readChoices'],
	},
	{
		area: 'choices',
		breaks: 'A choice that is not in its list goes through',
		find: 'const known = isPlain(value) ? values.get(String(value).trim()) : undefined;',
		replace:
			'const known = isPlain(value) ? (values.get(String(value).trim()) ?? value) : undefined;',
		tests: ['operations/readChoices'],
	},
	{
		area: 'choices',
		breaks: 'Rows of a collection are not looked at',
		find: 'Array.isArray(value) ? value.map((row) => fields(row, refuse)) : fields(value, refuse);',
		replace: 'Array.isArray(value) ? value : fields(value, refuse);',
		tests: ['operations/readChoices'],
	},
	{
		area: 'phones',
		breaks: 'A national number keeps its trunk prefix',
		find: 'if (found === null) return digits;',
		replace: "if (found === null || trunk === '0') return digits;",
		tests: ['phone/readPhone'],
	},
	{
		area: 'phones',
		breaks: 'An area code that looks like the calling code is cut off',
		find: 'return !isNational(asItIs, home) && isNational(withoutCode, home);',
		replace: 'return isNational(withoutCode, home);',
		tests: ['phone/readPhone'],
	},
	{
		area: 'phones',
		breaks: 'The digits of an extension become part of the number',
		find: "text.trim().replace(EXTENSION, '')",
		replace: 'text.trim()',
		tests: ['phone/readPhone'],
	},
	{
		area: 'phones',
		breaks: 'A number that the guest has given up stays in Braze',
		find: "const isRemoved = value === undefined ? removesEmptied : choices.unreadable === 'remove';",
		replace: 'const isRemoved = value === undefined && removesEmptied;',
		tests: ['punchhEvents.unreadable'],
	},
];
