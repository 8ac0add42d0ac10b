#!/usr/bin/env bash
# A file or a form has birthdays and visits as eight digits (19900314), as points of sale and mainframes write them, and a model declares them as
# dates: Joi.date(), or Date in a Mongoose schema. Guess: March 14, 1990, as Luxon and databases read it; or an error, as new Date('19900314') is
# invalid.
# Joi 18.3.2 and Mongoose 8.24.10 read the digits as milliseconds. Everybody was born in the first hours of 1970 and gets the birthday reward on New
# Year's Day. A year alone (1990) is that year for Mongoose, but two seconds into 1970 for Joi. Yup 1.7.1 and Luxon 3.7.2 read the right day; with the
# month first (03141990), Yup reads September 28, 315. With iso(), Joi refuses the digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts joi@18.3.2 mongoose@8.24.10 yup@1.7.1 luxon@3.7.2

cat > birthdays.cjs <<'JS'
const Joi = require('joi');
const { DateTime } = require('luxon');
const { model, Schema } = require('mongoose');
const yup = require('yup');

const Guest = model('Guest', new Schema({ birthday: Date }));
const byMongoose = (birthday) => {
	const guest = new Guest({ birthday });
	if (guest.validateSync()) throw new Error();
	return guest.birthday;
};
const READERS = {
	Joi: (text) => Joi.attempt(text, Joi.date()),
	'Joi, iso': (text) => Joi.attempt(text, Joi.date().iso()),
	Mongoose: byMongoose,
	Yup: (text) => yup.date().validateSync(text),
	Luxon: (text) => DateTime.fromISO(text, { zone: 'utc' }).toJSDate(),
};
for (const text of ['19900314', '03141990', '1990', '1990-03-14']) {
	const read = (reader) => {
		try {
			return reader(text).toISOString();
		} catch {
			return 'refused';
		}
	};
	console.log(`${text}: ${Object.entries(READERS).map(([name, reader]) => `${name} ${read(reader)}`).join(', ')}`);
}
JS
seen=$(TZ=UTC node birthdays.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
19900314: Joi 1970-01-01T05:31:40.314Z, Joi, iso refused, Mongoose 1970-01-01T05:31:40.314Z, Yup 1990-03-14T00:00:00.000Z, Luxon 1990-03-14T00:00:00.000Z
03141990: Joi 1970-01-01T00:52:21.990Z, Joi, iso refused, Mongoose 1970-01-01T00:52:21.990Z, Yup 0315-09-28T00:00:00.000Z, Luxon refused
1990: Joi 1970-01-01T00:00:01.990Z, Joi, iso 1990-01-01T00:00:00.000Z, Mongoose 1990-01-01T00:00:00.000Z, Yup 1990-01-01T00:00:00.000Z, Luxon 1990-01-01T00:00:00.000Z
1990-03-14: Joi 1990-03-14T00:00:00.000Z, Joi, iso 1990-03-14T00:00:00.000Z, Mongoose 1990-03-14T00:00:00.000Z, Yup 1990-03-14T00:00:00.000Z, Luxon 1990-03-14T00:00:00.000Z
EXPECTED
