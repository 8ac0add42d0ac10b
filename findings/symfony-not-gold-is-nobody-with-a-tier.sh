#!/usr/bin/env bash
# Who gets an offer is a line of text in the settings, which Symfony's ExpressionLanguage evaluates, or a condition in a Twig template: everybody but
# gold, not tier == "gold", or not points > 100. Guess: "not" is about the comparison, as in Python, SQL and Ruby.
# ExpressionLanguage 5.4.53 and Twig 3.5.1 (PHP 8.2.36) take "not tier" first and compare its yes or no with "gold": no guest with a tier gets the offer,
# silver or gold, and who has none gets it, since a yes equals every text. not points > 100 is nobody at all. A trial with a gold guest is right. tier !=
# "gold", tier not in ["gold", "vip"] and brackets mean what they say.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-php" php-twig=3.5.1-1+deb12u3 php-symfony-expression-language=5.4.53+dfsg-0+deb12u1 php-symfony-cache php-symfony-cache-contracts php-symfony-var-exporter php-symfony-service-contracts php-symfony-deprecation-contracts php-symfony-polyfill-mbstring php-symfony-polyfill-ctype php-symfony-polyfill-php80 php-psr-cache php-psr-container php-psr-log

cat > offers.php <<'PHP'
<?php
require 'Symfony/Component/ExpressionLanguage/autoload.php';
require 'Twig/autoload.php';

$language = new Symfony\Component\ExpressionLanguage\ExpressionLanguage();
$twig = new Twig\Environment(new Twig\Loader\ArrayLoader([]));
$guests = ['Ana' => ['tier' => 'gold', 'points' => 500], 'Bo' => ['tier' => 'silver', 'points' => 50], 'Cy' => ['tier' => null, 'points' => 20]];
echo 'PHP ', PHP_VERSION, ', Twig ', Twig\Environment::VERSION, "\n";
foreach (['not tier == "gold"', 'not (tier == "gold")', 'tier != "gold"', 'not tier in ["gold", "vip"]', 'tier not in ["gold", "vip"]', 'not points > 100', 'points <= 100'] as $rule) {
	$picked = array_keys(array_filter($guests, fn($guest) => $language->evaluate($rule, $guest)));
	$shown = array_keys(array_filter($guests, fn($guest) => $twig->createTemplate("{% if $rule %}yes{% endif %}")->render($guest) === 'yes'));
	echo $rule, ': ', implode(', ', $picked) ?: 'nobody', '; Twig: ', implode(', ', $shown) ?: 'nobody', "\n";
}
PHP
seen=$(run_php offers.php)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PHP 8.2.36, Twig 3.5.1
not tier == "gold": Cy; Twig: Cy
not (tier == "gold"): Bo, Cy; Twig: Bo, Cy
tier != "gold": Bo, Cy; Twig: Bo, Cy
not tier in ["gold", "vip"]: Cy; Twig: Cy
tier not in ["gold", "vip"]: Bo, Cy; Twig: Bo, Cy
not points > 100: nobody; Twig: nobody
points <= 100: Bo, Cy; Twig: Bo, Cy
EXPECTED
