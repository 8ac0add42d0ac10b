#!/usr/bin/env bash
# Oj.dump turns a guest's fields into JSON and Oj.load turns JSON into fields, because Oj is the fast one.
# Guess: they do what to_json and JSON.parse do.
# By default, without `mode: :compat`, Oj 3.14.2 writes Ruby objects: field names that are symbols, as in Rails, begin with
# a colon (":points"), and so does a tier that is one; a time is an object, and an amount is 0.125e2. It reads JSON the same
# way: a guest who goes by ":smile" has a symbol, not text, for a name. Whoever gets the JSON finds none of the fields.
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
