#!/usr/bin/env bash
# An R script reads a CSV of guests with read.csv(), and writes another with write.csv(). Guess: columns of letters are text, and whole numbers are
# written in full.
# R 4.2.2 takes T and F for true and false: in a file of women gender is FALSE, and in one with men as well it is F. It writes the ID 100000 as 1e+05,
# and 2000000 as 2e+06, as that is shorter; paste() does the same, so a link has guest=1e+05. Other IDs, 730415 and 1200000, are right, so tests pass.
# colClasses = "character" reads what is there, and as.integer() writes it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-r"

seen=$(run_r <<'R'
cat(R.version.string, "\n")
gender <- function(text, ...) cat("gender:", format(read.csv(text = text, ...)$gender), "\n")
gender("name,gender\nMara,F\nAna,F")
gender("name,gender\nMara,F\nBo,M")
gender("name,gender\nMara,F\nAna,F", colClasses = "character")
ids <- c(100000, 730415, 1200000, 2000000)
write.csv(data.frame(id = ids), row.names = FALSE)
cat(paste0("guest=", ids), "\n")
cat(paste0("guest=", as.integer(ids)), "\n")
R
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
R version 4.2.2 Patched (2022-11-10 r83330) 
gender: FALSE FALSE 
gender: F M 
gender: F F 
"id"
1e+05
730415
1200000
2e+06
guest=1e+05 guest=730415 guest=1200000 guest=2e+06 
guest=100000 guest=730415 guest=1200000 guest=2000000 
EXPECTED
