#!/usr/bin/env bash
# A Perl script tidies names that are all capitals with Lingua::EN::NameCase, which knows McDonald and de la Cruz, before guests are greeted.
# Guess: a first name begins with a capital, and III or IV behind a name are numbers.
# Lingua::EN::NameCase 1.21 takes words that can be Roman numbers for such wherever they are: Vi, Li, Liv and Xi become VI, LI, LIV and XI. Al, Di,
# Van, Della and Le at the start become small, as in the middle of a name, and guests read "Hi al". With the first name alone, Al is right, and Di is
# not.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-perl" liblingua-en-namecase-perl=1.21-2

seen=$(run_perl - <<'PERL'
use Lingua::EN::NameCase 'nc';
print "Lingua::EN::NameCase $Lingua::EN::NameCase::VERSION\n";
print "$_: ", nc($_), "\n" for ('MARIA DE LA CRUZ', 'JOHN MCDONALD III', 'AL GREEN', 'AL', 'DI WANG', 'DI', 'VAN NGUYEN', 'DELLA REYES', 'LE ANN DIAZ', 'VI NGUYEN', 'LIV DIAZ', 'ANA LI', 'XI CHEN');
PERL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Lingua::EN::NameCase 1.21
MARIA DE LA CRUZ: Maria de la Cruz
JOHN MCDONALD III: John McDonald III
AL GREEN: al Green
AL: Al
DI WANG: di Wang
DI: di
VAN NGUYEN: van Nguyen
DELLA REYES: della Reyes
LE ANN DIAZ: le Ann Diaz
VI NGUYEN: VI Nguyen
LIV DIAZ: LIV Diaz
ANA LI: Ana LI
XI CHEN: XI Chen
EXPECTED
