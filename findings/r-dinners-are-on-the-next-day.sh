#!/usr/bin/env bash
# An R script takes the day of a visit, as.Date(visit), where visit is a time in New York, and reads days as guests write them: as.Date("3/4/2026").
# Guess: the day in New York, as it is printed; and March 4, April 3, or an error.
# R 4.2.2 takes the day in UTC, whatever zone the time has: dinners from 8 in the evening (in winter 7) count for the next day, and those of the last
# day of a month for the next month. With slashes it reads year, month and day: 3/4/2026 is April 20 of the year 3. If that is the first of a column,
# later ones such as 3/14/2026 are missing; if 3/14/2026 is the first, there is an error. as.Date(visit, tz = "America/New_York") and a format are
# right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
visit <- as.POSIXct("2026-03-31 20:30", tz = "America/New_York")
cat(format(visit, "%F %H:%M"), "is on", format(as.Date(visit)), "and with its zone on", format(as.Date(visit, tz = "America/New_York")), "\n")
days <- function(...) tryCatch(format(as.Date(c(...))), error = conditionMessage)
cat("3/4/2026, 3/14/2026:", days("3/4/2026", "3/14/2026"), "\n")
cat("3/14/2026, 3/4/2026:", days("3/14/2026", "3/4/2026"), "\n")
cat("with a format:", format(as.Date(c("3/4/2026", "3/14/2026"), "%m/%d/%Y")), "\n")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
2026-03-31 20:30 is on 2026-04-01 and with its zone on 2026-03-31 
3/4/2026, 3/14/2026: 3-04-20 NA 
3/14/2026, 3/4/2026: character string is not in a standard unambiguous format 
with a format: 2026-03-04 2026-03-14 
EXPECTED
