#!/usr/bin/env bash
# An R script takes out who has opted out, guests[-which(guests$opted_out), ], and picks who has more than 100 points, guests[guests$points > 100, ].
# Some have none. Guess: where nobody has opted out, everybody stays; and who has no points is left out, as with SQL, or is an error.
# R 4.2.2: which() finds no rows, minus none is none, and so is the list. The message reaches nobody on the day when nobody has opted out. Who has no
# points becomes a row without a name, an ID and an address, and counts: two of the three below are guests. subset() is right in both.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
guests <- data.frame(name = c("Mara", "Bo", "Leo", "Ana"), points = c(250, NA, 40, 190), opted_out = c(FALSE, TRUE, FALSE, FALSE))
left <- function(guests) cat("left:", guests[-which(guests$opted_out), "name"], "\n")
left(guests)
guests$opted_out <- FALSE
left(guests)
cat("left with subset:", subset(guests, !opted_out)$name, "\n")
many <- guests[guests$points > 100, ]
cat("more than 100:", nrow(many), "rows:", many$name, "\n")
cat("with subset:", subset(guests, points > 100)$name, "\n")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
left: Mara Leo Ana 
left:  
left with subset: Mara Bo Leo Ana 
more than 100: 3 rows: Mara NA Ana 
with subset: Mara Ana 
EXPECTED
