#!/usr/bin/env bash
# You turn guests' emails and external IDs into two lists with Aggregate, to match them by position later. Guess: the lists have the same length, with
# an empty place for what a guest does not have.
# Aggregate 1 of n8n-nodes-base 2.40.2 leaves out what is missing or null, from that list alone. Everything after it moves up, and gets the ID of the
# guest before. The option "Keep Missing And Null Values" keeps the places.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const aggregate = async (name, options) => {
	const fields = ['email', 'externalId'].map((fieldToAggregate) => ({ fieldToAggregate }));
	const guests = [{ email: 'mara@example.com', externalId: 'CRM-1' }, { email: null, externalId: 'CRM-2' }, { email: 'jo@example.com', externalId: 'CRM-3' }];
	const parameters = { aggregate: 'aggregateIndividualFields', fieldsToAggregate: { fieldToAggregate: fields }, options };
	const [[told]] = await run('Transform/Aggregate/Aggregate', 1, parameters, guests);
	console.log(`${name}: ${JSON.stringify(told)}`);
};
(async () => {
	await aggregate('as it is', {});
	await aggregate('with the option', { keepMissing: true });
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
as it is: {"email":["mara@example.com","jo@example.com"],"externalId":["CRM-1","CRM-2","CRM-3"]}
with the option: {"email":["mara@example.com",null,"jo@example.com"],"externalId":["CRM-1","CRM-2","CRM-3"]}
EXPECTED
