#!/usr/bin/env bash
# A brand in New York plans a message for July 4, 2026 at 8 PM EST, as people there say all year. Guess: 8 PM in New York.
# EST is winter time, and programs take it literally: ActiveSupport 6.1.7.10 and PostgreSQL 18.7 (pglite 0.5.17), even with their time zone set to New
# York, JavaScript's Date, chrono-node 2.10.3, Luxon 3.7.2 (zone EST) and n8n-workflow 2.40.1 (toDateTime()). In summer, the message goes out at 9 PM,
# when happy hour is over; in winter, the time is right. ET would be right, but four of them refuse it. ActiveSupport ignores it and uses its own
# zone, and chrono-node knows it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

. "$here/n8n-expressions"
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.17 chrono-node@2.10.3 luxon@3.7.2
cat > times.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import expressions from './expressions.cjs';

const db = new PGlite();
await db.exec("SET timezone = 'America/New_York'");
const READERS = {
	JavaScript: (text) => new Date(text).toISOString(),
	PostgreSQL: async (text) => (await db.query('SELECT $1::text::timestamptz AS at', [text])).rows[0].at.toISOString(),
	'chrono-node': (text) => chrono.parseDate(text).toISOString(),
	n8n: (text) => expressions.evaluate(`'${text}'.toDateTime().toUTC().toISO()`),
	Luxon: (text) => DateTime.fromFormat(text.replace(/ \w+$/, ''), 'yyyy-MM-dd HH:mm', { zone: text.split(' ').at(-1) }).toUTC().toISO(),
};
for (const text of ['2026-01-04 20:00 EST', '2026-07-04 20:00 EST', '2026-07-04 20:00 ET']) {
	for (const [name, read] of Object.entries(READERS)) {
		const at = await Promise.resolve().then(() => read(text)).catch(() => null);
		const there = at && DateTime.fromISO(at, { zone: 'America/New_York' });
		console.log(`${text}, ${name}: ${there?.isValid ? there.toFormat("h a 'in New York'") : 'refused'}`);
	}
}
JS
seen=$(
	TZ=UTC node times.mjs
	run_ruby - <<'RUBY'
require 'active_support/all'
zone = ActiveSupport::TimeZone['Eastern Time (US & Canada)']
['2026-01-04 20:00 EST', '2026-07-04 20:00 EST', '2026-07-04 20:00 ET'].each { |text| puts "#{text}, ActiveSupport: #{zone.parse(text).strftime('%-l %p')} in New York" }
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
2026-01-04 20:00 EST, JavaScript: 8 PM in New York
2026-01-04 20:00 EST, PostgreSQL: 8 PM in New York
2026-01-04 20:00 EST, chrono-node: 8 PM in New York
2026-01-04 20:00 EST, n8n: 8 PM in New York
2026-01-04 20:00 EST, Luxon: 8 PM in New York
2026-07-04 20:00 EST, JavaScript: 9 PM in New York
2026-07-04 20:00 EST, PostgreSQL: 9 PM in New York
2026-07-04 20:00 EST, chrono-node: 9 PM in New York
2026-07-04 20:00 EST, n8n: 9 PM in New York
2026-07-04 20:00 EST, Luxon: 9 PM in New York
2026-07-04 20:00 ET, JavaScript: refused
2026-07-04 20:00 ET, PostgreSQL: refused
2026-07-04 20:00 ET, chrono-node: 8 PM in New York
2026-07-04 20:00 ET, n8n: refused
2026-07-04 20:00 ET, Luxon: refused
2026-01-04 20:00 EST, ActiveSupport: 8 PM in New York
2026-07-04 20:00 EST, ActiveSupport: 9 PM in New York
2026-07-04 20:00 ET, ActiveSupport: 8 PM in New York
EXPECTED
