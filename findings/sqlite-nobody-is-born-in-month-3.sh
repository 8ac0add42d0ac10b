#!/usr/bin/env bash
# Guests whose birthday is in March, who were born before 1995 or were there since a moment are picked in SQLite: strftime('%m', birthday) = 3,
# strftime('%Y', birthday) < 1995, strftime('%s', last_visit) > 1790000000. Guess: text of digits is compared as a number, as a column with numbers
# would be, and as MariaDB does; or an error.
# SQLite 3.54.1 (sql.js 1.17.0) takes the text of a function for more than every number: nobody has a birthday in March, nobody was born before 1995
# and all after it, and everybody was there lately, also who was not for two years. A difference of two is a number, so conditions beside it are
# right, and so is '03' in quotes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts sql.js@1.17.0

cat > guests.cjs <<'JS'
require('sql.js')().then((SQL) => {
	const db = new SQL.Database();
	console.log(db.exec('SELECT sqlite_version()')[0].values[0][0]);
	db.run("CREATE TABLE guests (name TEXT, birthday TEXT, last_visit TEXT); INSERT INTO guests VALUES ('Mara', '1990-03-14', '2026-11-29'), ('Bo', '1985-07-01', '2024-01-05'), ('Ana', '2001-03-02', '2026-10-20')");
	const CONDITIONS = [
		"strftime('%m', birthday) = 3",
		"strftime('%m', birthday) = '03'",
		"strftime('%Y', birthday) < 1995",
		"strftime('%Y', birthday) > 1995",
		"strftime('%Y', birthday) BETWEEN 1980 AND 1995",
		"strftime('%s', last_visit) > 1790000000",
		"CAST(strftime('%s', last_visit) AS INTEGER) > 1790000000",
		"strftime('%w', last_visit) IN (0, 6)",
		"'2026' - strftime('%Y', birthday) > 30",
	];
	for (const condition of CONDITIONS) console.log(`${condition}: ${db.exec(`SELECT group_concat(name, ' ') FROM guests WHERE ${condition}`)[0].values[0][0] ?? 'nobody'}`);
});
JS
seen=$(node guests.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
3.54.1
strftime('%m', birthday) = 3: nobody
strftime('%m', birthday) = '03': Mara Ana
strftime('%Y', birthday) < 1995: nobody
strftime('%Y', birthday) > 1995: Mara Bo Ana
strftime('%Y', birthday) BETWEEN 1980 AND 1995: nobody
strftime('%s', last_visit) > 1790000000: Mara Bo Ana
CAST(strftime('%s', last_visit) AS INTEGER) > 1790000000: Mara Ana
strftime('%w', last_visit) IN (0, 6): nobody
'2026' - strftime('%Y', birthday) > 30: Mara Bo
EXPECTED
