#!/usr/bin/env bash
# n8n's Merge node runs its SQL Query mode on alasql. You look for guests with at least 20 points in total, and give the sum a name. Guess: HAVING
# accepts the name, as in MySQL and SQLite, or refuses it, as in other databases.
# alasql 4.4.0, which n8n-nodes-base 2.40.2 depends on, accepts the name and finds nobody. With the sum written out, it finds the guests. ORDER BY
# does understand the name. "Less than" finds nobody either, and NOT finds everybody. An unknown name is not an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts alasql@4.4.0

cat > run.cjs <<'JS'
const alasql = require('alasql');

const CHECKINS = [{ guest: 1, points: 15 }, { guest: 1, points: 10 }, { guest: 2, points: 5 }];
for (const having of ['SUM(points) >= 20', 'added >= 20', 'added < 20', 'NOT added >= 20', 'adde >= 20', 'guest = 1']) {
	const rows = alasql(`SELECT guest, SUM(points) AS added FROM ? GROUP BY guest HAVING ${having}`, [CHECKINS]);
	console.log(`HAVING ${having}: ${JSON.stringify(rows)}`);
}
console.log(JSON.stringify(alasql('SELECT guest, SUM(points) AS added FROM ? GROUP BY guest ORDER BY added', [CHECKINS])));
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
HAVING SUM(points) >= 20: [{"guest":1,"added":25}]
HAVING added >= 20: []
HAVING added < 20: []
HAVING NOT added >= 20: [{"guest":1,"added":25},{"guest":2,"added":5}]
HAVING adde >= 20: []
HAVING guest = 1: []
[{"guest":2,"added":5},{"guest":1,"added":25}]
EXPECTED
