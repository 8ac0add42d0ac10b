#!/usr/bin/env bash
# A Ruby application gets guests and orders of an API as Hashie::Mash, as many API clients return them, and a message reads guest.zip, guest.first,
# item.size, item.count. Guess: the value of the field, which is what a Mash is for; or an error.
# Hashie 5.0.0 (Ruby 3.1.2) is a Hash, and what a Hash can do itself comes first: zip is a list of lists with the whole guest in it, first is the first
# field with its value, size and count are the number of fields, so three tacos of a large size are 2, and so is everybody's. min and max are fields as
# well. name, points and last are right, so a test passes. guest[:zip] is the ZIP code. A Mash of its own warns in the log; clients have a class of
# theirs and turn that off (disable_warnings), as here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-hashie=5.0.0-2

seen=$(run_ruby -W0 - <<'RUBY'
require 'hashie'

class Answer < Hashie::Mash
  disable_warnings
end
puts "Hashie #{Hashie::VERSION}, Ruby #{RUBY_VERSION}"
guest = Answer.new(first: 'Mara', last: 'Garcia', zip: '02134', points: 50)
item = Answer.new(size: 'large', count: 3)
%i[last points first zip].each { |field| puts "guest.#{field}: #{guest.public_send(field).inspect}, guest[:#{field}]: #{guest[field].inspect}" }
%i[size count].each { |field| puts "item.#{field}: #{item.public_send(field).inspect}, item[:#{field}]: #{item[field].inspect}" }
puts "Reward: #{item.count} tacos for #{guest.first}, picked up at #{guest.zip}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Hashie 5.0.0, Ruby 3.1.2
guest.last: "Garcia", guest[:last]: "Garcia"
guest.points: 50, guest[:points]: 50
guest.first: ["first", "Mara"], guest[:first]: "Mara"
guest.zip: [[["first", "Mara"]], [["last", "Garcia"]], [["zip", "02134"]], [["points", 50]]], guest[:zip]: "02134"
item.size: 2, item[:size]: "large"
item.count: 2, item[:count]: 3
Reward: 2 tacos for ["first", "Mara"], picked up at [[["first", "Mara"]], [["last", "Garcia"]], [["zip", "02134"]], [["points", 50]]]
EXPECTED
