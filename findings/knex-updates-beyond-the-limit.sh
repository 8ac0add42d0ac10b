#!/usr/bin/env bash
# The two guests with the most points get a tier, in Knex: orderBy('points', 'desc').limit(2).update({ tier: 'gold' }). Guess: two guests, as in
# Rails; or an error, as a delete with a limit gives one.
# Knex 3.3.0 leaves the order and the limit out of an UPDATE: everybody is gold. increment('points', event.points) adds 1 if the event has no points.
# orderBy('points', 'descending') starts with the fewest. where() with a function that adds nothing, because a list of tiers is empty, makes del()
# delete everybody. whereIn() with an empty list matches nobody, and undefined as a value is an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts knex@3.3.0 @electric-sql/pglite@0.5.17

cat > guests.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import Knex from 'knex';

const knex = Knex({ client: 'pg', log: { warn() {} } });
const guests = () => knex('guests');
const anyOf = (tiers) => (group) => tiers.forEach((tier) => group.orWhere('tier', tier));
const STATEMENTS = {
	"orderBy('points', 'desc').limit(2).update": () => guests().orderBy('points', 'desc').limit(2).update({ tier: 'gold' }),
	"orderBy('points', 'desc').limit(2).del": () => guests().orderBy('points', 'desc').limit(2).del(),
	"increment('points', undefined)": () => guests().where({ name: 'Mara' }).increment('points', undefined),
	"the first by orderBy('points', 'descending')": () => guests().whereIn('name', guests().select('name').orderBy('points', 'descending').limit(1)).update({ tier: 'gold' }),
	'any of no tiers, del': () => guests().where(anyOf([])).del(),
	'whereIn no tiers, del': () => guests().whereIn('tier', []).del(),
	'where undefined, del': () => guests().where({ tier: undefined }).del(),
};
for (const [name, build] of Object.entries(STATEMENTS)) {
	const db = new PGlite();
	await db.exec("CREATE TABLE guests (name text, points int, tier text); INSERT INTO guests VALUES ('Mara', 480, 'silver'), ('Bo', 5, 'silver'), ('Ana', 120, 'bronze')");
	let said = '';
	try {
		await db.exec(build().toString());
	} catch ({ message }) {
		said = ` (${message.slice(0, 70)})`;
	}
	const { rows } = await db.query('SELECT name, points, tier FROM guests ORDER BY name');
	console.log(`${name}: ${rows.map((guest) => Object.values(guest).join(' ')).join(', ') || 'nobody is left'}${said}`);
}
JS
seen=$(node guests.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
orderBy('points', 'desc').limit(2).update: Ana 120 gold, Bo 5 gold, Mara 480 gold
orderBy('points', 'desc').limit(2).del: Ana 120 bronze, Bo 5 silver, Mara 480 silver (Aborted query compilation: `limit` has no effect on a `delete` stateme)
increment('points', undefined): Ana 120 bronze, Bo 5 silver, Mara 481 silver
the first by orderBy('points', 'descending'): Ana 120 bronze, Bo 5 gold, Mara 480 silver
any of no tiers, del: nobody is left
whereIn no tiers, del: Ana 120 bronze, Bo 5 silver, Mara 480 silver
where undefined, del: Ana 120 bronze, Bo 5 silver, Mara 480 silver (Undefined binding(s) detected when compiling DEL. Undefined column(s):)
EXPECTED
