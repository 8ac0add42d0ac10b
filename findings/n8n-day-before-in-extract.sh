#!/usr/bin/env bash
# You take the month of a birthday, a date without a time, with Date & Time, in a workflow set to New York, on a server in UTC. Guess: you get May for
# May 1, as from the node's own Format.
# Date & Time 2 of n8n-nodes-base 2.40.2 starts such a day at midnight in the server's zone, whatever the workflow's is. Format shows it in the
# server's zone; Extract, Round and Add show it in the workflow's. There it is the evening before, in April, and its month begins on April 1. On a
# server in Los Angeles, all of them say May.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const tell = async (name, parameters) => {
	const [[{ told }]] = await run('DateTime/DateTime', 2, { outputFieldName: 'told', options: {}, ...parameters }, [{}]);
	console.log(`${process.env.TZ}, ${name}: ${told}`);
};
const date = '1990-05-01';
(async () => {
	await tell('Format', { operation: 'formatDate', date, format: 'custom', customFormat: 'd MMMM' });
	await tell('Extract the month', { operation: 'extractDate', date, part: 'month' });
	await tell('Round down to the month', { operation: 'roundDate', date, mode: 'roundDown', toNearest: 'month' });
	await tell('Add a day', { operation: 'addToDate', magnitude: date, timeUnit: 'days', duration: 1 });
})();
JS
seen=$(for zone in UTC America/Los_Angeles; do TZ=$zone node run.cjs; done)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
UTC, Format: 1 May
UTC, Extract the month: 4
UTC, Round down to the month: 1990-04-01T00:00:00.000-05:00
UTC, Add a day: 1990-05-01T20:00:00.000-04:00
America/Los_Angeles, Format: 1 May
America/Los_Angeles, Extract the month: 5
America/Los_Angeles, Round down to the month: 1990-05-01T00:00:00.000-04:00
America/Los_Angeles, Add a day: 1990-05-02T03:00:00.000-04:00
EXPECTED
