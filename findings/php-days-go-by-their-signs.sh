#!/usr/bin/env bash
# A PHP application reads days and times as American guests and points of sale write them, with strtotime() or new DateTime(): 03/04/2026, 3-4-26, a
# year alone ("guest since 2015"), 5pm tomorrow. Guess: the month comes first whatever stands between, a year is a year, and what cannot be read is
# false.
# PHP 8.2.36 goes by the sign: 03/04/2026 is March 4, 03-04-2026 and 03.04.2026 are April 3. With two digits, 3-4-26 is April 26 of 2003 and 3.4.26 is
# today at 3:04:26. 2015 is today at 20:15, and 1990 keeps today's day and time in that year. "tomorrow 5pm" is at 17:00, and "5pm tomorrow" at
# midnight, so a reminder comes while the guest sleeps. February 31 is March 3. DateTime::createFromFormat() with a pattern that ends in | is right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-php"

cat > days.php <<'PHP'
<?php
echo 'PHP ', PHP_VERSION, "\n";
$now = mktime(9, 0, 0, 1, 31, 2026);
foreach (['03/04/2026', '03-04-2026', '03.04.2026', '3/4/26', '3-4-26', '3.4.26', '03-14-2026', '2015', '1990', '2026-02-31', 'tomorrow 5pm', '5pm tomorrow'] as $text) {
	$time = strtotime($text, $now);
	echo $text, ': ', $time === false ? 'false' : date('F j, Y, H:i:s', $time), "\n";
}
echo 'm-d-Y|: ', DateTime::createFromFormat('m-d-Y|', '03-04-2026')->format('F j, Y, H:i:s'), "\n";
PHP
seen=$(run_php days.php)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PHP 8.2.36
03/04/2026: March 4, 2026, 00:00:00
03-04-2026: April 3, 2026, 00:00:00
03.04.2026: April 3, 2026, 00:00:00
3/4/26: March 4, 2026, 00:00:00
3-4-26: April 26, 2003, 00:00:00
3.4.26: January 31, 2026, 03:04:26
03-14-2026: false
2015: January 31, 2026, 20:15:00
1990: January 31, 1990, 09:00:00
2026-02-31: March 3, 2026, 00:00:00
tomorrow 5pm: February 1, 2026, 17:00:00
5pm tomorrow: February 1, 2026, 00:00:00
m-d-Y|: March 4, 2026, 00:00:00
EXPECTED
