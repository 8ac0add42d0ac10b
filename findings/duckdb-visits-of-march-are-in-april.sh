#!/usr/bin/env bash
# Each day's visits come as a CSV with American dates, 03/04/2026 for March 4, and DuckDB reads the file by itself: SELECT * FROM 'visits.csv'.
# Guess: it takes the month first, as the country and its own tools do; or it leaves what can be read in two ways as text.
# DuckDB 1.5.6 (@duckdb/node-api) takes the day first if every date in the file can be read so: the visit of March 4 is on April 3, without a
# warning. A file with a 13th in it has the month first, and all is right. So a daily file is wrong from the first to the twelfth of each month and
# right on all other days, and the same visit is on two days in the file of a day and in that of the month. It looks at the first 20,480 rows only:
# a 13th behind them is an error. dateformat='%m/%d/%Y' is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1

cat > run.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
console.log(`DuckDB ${(await rows('SELECT version()'))[0][0]}`);
const read = async (label, days, from = "'visits.csv'") => {
	writeFileSync('visits.csv', `id,visited\n${days.map((day, i) => `${i},${day}\n`).join('')}`);
	const result = await rows(`SELECT DISTINCT visited FROM ${from} ORDER BY 1`).then((found) => found.flat().join(' '), () => 'an error');
	console.log(`${label}: ${result}`);
};
await read('03/04 and 03/04', ['03/04/2026', '03/04/2026']);
await read('03/12', ['03/12/2026']);
await read('03/13', ['03/13/2026']);
await read('03/04 and 03/13', ['03/04/2026', '03/13/2026']);
const long = Array.from({ length: 30_000 }, () => '03/04/2026');
await read('03/04, and 03/13 as the last of 30,001', [...long, '03/13/2026']);
await read('03/04, with a format', ['03/04/2026'], "read_csv('visits.csv', dateformat = '%m/%d/%Y')");
JS
seen=$(node run.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
DuckDB v1.5.6
03/04 and 03/04: 2026-04-03
03/12: 2026-12-03
03/13: 2026-03-13
03/04 and 03/13: 2026-03-04 2026-03-13
03/04, and 03/13 as the last of 30,001: an error
03/04, with a format: 2026-03-04
EXPECTED
