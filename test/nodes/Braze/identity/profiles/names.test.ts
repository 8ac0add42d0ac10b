import { likenessOf, nameOf } from '../../../../../nodes/Braze/identity/profiles/names';

const of = (name: string) => {
	const [first, last] = name.split('|').map((part) => part.normalize('NFKD').toLowerCase());
	return nameOf(first, last);
};
const likeness = (one: string, other: string) => [
	likenessOf(of(one)!, of(other)!),
	likenessOf(of(other)!, of(one)!),
];

test.each([
	['Mara|Lindqvist', 'MARA|Lindqvist-Berg'],
	['Ludwig|van|', 'Lud|Van'],
	['M.|L.', 'Mara|Lindqvist'],
	['Wei|Li', 'Li|Wei'],
	['Jo|Lindqvist', 'Joanna|Lindqvist'],
	['Jo|Li', 'Joanna|Li'],
	['Jo|L.', 'Joanna|Lindqvist'],
	['J.|Lind', 'Joanna|Lindqvist'],
	['Jo|Li', 'J.|L.'],
])('%s may be %s', (one, other) => {
	expect(likeness(one, other)).toEqual(['whole', 'whole']);
});

test.each([
	['Mara|Lindqvist', 'Mara|Okafor'],
	['Robert|Jones', 'Rob|Miller'],
	['Mara-Lena|Lindqvist', 'Lena|Okafor'],
	['Mary Ann|Jones', 'Maryann|Miller'],
	['Ben|Miller', 'Ben John|Smith'],
	['Anna|Li', 'Anna|Lindqvist'],
	['Sam|Kim', 'Samuel|Kimble'],
])('%s may be %s by the first name', (one, other) => {
	expect(likeness(one, other)).toEqual(['given', 'given']);
});

test.each([
	['Mara|Lindqvist', 'Ida|Lindqvist'],
	['Ana|Garcia', 'Eva|García López'],
	['Sean|O’Brien', 'Olivia|O Brien'],
	['Maria|de la Cruz', 'Ana|Cruz'],
	['伟|李', '娜|李'],
	['Mara|Na', 'Ben|Na'],
])('%s may be %s by the last name', (one, other) => {
	expect(likeness(one, other)).toEqual(['family', 'family']);
});

test.each([
	['Mara|Lindqvist', 'Ben|Okafor'],
	['Mara|NA', 'Ben|Okafor'],
	["Sean|O'Brien", 'Olivia|Martin'],
	["Sean|O'Brien", "Pat|O'Connor"],
	['Maria|de la Cruz', 'Juan|de la Rosa'],
	['Kim|Van Dyke', 'Rob|Van Horn'],
	['Ana|St. James', 'Lou|St. Clair'],
	['Wei|Li', 'Lisa|Jones'],
	['Jun|Ma', 'Mark|Stone'],
	['Jo|Li', 'John|Lind'],
	['Jo|Lind', 'John|Li'],
	['J.|Kim', 'Jo|Kimble'],
	['Mary J.|Smith', 'Robert|Johnson'],
	['Mary J.|Smith', 'Robert J.|Miller'],
	["Angela|D'Amico", 'David|Wong'],
	['Mara|Lindqvist', 'M.|Okafor'],
	['Martin|Luther', 'King|Martin'],
	['Sam|Lee Jr.', 'Joe|Fox Jr.'],
])('%s is not %s', (one, other) => {
	expect(likeness(one, other)).toEqual(['none', 'none']);
});

test.each(['Guest|User', 'Mara|', '|Lindqvist', 'n/a|Lindqvist', '-|-'])(
	'%s is no name',
	(name) => {
		expect(of(name)).toBeUndefined();
	},
);
