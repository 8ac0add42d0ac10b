#!/usr/bin/env bash
# An R script asks guests for a field with $: guests$points, guest$phone. Some files do not have it. Guess: NULL, or an error, as with
# guests[, "points"].
# R 4.2.2 takes the only field whose name begins so: points is points_expired, phone is phone_verified and email is email_opt_in, without a warning.
# So guests are told of points that they have lost. With a second such field, as points_total, it is NULL. [["points"]] is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
guests <- data.frame(name = c("Mara", "Bo"), points_expired = c(300, 40))
cat("points:", guests$points, "- with [[ ]]:", format(guests[["points"]]), "\n")
guests$points_total <- c(20, 500)
cat("points with two such columns:", format(guests$points), "\n")
guest <- list(name = "Mara", phone_verified = TRUE, email_opt_in = FALSE)
cat("phone:", guest$phone, "email:", guest$email, "\n")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
points: 300 40 - with [[ ]]: NULL 
points with two such columns: NULL 
phone: TRUE email: FALSE 
EXPECTED
