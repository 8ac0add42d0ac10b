#!/usr/bin/env bash
# Guests look for the nearest restaurant by city and state, in a list that lunr searches: Portland OR. Guess: lunr looks for both words, and the
# restaurant in Oregon comes first.
# lunr 2.3.9 drops common English words from both the list and the query. OR and IN are among them, so nobody can find Oregon or Indiana. OR finds
# nothing, and Portland OR finds Portland in Maine first, so a guest in Oregon gets that restaurant's page and offers. OH is found, so tests elsewhere
# pass. PostgreSQL's english (pglite 0.5.17) drops them too; its simple does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts lunr@2.3.9 @electric-sql/pglite@0.5.17

cat > stores.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import lunr from 'lunr';

const STORES = ['Portland ME', 'Portland OR', 'Gary IN', 'Salem MA', 'Salem OR', 'Toledo OH', 'Austin TX'];
const index = lunr(function () {
	this.ref('place');
	this.field('city');
	this.field('state');
	for (const place of STORES) this.add({ place, city: place.slice(0, -3), state: place.slice(-2) });
});
const db = new PGlite();
const byPostgres = async (query, language) => (await db.query('SELECT place FROM unnest($1::text[]) place WHERE to_tsvector($3::regconfig, place) @@ plainto_tsquery($3::regconfig, $2)', [STORES, query, language])).rows.map(({ place }) => place);
for (const query of ['Portland OR', '+Portland +OR', 'OR', 'IN', 'OH', 'Salem OR']) {
	const found = index.search(query).map(({ ref, score }) => `${ref} ${score.toFixed(2)}`);
	const words = query.replaceAll('+', '');
	const postgres = (await Promise.all(['english', 'simple'].map(async (language) => `${language} ${(await byPostgres(words, language)).join(', ') || 'nothing'}`))).join('; ');
	console.log(`${query}: lunr ${found.join(', ') || 'nothing'}; PostgreSQL ${postgres}`);
}
JS
seen=$(node stores.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Portland OR: lunr Portland ME 1.16, Portland OR 1.16; PostgreSQL english Portland ME, Portland OR; simple Portland OR
+Portland +OR: lunr nothing; PostgreSQL english Portland ME, Portland OR; simple Portland OR
OR: lunr nothing; PostgreSQL english nothing; simple Portland OR, Salem OR
IN: lunr nothing; PostgreSQL english nothing; simple Gary IN
OH: lunr Toledo OH 1.08; PostgreSQL english Toledo OH; simple Toledo OH
Salem OR: lunr Salem MA 1.16, Salem OR 1.16; PostgreSQL english Salem MA, Salem OR; simple Salem OR
EXPECTED
