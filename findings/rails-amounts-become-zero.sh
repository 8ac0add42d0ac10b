#!/usr/bin/env bash
# A form or an importer in Rails takes an amount as people write it: $12.50, 1,234.50, (12.50). Guess: it is
# read, or nil, or at least `validates :amount, numericality: true` rejects what is not a number.
# ActiveModel 6.1.7.10 takes the number at the start of the text, and 0 if there is none: $12.50 is 0,
# 1,234.50 is 1, and a refund in parentheses is 0. In a model with ActiveModel::Attributes, the validation
# looks at the result, and finds a number. The same validation of a plain attribute rejects all of them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-ruby" ruby-activemodel=2:6.1.7.10+dfsg-1~deb12u4 ruby-activesupport=2:6.1.7.10+dfsg-1~deb12u4 ruby-tzinfo=2.0.5-1 ruby-i18n=1.10.0-2 ruby-concurrent=1.1.6+dfsg-5

seen=$(run_ruby - <<'RUBY'
require 'active_model'
puts ActiveModel::VERSION::STRING

class Receipt
  include ActiveModel::Model
  include ActiveModel::Attributes
  attribute :amount, :decimal
  attribute :points, :integer
  validates :amount, :points, numericality: true
end

class PlainReceipt
  include ActiveModel::Model
  attr_accessor :amount
  validates :amount, numericality: true
end

['12.50', '$12.50', '1,234.50', '12,50', '(12.50)', '.50 off', 'twelve'].each do |text|
  receipt = Receipt.new(amount: text, points: text)
  verdicts = [receipt, PlainReceipt.new(amount: text)].map { |one| one.valid? ? 'valid' : 'refused' }
  puts "#{text}: amount #{receipt.amount.to_s('F')}, points #{receipt.points}, #{verdicts.join(', without types ')}"
end
RUBY
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
6.1.7.10
12.50: amount 12.5, points 12, valid, without types valid
$12.50: amount 0.0, points 0, valid, without types refused
1,234.50: amount 1.0, points 1, valid, without types refused
12,50: amount 12.0, points 12, valid, without types refused
(12.50): amount 0.0, points 0, valid, without types refused
.50 off: amount 0.5, points 0, valid, without types refused
twelve: amount 0.0, points 0, valid, without types refused
EXPECTED
