#!/usr/bin/env bash
# A Rails application tidies guests' names with titleize before it greets them. Guess: ana garcia-lopez
# becomes Ana Garcia-Lopez, and a name that is right stays as it is.
# ActiveSupport 6.1.7.10 takes them for names of classes and columns: hyphens and underscores become spaces, a
# word is split at each capital inside it (McDonald is Mc Donald), and _id or -id at the end is gone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_support/all'
puts ActiveSupport::VERSION::STRING
["MARA DIAZ", "ana garcia-lopez", "Ana Garcia-Lopez", "Jean-Luc McDonald", "JoAnn DeLeon", "Kim O'Brien", "Zoe El-Sa'id", "Ali Ben-Id"].each { |name| puts "#{name}: #{name.titleize}" }
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
MARA DIAZ: Mara Diaz
ana garcia-lopez: Ana Garcia Lopez
Ana Garcia-Lopez: Ana Garcia Lopez
Jean-Luc McDonald: Jean Luc Mc Donald
JoAnn DeLeon: Jo Ann De Leon
Kim O'Brien: Kim O'brien
Zoe El-Sa'id: Zoe El Sa'id
Ali Ben-Id: Ali Ben
EXPECTED
