#!/usr/bin/env bash
# A point of sale sends receipts as XML, and a PHP application makes JSON of it in the usual way, json_encode(simplexml_load_string($xml)), for a
# webhook. Guess: texts are texts, also in CDATA, which XML holds to be the same; an empty element is empty text; an attribute is somewhere.
# PHP 8.2.36 makes {} of a text in CDATA, which is how systems write what guests have typed: the name is gone, while echo $guest->name shows it. An
# empty email is {} as well, which is not empty for who receives it. An attribute beside a text is dropped, so 12.50 has no currency. What is marked
# inside a note disappears with its words. LIBXML_NOCDATA keeps the names.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-php"

cat > receipt.php <<'PHP'
<?php
echo 'PHP ', PHP_VERSION, "\n";
$receipts = [
	'<guest><name>Mara</name></guest>',
	'<guest><name><![CDATA[Mara]]></name></guest>',
	'<guest><email/></guest>',
	'<receipt><total currency="MXN">12.50</total></receipt>',
	'<receipt><note>no <b>peanuts</b>, please</note></receipt>',
];
foreach ($receipts as $xml) echo $xml, ': ', json_encode(simplexml_load_string($xml)), "\n";
echo 'shown: ', simplexml_load_string($receipts[1])->name, "\n";
echo 'LIBXML_NOCDATA: ', json_encode(simplexml_load_string($receipts[1], null, LIBXML_NOCDATA)), "\n";
PHP
seen=$(run_php receipt.php)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
PHP 8.2.36
<guest><name>Mara</name></guest>: {"name":"Mara"}
<guest><name><![CDATA[Mara]]></name></guest>: {"name":{}}
<guest><email/></guest>: {"email":{}}
<receipt><total currency="MXN">12.50</total></receipt>: {"total":"12.50"}
<receipt><note>no <b>peanuts</b>, please</note></receipt>: {"note":"no , please"}
shown: Mara
LIBXML_NOCDATA: {"name":"Mara"}
EXPECTED
