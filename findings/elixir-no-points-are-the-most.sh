#!/usr/bin/env bash
# A Phoenix application rewards guests with more than 100 points, guest.points > 100, and the one with the most, Enum.max_by(). Some guests have nil,
# some have text from a form or a CSV. Guess: nil is never more, as in SQL; or there is an error, as for nil + 1.
# Elixir 1.14.0 has one order for values of all types, in which each number is less than nil, true and each text: who has no points gets the reward,
# and wins. "20" is more than 100 as well. Filter with is_integer() first.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-elixir"

seen=$(run_elixir <<'ELIXIR'
IO.puts("Elixir #{System.version()}")
guests = [%{name: "Mara", points: 250}, %{name: "Bo", points: nil}, %{name: "Leo", points: 40}, %{name: "Ana", points: "20"}]
names = fn guests -> Enum.map_join(guests, " ", & &1.name) end
IO.puts("more than 100: #{names.(Enum.filter(guests, &(&1.points > 100)))}")
IO.puts("numbers more than 100: #{names.(Enum.filter(guests, &(is_integer(&1.points) and &1.points > 100)))}")
IO.puts("most: #{Enum.max_by(Enum.take(guests, 3), & &1.points).name}")
IO.puts("descending: #{names.(Enum.sort_by(guests, & &1.points, :desc))}")
ELIXIR
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Elixir 1.14.0
more than 100: Mara Bo Ana
numbers more than 100: Mara
most: Bo
descending: Ana Bo Mara Leo
EXPECTED
