#!/usr/bin/env bash
# A YAML file holds stores with their numbers, opening hours and phones, for a Ruby application and its messages. Guess: what
# is not a whole number is text: 11:30, +12125550147, 0202; and NO, the country, is perhaps false, as everybody has heard.
# Psych 4.0.3 of Ruby 3.1.2 reads 11:30 as 41400, the seconds since midnight, and 08:30 the same way; 11:30-22:00 stays. The
# phone loses its plus, 0202 is octal and becomes store 130, while 0089 stays, and 1,250 points are 1250. js-yaml 5.5.0 reads
# the same file as 11:30, 202 and 1,250, but the code 12E3, which is text for Ruby, as 12000. Quotes make all of them text.
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
