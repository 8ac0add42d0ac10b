#!/usr/bin/env bash
# A Perl script counts the days since the last visit or until a reward expires with DateTime: ($now - $visit)->days, and adds a month to the day
# when somebody joined. Guess: 72 days are 72; and a month after January 31 is the last of February.
# DateTime 1.59 splits the time into months, weeks and days: 72 days are 2 months, 1 week and 4 days, and days() is those 4. in_units("days") is 11,
# as is delta_days(), which has weeks in it but no months. So nobody is ever away for 30 days, and "expires in 4 days" is for one that has 72. A month
# after January 31 is March 3, and a year after February 29 March 1. $now->delta_days($visit)->in_units("days") and end_of_month => "limit" are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-perl" libdatetime-perl=2:1.59-1 libdatetime-locale-perl=1:1.37-1 libdatetime-timezone-perl libnamespace-autoclean-perl libnamespace-clean-perl \
	libparams-validationcompiler-perl libspecio-perl libtry-tiny-perl libb-hooks-endofscope-perl libclass-data-inheritable-perl \
	libclass-inspector-perl libclass-singleton-perl libdevel-stacktrace-perl libeval-closure-perl libexception-class-perl libfile-sharedir-perl \
	libmodule-implementation-perl libmodule-runtime-perl libmro-compat-perl libpackage-stash-perl libparams-util-perl librole-tiny-perl \
	libsub-exporter-progressive-perl libsub-identify-perl libvariable-magic-perl liblist-moreutils-perl

seen=$(run_perl - <<'PERL'
use DateTime;
my $day = sub { my ($year, $month, $day) = split /-/, shift; DateTime->new(year => $year, month => $month, day => $day) };
my ($visit, $now) = ($day->('2026-09-20'), $day->('2026-12-01'));
my $since = $now - $visit;
print "DateTime $DateTime::VERSION\n";
print "since September 20: months ", $since->months, ", weeks ", $since->weeks, ", days ", $since->days, "\n";
print "in_units: ", $since->in_units('days'), ", delta_days: ", $since->delta_days, "\n";
print "right: ", $now->delta_days($visit)->in_units('days'), "\n";
print "a month after January 31: ", $day->('2026-01-31')->add(months => 1)->ymd, ", limited: ", $day->('2026-01-31')->add(months => 1, end_of_month => 'limit')->ymd, "\n";
print "a year after February 29: ", $day->('2028-02-29')->add(years => 1)->ymd, "\n";
PERL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
DateTime 1.59
since September 20: months 2, weeks 1, days 4
in_units: 11, delta_days: 11
right: 72
a month after January 31: 2026-03-03, limited: 2026-02-28
a year after February 29: 2029-03-01
EXPECTED
