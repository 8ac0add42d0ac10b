#!/usr/bin/env bash
# An R script tries something out on a copy of its guests, a data.table: trial <- guests, then trial[, points := 0], or a function changes what it
# got. Guess: guests stay as they are, as with a data frame and every other value in R.
# data.table 1.14.8 on R 4.2.2 changes the table itself, under both names: what a function tidies for its report is gone for the send that follows.
# Only := and the functions that begin with set do so; trial$points <- 0 changes the copy alone. copy(guests) is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r" r-cran-data.table=1.14.8+dfsg-1

seen=$(run_r <<'R'
suppressMessages(library(data.table))
cat(R.version.string, "- data.table", format(packageVersion("data.table")), "\n")
fresh <- function() data.table(name = c("Mara", "Bo"), points = c(250, 40))
guests <- fresh(); trial <- guests; trial$points <- 0
cat("after trial$points <- 0:", guests$points, "\n")
guests <- fresh(); trial <- guests; trial[, points := 0]
cat("after trial[, points := 0]:", guests$points, "\n")
guests <- fresh(); report <- function(list) { list[, points := round(points / 100)]; nrow(list) }; invisible(report(guests))
cat("after a function:", guests$points, "\n")
guests <- fresh(); trial <- copy(guests); trial[, points := 0]
cat("after copy():", guests$points, "\n")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) - data.table 1.14.8 
after trial$points <- 0: 250 40 
after trial[, points := 0]: 0 0 
after a function: 2 0 
after copy(): 250 40 
EXPECTED
