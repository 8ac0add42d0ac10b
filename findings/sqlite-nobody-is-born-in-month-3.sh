#!/usr/bin/env bash
# Queries in SQLite pick guests who have a birthday in March, were born before 1995, or have visited since a given time: strftime('%m', birthday) = 3,
# strftime('%Y', birthday) < 1995, strftime('%s', last_visit) > 1790000000. Guess: text made of digits is compared as a number, as in a column of
# numbers or in MariaDB; or there is an error.
# SQLite 3.54.1 (sql.js 1.17.0) ranks the text that a function returns above every number. Nobody has a birthday in March, nobody was born before 1995
# and everybody after it, and everybody has visited lately, even a guest who last came more than two years ago. The difference of two is a number, so
# conditions on that are right, and so is '03' in quotes.
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
