#!/usr/bin/env bash
# A guest's attributes are in a JSONB column, and jsonb_set(profile, '{points}', to_jsonb(points)) sets one of
# them; some guests have no points. Guess: the attribute becomes null, or stays as it was.
# PostgreSQL 18.7 returns NULL for the whole profile: one successful UPDATE wipes out this guest's name, tier and consents. (In a
# NOT NULL column, it is an error.) A path of two steps whose first is missing, {address,zip}, silently sets nothing. jsonb_set_lax
# sets null; so does || jsonb_build_object('points', points). But || with the bare value makes a list of the profile and the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17

cat > set.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';

const db = new PGlite();
const WAYS = ["jsonb_set(profile, '{points}', to_jsonb(points))", "jsonb_set_lax(profile, '{points}', to_jsonb(points))", "profile || jsonb_build_object('points', points)", 'profile || to_jsonb(points)', `jsonb_set(profile, '{address,zip}', '"02134"')`];
for (const way of WAYS) {
	await db.exec(`DROP TABLE IF EXISTS guests; CREATE TABLE guests (name TEXT, points INT, profile JSONB);
		INSERT INTO guests VALUES ('Mara', 120, '{"tier": "gold"}'), ('Bo', NULL, '{"tier": "silver"}')`);
	const { affectedRows } = await db.query(`UPDATE guests SET profile = ${way}`);
	const { rows } = await db.query('SELECT name, profile FROM guests');
	console.log(`${way}: ${affectedRows} rows, ${rows.map(({ name, profile }) => `${name} ${JSON.stringify(profile)}`).join(', ')}`);
}
JS
seen=$(node set.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
jsonb_set(profile, '{points}', to_jsonb(points)): 2 rows, Mara {"tier":"gold","points":120}, Bo null
jsonb_set_lax(profile, '{points}', to_jsonb(points)): 2 rows, Mara {"tier":"gold","points":120}, Bo {"tier":"silver","points":null}
profile || jsonb_build_object('points', points): 2 rows, Mara {"tier":"gold","points":120}, Bo {"tier":"silver","points":null}
profile || to_jsonb(points): 2 rows, Mara [{"tier":"gold"},120], Bo null
jsonb_set(profile, '{address,zip}', '"02134"'): 2 rows, Mara {"tier":"gold"}, Bo {"tier":"silver"}
EXPECTED
