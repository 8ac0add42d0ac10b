#!/usr/bin/env bash
# An R script picks the guests of two tiers: guests[guests$tier == c("gold", "platinum"), ]. Guess: who is in one of the tiers; or an error, as the
# lists are not equally long.
# R 4.2.2 repeats the shorter list: the first guest is compared with gold, the second with platinum, the third with gold. So about half of them get
# the message, others after a sort, and with an even number of guests there is no warning. tier != c("gold", "platinum") finds gold guests, too. %in%
# is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
guests <- data.frame(name = c("Mara", "Bo", "Leo", "Ana"), tier = c("platinum", "gold", "gold", "platinum"))
picked <- function(guests) cat("picked:", guests$name[guests$tier == c("gold", "platinum")], "\n")
picked(guests)
picked(guests[order(guests$name), ])
cat("others:", guests$name[guests$tier != c("gold", "platinum")], "\n")
cat("with %in%:", guests$name[guests$tier %in% c("gold", "platinum")], "\n")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
picked: Leo Ana 
picked: Leo Mara 
others: Mara Bo 
with %in%: Mara Bo Leo Ana 
EXPECTED
