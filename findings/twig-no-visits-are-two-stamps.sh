#!/usr/bin/env bash
# A message is a Twig template, as in shops made with Symfony, Craft or Drupal: a stamp for each visit, {% for i in 1..visits %}, when a reward
# expires, {{ expires|date("F j") }}, and points, {{ points|number_format }}. Guess: no visits are no stamps, as in Liquid; a reward that does not
# expire has an empty place; and points that come as "1,250" are that, or an error.
# Twig 3.5.1 (PHP 8.2.36) counts down from 1 to 0: a guest without visits has two stamps. Who has a reward without an end, or with an empty one, reads
# that it expires today. "1,250" is 1 point, since it takes the number at the beginning. All three look right for guests who have everything.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-php" php-twig=3.5.1-1+deb12u3 php-symfony-polyfill-mbstring php-symfony-polyfill-ctype php-symfony-polyfill-php80 php-symfony-deprecation-contracts

cat > message.php <<'PHP'
<?php
require 'Twig/autoload.php';

$twig = new Twig\Environment(new Twig\Loader\ArrayLoader([]));
$say = fn($template, $values) => $twig->createTemplate($template)->render($values);
echo 'Twig ', Twig\Environment::VERSION, ', PHP ', PHP_VERSION, "\n";
foreach ([3, 1, 0] as $visits) echo $visits, ' visits: ', $say('{% for i in 1..visits %}*{% endfor %}', ['visits' => $visits]), "\n";
foreach (['2026-03-14', null, ''] as $expires) {
	$said = $say('{{ expires|date("F j") }}', ['expires' => $expires]);
	echo 'expires ', json_encode($expires), ': ', $said === date('F j') ? 'today' : $said, "\n";
}
foreach ([1250, '1250', '1,250'] as $points) echo json_encode($points), ' points: ', $say('{{ points|number_format }}', ['points' => $points]), "\n";
PHP
seen=$(run_php message.php)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Twig 3.5.1, PHP 8.2.36
3 visits: ***
1 visits: *
0 visits: **
expires "2026-03-14": March 14
expires null: today
expires "": today
1250 points: 1,250
"1250" points: 1,250
"1,250" points: 1
EXPECTED
