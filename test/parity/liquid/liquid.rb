# Renders templates with Ruby's own Liquid, as Braze's pages say that Braze does, with Rails around it.
# In: JSON of [[template, values], ...]. Out: JSON of a text or an {"error"} for each.
require 'json'
require 'cgi'
require 'uri'
require 'digest'
require 'openssl'
require 'active_support/all'
require 'liquid'

# Filters that Braze adds, where its pages say what they do; `money` is not among them.
# (Braze: "Advanced filters", "Filters")
module BrazeFilters
  def md5(input) = Digest::MD5.hexdigest(input.to_s)
  def sha1(input) = Digest::SHA1.hexdigest(input.to_s)
  def sha2(input) = Digest::SHA256.hexdigest(input.to_s)
  def hmac_sha1_hex(input, key) = OpenSSL::HMAC.hexdigest('SHA1', key.to_s, input.to_s)
  def hmac_sha256_hex(input, key) = OpenSSL::HMAC.hexdigest('SHA256', key.to_s, input.to_s)
  def hmac_sha512(input, key) = OpenSSL::HMAC.hexdigest('SHA512', key.to_s, input.to_s)
  def hmac_sha1_base64(input, key) = Base64.strict_encode64(OpenSSL::HMAC.digest('SHA1', key.to_s, input.to_s))
  def hmac_sha256_base64(input, key) = Base64.strict_encode64(OpenSSL::HMAC.digest('SHA256', key.to_s, input.to_s))
  def property_accessor(input, key) = input.is_a?(Hash) ? input[key] : nil
  def number_with_delimiter(input) = ActiveSupport::NumberHelper.number_to_delimited(input, delimiter_pattern: /(\d)(?=(\d\d\d)+(?!\d))/)
  def json_escape(input) = JSON.generate(input.to_s)[1..-2]
  def json_parse(input) = JSON.parse(input.to_s)
  def as_json_string(input) = input.to_json
  def url_escape(input) = URI::DEFAULT_PARSER.escape(input.to_s)
  def url_param_escape(input) = url_escape(input).gsub('&', '%26')

  def time_zone(input, zone)
    time = Liquid::Utils.to_date(input)
    time ? time.in_time_zone(zone) : input
  end
end
Liquid::Template.register_filter(BrazeFilters)

def rendered(template, values)
  Liquid::Template.parse(template).render(values)
rescue Liquid::SyntaxError, Liquid::StackLevelError => e
  { error: e.message.delete_prefix('Liquid syntax error: ') }
end

puts JSON.generate(JSON.parse($stdin.read).map { |template, values| rendered(template, values) })
