#!/usr/bin/env bash
# A message with Liquid goes through Nokogiri, Rails' HTML parser, or through Premailer or Loofah, which are built on it, to inline its
# styles or count its links. Guess: Liquid is text like any other and stays; or all of it changes, and the first test message shows it.
# Nokogiri 1.13.10 keeps it in text and in most attributes, but writes it as %7B%7B in href, src and action: the message greets each
# guest by name, but every link and picture leads nowhere, or to one guest's ID for all. Premailer 1.14.2 and Loofah 2.19.1 do the same.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-nokogiri=1.13.10+dfsg-2+b1 libxml2 libxslt1.1 libicu72 ruby-loofah=2.19.1-1 ruby-crass=1.0.2-3 ruby-premailer=1.14.2-1 ruby-css-parser=1.6.0-2+deb12u1 ruby-addressable=2.8.1-1 ruby-public-suffix=4.0.6+ds-2 ruby-htmlentities=4.3.3-1.1

seen=$(run_ruby -W0 - <<'RUBY'
require 'rubygems'
require 'loofah'
require 'nokogiri'
require 'premailer'
puts "nokogiri #{Nokogiri::VERSION}, loofah #{Loofah::VERSION}, premailer #{Premailer::VERSION}"
message = '<a href="https://rewards.example/?id={{${user_id}}}" title="{{${first_name}}}">Hi {{${first_name}}}</a>'
puts "nokogiri: #{Nokogiri::HTML.fragment(message).to_html}"
puts "a picture: #{Nokogiri::HTML.fragment('<img src="{{picture}}" alt="{{title}}">').to_html}"
puts "loofah: #{Loofah.fragment(message).scrub!(:strip)}"
puts "premailer: #{Premailer.new(message, with_html_string: true, adapter: :nokogiri).to_inline_css[/<a.*a>/]}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
nokogiri 1.13.10, loofah 2.19.1, premailer 1.14.2
nokogiri: <a href="https://rewards.example/?id=%7B%7B%24%7Buser_id%7D%7D%7D" title="{{${first_name}}}">Hi {{${first_name}}}</a>
a picture: <img src="%7B%7Bpicture%7D%7D" alt="{{title}}">
loofah: <a href="https://rewards.example/?id=%7B%7B%24%7Buser_id%7D%7D%7D" title="{{${first_name}}}">Hi {{${first_name}}}</a>
premailer: <a href="https://rewards.example/?id=%7B%7B%24%7Buser_id%7D%7D%7D" title="{{${first_name}}}">Hi {{${first_name}}}</a>
EXPECTED
