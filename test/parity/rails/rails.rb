# What Rails and Ruby's clients write. In: JSON of {"values": [[kind, value], ...], "names": [...]}.
# Out: {"json": [...], "clients": {name: headers}, "basic": {encoding: [...]}}.
require 'json'
require 'bigdecimal'
require 'base64'
require 'socket'
require 'active_support/all'
require 'net/http'
require 'faraday'
require 'httparty'
require 'rest-client'

KINDS = {
  'text' => ->(value) { value },
  'float' => ->(value) { value.to_f },
  'integer' => ->(value) { value.to_i },
  'decimal' => ->(value) { BigDecimal(value) },
  'time' => ->(value) { Time.iso8601(value) },
  'nothing' => ->(_value) {}
}.freeze

HEADERS = { 'authorization' => 'bearer t', 'Content-Type' => 'application/json' }.freeze
CLIENTS = {
  'netHttp' => ->(url, headers) { Net::HTTP.post(URI(url), '{}', headers) },
  'faraday' => ->(url, headers) { Faraday.post(url, '{}', headers) },
  'httparty' => ->(url, headers) { HTTParty.post(url, body: '{}', headers: headers) },
  'restClient' => ->(url, headers) { RestClient.post(url, '{}', headers) }
}.freeze

# The headers of one call, by their names in small letters.
def heard
  server = TCPServer.new('127.0.0.1', 0)
  head = nil
  thread = Thread.new do
    socket = server.accept
    head = socket.readpartial(65_536)
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    socket.close
  end
  yield "http://127.0.0.1:#{server.addr[1]}/hook"
  thread.join
  lines = head.split("\r\n\r\n", 2).first.split("\r\n").drop(1)
  lines.to_h { |line| line.split(': ', 2) }.transform_keys(&:downcase).except('host', 'content-length')
end

asked = JSON.parse($stdin.read)
clients = CLIENTS.transform_values { |send| heard { |url| send.call(url, HEADERS.dup) } }
untyped = CLIENTS.transform_values { |send| heard { |url| send.call(url, HEADERS.except('Content-Type')) } }
puts JSON.generate(
  'json' => asked['values'].map { |kind, value| KINDS[kind].call(value).to_json },
  'clients' => clients,
  'untyped' => untyped.transform_values { |headers| headers['content-type'] },
  'basic' => {
    'strict' => asked['names'].map { |name| Base64.strict_encode64(name) },
    'encode64' => asked['names'].map { |name| Base64.encode64(name).chomp }
  }
)
