#!/usr/bin/env bash
# A Phoenix application picks rewards that are still good, reward.expires > today, the last visit of a guest, Enum.max(visits), or sorts by day.
# Guess: dates and times compare as such, as in Ruby, Python and JavaScript; or there is an error.
# Elixir 1.14.0 compares structs field by field, in the order of the names: the day of the month comes before month and year. So December 1 is before
# November 30, and the next to expire is whoever has the lowest day. A time goes by its day and hour, and no warning comes for variables. In a test
# whose days are in one month, all is right. Date.compare() and Enum.max(visits, Date) are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-elixir"

seen=$(run_elixir <<'ELIXIR'
IO.puts("Elixir #{System.version()}")
today = ~D[2026-11-30]
expires = ~D[2026-12-01]
IO.puts("December 1 is after November 30: #{expires > today}, with Date.compare: #{Date.compare(expires, today) == :gt}")
visits = [~D[2026-02-27], ~D[2026-11-05], ~D[2025-12-31]]
IO.puts("last visit: #{Enum.max(visits)}, with Date: #{Enum.max(visits, Date)}")
IO.puts("sorted: #{Enum.join(Enum.sort(visits), " ")}")
times = [~U[2026-11-30 09:00:00Z], ~U[2026-12-01 08:00:00Z]]
IO.puts("later time: #{Enum.max(times)}")
IO.puts("in one month: #{Enum.max([~D[2026-11-05], ~D[2026-11-30]])}")
ELIXIR
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Elixir 1.14.0
December 1 is after November 30: false, with Date.compare: true
last visit: 2025-12-31, with Date: 2026-11-05
sorted: 2026-11-05 2026-02-27 2025-12-31
later time: 2026-11-30 09:00:00Z
in one month: 2026-11-30
EXPECTED
