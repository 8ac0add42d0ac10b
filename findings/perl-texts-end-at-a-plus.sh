#!/usr/bin/env bash
# A message is a template of Perl's Template Toolkit, and says how many points a guest will have: [% "You will have " _ points + 50 _ " points." %].
# It asks for a balance, [% IF points == 120 %], and for rewards, [% IF rewards %]. Guess: the sum comes first, as in PHP 8, or is an
# error; 120.0, as text, is 120; and an empty list is no.
# Template Toolkit 2.27 puts texts together before it adds, and a text counts as the number at its start: 0. The whole message is 50 points. ==
# compares texts, < and > numbers: the text "120.0" is neither 120 nor less nor more, and an empty list is yes. A field that a guest does not have may
# be a method: guest.size, for the T-shirt, is the number of fields. Parentheses, and rewards.size, are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-perl" libtemplate-perl=2.27-1+b5 libappconfig-perl=1.71-2.2

seen=$(run_perl - 2>/dev/null <<'PERL'
use Template;
print "Template Toolkit $Template::VERSION\n";
my %guest = (points => 120, balance => '120.0', rewards => [], guest => { name => 'Mara', tier => 'gold', email => 'mara@example.com' });
for my $template (
    '[% "You will have " _ points + 50 _ " points." %]',
    '[% "You will have " _ (points + 50) _ " points." %]',
    '[% IF balance == 120 %]equal[% ELSIF balance < 120 %]less[% ELSIF balance > 120 %]more[% ELSE %]none[% END %]',
    '[% IF rewards %]You have rewards[% END %]',
    '[% IF rewards.size %]You have rewards[% END %]',
    '[% guest.size %]',
) {
    Template->new->process(\$template, \%guest, \my $text) or die;
    print "$template: ", $text // '', "\n";
}
PERL
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
Template Toolkit 2.27
[% "You will have " _ points + 50 _ " points." %]: 50 points.
[% "You will have " _ (points + 50) _ " points." %]: You will have 170 points.
[% IF balance == 120 %]equal[% ELSIF balance < 120 %]less[% ELSIF balance > 120 %]more[% ELSE %]none[% END %]: none
[% IF rewards %]You have rewards[% END %]: You have rewards
[% IF rewards.size %]You have rewards[% END %]: 
[% guest.size %]: 3
EXPECTED
