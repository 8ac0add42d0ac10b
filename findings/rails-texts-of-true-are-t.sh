#!/usr/bin/env bash
# JSON has a guest's field as true, and the Rails model has it as text, because others send words there.
# Guess: the text is "true", as in to_s, to_json and a form.
# ActiveModel 6.1.7.10 makes "t" of true and "f" of false, as databases once stored them. So "true" that arrives as text and true that
# arrives as JSON are two values; the message, the export and whatever compares with "true" get "t". An attribute without a type keeps true.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activemodel=2:6.1.7.10+dfsg-1~deb12u4 ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_model'
require 'json'
puts ActiveModel::VERSION::STRING

class Guest
  include ActiveModel::Model
  include ActiveModel::Attributes
  attribute :vegan, :string
  attribute :untyped
end

['true', 'false', '"true"', '12.50', 'null'].each do |json|
  value = JSON.parse(json)
  guest = Guest.new(vegan: value, untyped: value)
  puts "#{json}: #{guest.vegan.inspect}, without a type #{guest.untyped.inspect}, to_s #{value.to_s.inspect}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
true: "t", without a type true, to_s "true"
false: "f", without a type false, to_s "false"
"true": "true", without a type "true", to_s "true"
12.50: "12.5", without a type 12.5, to_s "12.5"
null: nil, without a type nil, to_s ""
EXPECTED
