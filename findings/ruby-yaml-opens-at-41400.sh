#!/usr/bin/env bash
# Stores with their numbers, opening hours and phones are kept in a YAML file, from which a Ruby application and its messages read them. Guess: what is
# no whole number is text: 11:30, +12125550147, 0202; and NO, the country, perhaps false, as everybody has heard.
# Psych 4.0.3 of Ruby 3.1.2 makes 41400 of 11:30, the seconds since midnight, and of 08:30 as well; 11:30-22:00 stays. The phone loses its plus, 0202 is
# octal and becomes store 130, while 0089 stays, and 1,250 points are 1250. js-yaml 5.5.0 reads the same file as 11:30, 202 and 1,250, with
# the code 12E3 as 12000, which is text for Ruby. Quotes make text of all of them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts js-yaml@5.5.0

cat > stores.yml <<'YAML'
opens: 11:30
closes: 22:00
hours: 11:30-22:00
phone: +12125550147
store: 0202
other store: 0089
points: 1,250
country: NO
code: 12E3
YAML
cat > stores.mjs <<'JS'
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';

console.log(`js-yaml: ${JSON.stringify(load(readFileSync('stores.yml', 'utf8')))}`);
JS
seen=$(run_ruby -ryaml -rjson -e 'puts Psych::VERSION; puts "Ruby: #{YAML.load(File.read("stores.yml")).to_json}"'; node stores.mjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
4.0.3
Ruby: {"opens":41400,"closes":79200,"hours":"11:30-22:00","phone":12125550147,"store":130,"other store":"0089","points":1250,"country":false,"code":"12E3"}
js-yaml: {"opens":"11:30","closes":"22:00","hours":"11:30-22:00","phone":12125550147,"store":202,"other store":89,"points":"1,250","country":"NO","code":12000}
EXPECTED
