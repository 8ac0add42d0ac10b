#!/usr/bin/env bash
# A message is written in Markdown with Liquid in it, turned into HTML, and then sent through Braze: Hi {{ first_name | default: "friend" }}.
# Guess: Markdown leaves braces alone, as they mean nothing to it.
# kramdown 2.4.0 turns a line with a | into a table, so the filter lands in another cell than its value, and Ruby's Liquid 5.4.0 prints nothing, even
# for guests who have a name. markdown-it 15.0.3 and marked 18.2.1 turn quotes into &quot;: the fallback is gone, and {% if tier == "gold" %} is true
# for nobody, not even gold guests, without an error. Single quotes work only with markdown-it, without its typographer. Lines without a quote or a |
# are right, so a test with {{ points }} passes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-liquid=5.4.0-3 ruby-kramdown=2.4.0-2

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts markdown-it@15.0.3 marked@18.2.1
cat > html.cjs <<'JS'
const MarkdownIt = require('markdown-it');
const { marked } = require('marked');

const TEXTS = ['Hi {{ first_name | default: "friend" }}!', "Hi {{ first_name | default: 'friend' }}!", '{% if tier == "gold" %}Free taco{% else %}Hello{% endif %}', 'You have {{ points }} points'];
const READERS = {
	'markdown-it': (text) => MarkdownIt().render(text),
	'markdown-it, typographer': (text) => MarkdownIt({ typographer: true }).render(text),
	marked: (text) => marked.parse(text),
};
console.log(JSON.stringify(TEXTS.map((text) => ({ text, html: Object.fromEntries(Object.entries(READERS).map(([name, read]) => [name, read(text).trim()])) }))));
JS
node html.cjs > html.json
rexml=$PWD/usr/lib/ruby/gems/3.1.0/gems/rexml-3.2.5/lib
seen=$(run_ruby -I "$rexml" -rjson - <<'RUBY'
require 'kramdown'
require 'liquid'
puts "kramdown #{Kramdown::VERSION}, Liquid #{Liquid::VERSION}"
guests = [{ 'first_name' => 'Mara', 'tier' => 'gold', 'points' => 5 }, { 'tier' => 'gold', 'points' => 5 }]
JSON.parse(File.read('html.json')).each do |row|
  puts row['text']
  { 'kramdown' => Kramdown::Document.new(row['text']).to_html.strip, **row['html'] }.each do |name, html|
    said = guests.map { |guest| Liquid::Template.parse(html).render(guest).gsub(/<[^>]*>|\s+/, ' ').squeeze(' ').strip }
    puts "  #{name}: Mara #{said[0].inspect}, a guest without a name #{said[1].inspect}#{' (a table)' if html.include?('<table')}"
  end
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
kramdown 2.4.0, Liquid 5.4.0
Hi {{ first_name | default: "friend" }}!
  kramdown: Mara "Hi !", a guest without a name "Hi !" (a table)
  markdown-it: Mara "Hi Mara!", a guest without a name "Hi !"
  markdown-it, typographer: Mara "Hi Mara!", a guest without a name "Hi !"
  marked: Mara "Hi Mara!", a guest without a name "Hi !"
Hi {{ first_name | default: 'friend' }}!
  kramdown: Mara "Hi !", a guest without a name "Hi !" (a table)
  markdown-it: Mara "Hi Mara!", a guest without a name "Hi friend!"
  markdown-it, typographer: Mara "Hi Mara!", a guest without a name "Hi !"
  marked: Mara "Hi Mara!", a guest without a name "Hi !"
{% if tier == "gold" %}Free taco{% else %}Hello{% endif %}
  kramdown: Mara "Hello", a guest without a name "Hello"
  markdown-it: Mara "Hello", a guest without a name "Hello"
  markdown-it, typographer: Mara "Hello", a guest without a name "Hello"
  marked: Mara "Hello", a guest without a name "Hello"
You have {{ points }} points
  kramdown: Mara "You have 5 points", a guest without a name "You have 5 points"
  markdown-it: Mara "You have 5 points", a guest without a name "You have 5 points"
  markdown-it, typographer: Mara "You have 5 points", a guest without a name "You have 5 points"
  marked: Mara "You have 5 points", a guest without a name "You have 5 points"
EXPECTED
