#!/usr/bin/env bash
# An R script draws the winner of a prize, or a sample for a test, by their IDs: sample(guests$id, 1). Guess: one of the guests, however many there
# are.
# R 4.2.2 takes a single number for the range from 1 to it. Where one guest is left, as for a store or a tier, the winner is somebody out of 730415, a
# stranger with a lower ID or nobody. With two guests or more it is one of them, and so it is with IDs as text.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
draw <- function(ids) {
  set.seed(7)
  winners <- sapply(1:1000, function(i) sample(ids, 1))
  cat(length(ids), class(ids), "-", sum(winners %in% ids), "of 1000 draws are a guest; the first:", winners[1], "\n")
}
draw(c(730415, 730420))
draw(730415)
draw("730415")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
2 numeric - 1000 of 1000 draws are a guest; the first: 730420 
1 numeric - 0 of 1000 draws are a guest; the first: 615891 
1 character - 1000 of 1000 draws are a guest; the first: 730415 
EXPECTED
