#!/usr/bin/env bash
# Is Empty on a number column looks for guests without a balance in one of n8n's data tables. You try it on a
# laptop, where n8n has SQLite, and move to a server with PostgreSQL. Guess: a condition means the same on both.
# n8n 2.40.7 asks whether the number is null or empty text. SQLite answers; PostgreSQL rejects it, and Is Not Empty as well.
# The case-insensitive "contains" knows the capital of é only on PostgreSQL. "Not equal" includes rows without a value on both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts n8n-workflow@2.40.1 @n8n/db@1.40.4 @n8n/api-types@1.40.1 @electric-sql/pglite@0.5.17 sql.js@1.17.0
npm pack --silent n8n@2.40.7 >/dev/null
tar -xzf n8n-2.40.7.tgz package/dist/modules/data-table package/dist/errors

cat > run.cjs <<'JS'
const { PGlite } = require('@electric-sql/pglite');
const initSqlite = require('sql.js');
const { DataTableRowsRepository } = require('./package/dist/modules/data-table/data-table-rows.repository.js');

const GUESTS = [['Mara', 0], ['Bo', null], ['Élise', 12]];

/** n8n's condition, as it asks a database. */
function conditionFor(type, filter) {
	const rows = new DataTableRowsRepository({ options: { type }, driver: { escape: (name) => `"${name}"` } });
	let asked;
	const where = (sql, values) => (asked = [sql.replace(/:filter_0/, type === 'postgres' ? '$1' : '?'), Object.values(values)]);
	rows.applyFilters({ where, andWhere: where, orWhere: where }, { type: 'and', filters: [filter] }, 'guests');
	const [sql, values] = asked;
	return [`SELECT name FROM guests WHERE ${sql} ORDER BY name`, values];
}
(async () => {
	const postgres = new PGlite();
	const sqlite = new (await initSqlite()).Database();
	await postgres.exec('CREATE TABLE guests (name TEXT, points DOUBLE PRECISION)');
	sqlite.run('CREATE TABLE guests (name TEXT, points REAL)');
	for (const guest of GUESTS) {
		await postgres.query('INSERT INTO guests VALUES ($1, $2)', guest);
		sqlite.run('INSERT INTO guests VALUES (?, ?)', guest);
	}
	for (const [columnName, condition, value] of [['points', 'isEmpty'], ['points', 'isNotEmpty'], ['points', 'neq', 12], ['name', 'ilike', 'é%']]) {
		const filter = { columnName, condition, value };
		const [found] = sqlite.exec(...conditionFor('sqlite', filter));
		const names = await postgres.query(...conditionFor('postgres', filter)).then(({ rows }) => rows.map(({ name }) => name), ({ message }) => message);
		console.log(`${columnName} ${condition} ${value ?? ''}: SQLite ${found?.values.flat() ?? 'nobody'}, PostgreSQL ${names}`);
	}
	process.exit(0);
})();
JS
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
points isEmpty : SQLite Bo, PostgreSQL invalid input syntax for type double precision: ""
points isNotEmpty : SQLite Mara,Élise, PostgreSQL invalid input syntax for type double precision: ""
points neq 12: SQLite Bo,Mara, PostgreSQL Bo,Mara
name ilike é%: SQLite nobody, PostgreSQL Élise
EXPECTED
