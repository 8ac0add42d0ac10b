#!/usr/bin/env bash
# A message uses i18next or Ruby's I18n to count what a guest has: "1 point", "5 points". The number comes from a form, an attribute or a CSV, so it
# is text: "1". Guess: it counts as a number, or is printed as it is, with the plural.
# i18next 26.7.2 then skips the plural forms and finds no text: the guest reads the key, points_left, whatever the number. I18n 1.10.0 says "1
# points", "1.0 point" for a decimal, and prints the hash of both forms for nil. Both are right with whole numbers, so a test with count: 5 passes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts i18next@26.7.2
cat > count.cjs <<'JS'
const i18next = require('i18next');

const texts = { points_left_one: 'You have {{count}} point', points_left_other: 'You have {{count}} points' };
(async () => {
	await i18next.init({ lng: 'en', showSupportNotice: false, resources: { en: { translation: texts } } });
	for (const count of [1, 5, '1', '5', null]) console.log(`i18next, ${JSON.stringify(count)}: ${i18next.t('points_left', { count })}`);
})();
JS
seen=$(
	node count.cjs
	run_ruby - <<'RUBY'
require 'i18n'
require 'bigdecimal'
I18n.backend.store_translations(:en, points_left: { one: 'You have %{count} point', other: 'You have %{count} points' })
[1, 5, '1', '5', 1.0, nil].each { |count| puts "I18n, #{count.inspect}: #{I18n.t(:points_left, count: count)}" }
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
i18next, 1: You have 1 point
i18next, 5: You have 5 points
i18next, "1": points_left
i18next, "5": points_left
i18next, null: You have  points
I18n, 1: You have 1 point
I18n, 5: You have 5 points
I18n, "1": You have 1 points
I18n, "5": You have 5 points
I18n, 1.0: You have 1.0 point
I18n, nil: {:one=>"You have %{count} point", :other=>"You have %{count} points"}
EXPECTED
