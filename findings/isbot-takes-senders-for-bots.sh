#!/usr/bin/env bash
# Vendors' servers call an n8n webhook that has Ignore Bots on. The option is described as one against crawlers and the previews of chat programs.
# Guess: a vendor's server is not a bot.
# n8n-nodes-base 2.40.2 asks isbot 3.6.13 and answers 403 to a bot. For isbot, nearly everything that is not a browser is a bot: Ruby's libraries,
# Java's, "Braze", any product name. A missing user agent is not a bot, nor is rest-client on Linux.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts isbot@3.6.13

cat > run.cjs <<'JS'
const isbot = require('isbot');

const AGENTS = ['Ruby', 'Faraday v2.7.4', 'HTTParty', 'rest-client/2.1.0 (linux-gnu x86_64) ruby/2.7.6p219', 'Apache-HttpClient/4.5.13 (Java/11)', 'Go-http-client/1.1', 'axios/1.7.2', 'Braze', 'Punchh', ''];
for (const agent of AGENTS) console.log(`${JSON.stringify(agent)}: ${isbot(agent) ? 'a bot' : 'no bot'}`);
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
"Ruby": a bot
"Faraday v2.7.4": a bot
"HTTParty": a bot
"rest-client/2.1.0 (linux-gnu x86_64) ruby/2.7.6p219": no bot
"Apache-HttpClient/4.5.13 (Java/11)": a bot
"Go-http-client/1.1": a bot
"axios/1.7.2": a bot
"Braze": a bot
"Punchh": a bot
"": no bot
EXPECTED
