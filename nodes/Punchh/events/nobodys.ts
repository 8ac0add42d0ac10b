/** What tills and forms write for guests who give no number; its digits. */
const NUMBERS = [
	// One digit again and again, also after an area code.
	/^(\d)\1*$|(\d)\2{6}$/,
	// The digits in a row, also after the calling code of the United States, where no area code begins with 1.
	/^[01]?1234567(?:8|89|890)?$/,
	// The number of a song, under which many sign up at tills in America, and directory assistance.
	/(?:8675309|5551212)$/,
];

/** What programs write where they know no birthday, or only the day and the month. */
const BIRTHDAYS = [
	// OpenID Connect Core, "birthdate": the year may be 0000, which says that it is omitted.
	/^0000-/,
	// The first year of .NET and of databases.
	/^0001-/,
	// Apple's contacts have 1604 for no year, Siebel has 1753, and day 0 of spreadsheets is in 1899.
	/^1[0-8]\d\d-/,
	// The first year of spreadsheets; address books write it for no year.
	/^1900-/,
	// The same, for whoever was born on 29 February; the first year of Macs, and of spreadsheets from there.
	/^1904-/,
	// The first day of Unix, and what that is in America.
	/^1970-01-01|^1969-12-31/,
	// The first days of PostgreSQL and of Apple's Core Foundation.
	/^200[01]-01-01/,
	// The last year of databases.
	/^9999-/,
];

/** Whether a number says nothing about whose it is: two who have it are not one because of it. */
export const isDummyNumber = (digits: string) => NUMBERS.some((one) => one.test(digits));

/** Whether a birthday, YYYY-MM-DD, says nothing about whose it is, or only half of it. */
export const isDummyBirthday = (day: string) => BIRTHDAYS.some((one) => one.test(day));
