#!/usr/bin/env bash
# Another system's ID arrives where a guest's ID is expected: 730415-2, the second card of a family, or two
# IDs with a comma. Guess: nobody has it, so nobody is found, or there is an error.
# ActiveRecord 6.1.7.10 reads the number at the start and drops the rest, in `find`, `find_by`, `where` and `exists?`: it finds
# guest 730415, and the first of two. A number from a spreadsheet, 730,415, is guest 730. In a list, each is read this way.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord"

seen=$(run_rails <<'RUBY'
Guest.create!(id: 730, name: 'Eve')
['730415', '730415-2', '730416,730417', '730,415', 'CRM-730415'].each do |id|
  puts "#{id.inspect}: #{Guest.find_by(id: id)&.name.inspect}"
end
puts "find: #{Guest.find('730415-2').name}"
puts "exists?: #{Guest.exists?('730418 (old)')}"
puts "a list: #{Guest.where(id: %w[730415-2 730416b]).pluck(:name).join(' ')}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
"730415": "Ana"
"730415-2": "Ana"
"730416,730417": "Bo"
"730,415": "Eve"
"CRM-730415": nil
find: Ana
exists?: true
a list: Ana Bo
EXPECTED
