#!/usr/bin/env bash
# The fields of a guest become JSON with Oj.dump, and JSON becomes fields with Oj.load, because Oj is the fast one. Guess: what to_json and JSON.parse
# make of them.
# Oj 3.14.2 as it is, without `mode: :compat`, writes Ruby objects: names of fields that are symbols, as Rails has them, begin with a colon (":points"), so
# does a tier that is one, a time is an object, and an amount is 0.125e2. What it reads, it takes for such objects: a guest who calls himself
# ":smile" has no text for a name. Whoever gets the JSON finds none of the fields.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-oj=3.14.2-1+deb12u1

seen=$(run_ruby - <<'RUBY'
require 'bigdecimal'
require 'json'
require 'oj'
puts Oj::VERSION
guest = { points: 185, tier: :gold, spent: BigDecimal('12.50'), joined: Time.utc(2026, 3, 1) }
puts "to_json: #{guest.to_json}"
puts "Oj: #{Oj.dump(guest)}"
puts "Oj, mode compat: #{Oj.dump(guest, mode: :compat)}"
name = '{"name":":smile"}'
puts "JSON.parse: #{JSON.parse(name)['name'].class}, Oj: #{Oj.load(name)['name'].class}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
3.14.2
to_json: {"points":185,"tier":"gold","spent":"0.125e2","joined":"2026-03-01 00:00:00 UTC"}
Oj: {":points":185,":tier":":gold",":spent":0.125e2,":joined":{"^t":1772323200.000000000}}
Oj, mode compat: {"points":185,"tier":"gold","spent":"0.125e2","joined":"2026-03-01 00:00:00 UTC"}
JSON.parse: String, Oj: Symbol
EXPECTED
