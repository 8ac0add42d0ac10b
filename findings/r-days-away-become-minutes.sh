#!/usr/bin/env bash
# An R script finds who has been away for more than 60 days: as.numeric(now - guests$last_visit) > 60. Guess: days, or seconds, but always the same,
# so that a test with a few guests shows which.
# R 4.2.2 chooses the unit by the guest with the shortest time: days, but hours if anybody came within a day, minutes within an hour. So on a quiet
# day the list is right, and at noon, when somebody has just come, who came three days ago is asked back as well. difftime(units = "days") is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
now <- as.POSIXct("2026-12-01 12:00", tz = "UTC")
away <- function(...) {
  visits <- as.POSIXct(c(...), tz = "UTC")
  cat("away:", as.numeric(now - visits), "- more than 60:", sum(as.numeric(now - visits) > 60), "- with days:", sum(difftime(now, visits, units = "days") > 60), "\n")
}
away("2026-09-02 12:00", "2026-11-28 12:00")
away("2026-09-02 12:00", "2026-11-28 12:00", "2026-12-01 08:00")
away("2026-09-02 12:00", "2026-11-28 12:00", "2026-12-01 11:30")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
away: 90 3 - more than 60: 1 - with days: 1 
away: 2160 72 4 - more than 60: 2 - with days: 1 
away: 129600 4320 30 - more than 60: 2 - with days: 1 
EXPECTED
