#!/usr/bin/env bash
# A Rails application tags guests with acts-as-taggable-on, and a campaign leaves out who has one of some tags: tagged_with(params[:without], exclude:
# true). The form may have none. Guess: nobody is left out, as with where.not(tier: []) and NOT IN; and a tag that is given in a list is one tag.
# acts-as-taggable-on 9.0.1 (ActiveRecord 6.1.7.10) finds nobody for an empty list or text, also with exclude: the campaign goes to no one, without an
# error, and only where nothing is to be left out. A list that is assigned is still cut at commas: the tag "Austin, TX" becomes the tags Austin and TX,
# which then find guests of other cities. tag_list.add keeps it. Tags that nobody has are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-activerecord" ruby-acts-as-taggable-on=9.0.1-2

seen=$(run_rails <<'RUBY'
require 'acts-as-taggable-on'
puts "acts-as-taggable-on #{ActsAsTaggableOn::VERSION}"
ActiveRecord::Schema.define do
  create_table(:tags) { |table| table.string :name; table.integer :taggings_count, default: 0; table.timestamps }
  create_table :taggings do |table|
    table.references :tag
    table.references :taggable, polymorphic: true
    table.references :tagger, polymorphic: true
    table.string :context
    table.string :tenant
    table.datetime :created_at
  end
end
class Guest
  acts_as_taggable_on :tags
end
ana, bo, cy, = Guest.all.to_a
ana.update!(tag_list: ['staff'])
bo.update!(tag_list: ['vip'])
cy.update!(tag_list: ['Austin, TX', 'vip'])
names = ->(guests) { guests.map(&:name).join(', ').presence || 'nobody' }
[['staff'], ['nothing like it'], [], ''].each { |tags| puts "without #{tags.inspect}: #{names[Guest.tagged_with(tags, exclude: true)]}" }
puts "where.not(name: []): #{names[Guest.where.not(name: [])]}"
puts "a list with \"Austin, TX\" becomes #{cy.reload.tag_list.to_a.inspect}"
bo.tag_list.add('Austin, TX')
bo.save!
puts "add: #{bo.reload.tag_list.to_a.inspect}"
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
acts-as-taggable-on 9.0.1
without ["staff"]: Bo, Cy, Di
without ["nothing like it"]: Ana, Bo, Cy, Di
without []: nobody
without "": nobody
where.not(name: []): Ana, Bo, Cy, Di
a list with "Austin, TX" becomes ["Austin", "TX", "vip"]
add: ["vip", "Austin, TX"]
EXPECTED
