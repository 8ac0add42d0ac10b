#!/usr/bin/env bash
# A PHP application has guests or points by their IDs, ['730415' => 50], from two systems, and puts both together with array_merge(), or with merge()
# of Laravel's collections. Guess: each ID keeps its points, and where both have an ID, the second wins, as PHP says for keys that are texts.
# PHP 8.2.36 makes a number of a key that looks like one, also in quotes, and array_merge() numbers all of those anew from 0: the IDs are gone, and
# whose points these are with them; the same ID is there twice. As JSON it is a list. With IDs such as G730415, or 0730415, it works, so a test may
# pass. + keeps the IDs, and the first wins; array_replace() keeps them, and the second does.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-php"

cat > merge.php <<'PHP'
<?php
echo 'PHP ', PHP_VERSION, "\n";
foreach ([['730415', '730416'], ['G730415', 'G730416'], ['0730415', '0730416']] as [$ana, $bo]) {
	$old = [$ana => 50, $bo => 20];
	$new = [$bo => 70];
	foreach (['array_merge' => array_merge($old, $new), '+' => $old + $new, 'array_replace' => array_replace($old, $new)] as $name => $points)
		echo $name, ': ', json_encode($points), "\n";
}
PHP
seen=$(run_php merge.php)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PHP 8.2.36
array_merge: [50,20,70]
+: {"730415":50,"730416":20}
array_replace: {"730415":50,"730416":70}
array_merge: {"G730415":50,"G730416":70}
+: {"G730415":50,"G730416":20}
array_replace: {"G730415":50,"G730416":70}
array_merge: {"0730415":50,"0730416":70}
+: {"0730415":50,"0730416":20}
array_replace: {"0730415":50,"0730416":70}
EXPECTED
