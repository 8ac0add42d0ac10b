#!/usr/bin/env bash
# A PHP application sends tags, or guests in batches, as JSON: it drops duplicates (array_unique), empty ones (array_filter), or sends seventy-five at
# a time (chunk() of Laravel's collections). Guess: what was a list is a list, with fewer entries.
# PHP 8.2.36 keeps each entry's number, and json_encode makes a list only if the numbers run from 0 without a gap: of vip, vip, gold it is
# {"0":"vip","2":"gold"}. Without a duplicate it is a list, so a test passes, and only guests with one lose their tags. Laravel's chunk() (8.83.26)
# keeps the numbers over all batches: the first is a list, and each further one an object, so a vendor takes the first 75 guests and refuses the rest.
# array_chunk() numbers anew, and so do array_values() and values(). sort() of a collection stays in the old order for who reads it by number.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-php" php-illuminate-collections=8.83.26+dfsg-2 php-illuminate-contracts=8.83.26+dfsg-2 php-illuminate-macroable=8.83.26+dfsg-2 php-psr-container php-psr-simple-cache php-symfony-polyfill-mbstring php-symfony-polyfill-php80

cat > lists.php <<'PHP'
<?php
require 'Illuminate/Collections/autoload.php';

echo 'PHP ', PHP_VERSION, "\n";
$said = [
	'array_unique, nothing twice' => array_unique(['vip', 'gold']),
	'array_unique' => array_unique(['vip', 'vip', 'gold']),
	'array_filter' => array_filter(['vip', null, 'gold']),
	'array_values' => array_values(array_filter(['vip', null, 'gold'])),
	'array_chunk' => array_chunk(['Ana', 'Bo', 'Cy', 'Di'], 2),
	'chunk()' => collect(['Ana', 'Bo', 'Cy', 'Di'])->chunk(2),
	'unique()' => collect(['vip', 'vip', 'gold'])->unique(),
	'sort()' => collect([30, 10, 20])->sort(),
	'sort()->values()' => collect([30, 10, 20])->sort()->values(),
];
foreach ($said as $name => $value) echo $name, ': ', json_encode($value), "\n";
PHP
seen=$(run_php lists.php)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PHP 8.2.36
array_unique, nothing twice: ["vip","gold"]
array_unique: {"0":"vip","2":"gold"}
array_filter: {"0":"vip","2":"gold"}
array_values: ["vip","gold"]
array_chunk: [["Ana","Bo"],["Cy","Di"]]
chunk(): [["Ana","Bo"],{"2":"Cy","3":"Di"}]
unique(): {"0":"vip","2":"gold"}
sort(): {"1":10,"2":20,"0":30}
sort()->values(): [10,20,30]
EXPECTED
