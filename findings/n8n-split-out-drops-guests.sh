#!/usr/bin/env bash
# Guests with a list of rewards are split into one item per reward, with all other fields. Guess: a guest
# without a reward stays one item, however the list says that there is none.
# Split Out 1 of n8n-nodes-base 2.40.2 silently drops a guest whose list is empty or missing, and keeps one whose list
# is null. A guest whose rewards are an object, as in JSON keyed by ID, becomes one item per value, without the key.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const split = async (name, rewards) => {
	const parameters = { fieldToSplitOut: 'rewards', include: 'allOtherFields', options: {} };
	const [told] = await run('Transform/SplitOut/SplitOut', 1, parameters, [{ guest: 730, ...rewards }]);
	console.log(`${name}: ${JSON.stringify(told)}`);
};
(async () => {
	await split('two', { rewards: ['Fries', 'Cookie'] });
	await split('an empty list', { rewards: [] });
	await split('no list', {});
	await split('null', { rewards: null });
	await split('an object', { rewards: { 41: { name: 'Fries' }, 42: { name: 'Cookie' } } });
})();
JS
seen=$(node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
two: [{"guest":730,"rewards":"Fries"},{"guest":730,"rewards":"Cookie"}]
an empty list: []
no list: []
null: [{"guest":730,"rewards":null}]
an object: [{"guest":730,"rewards":{"name":"Fries"}},{"guest":730,"rewards":{"name":"Cookie"}}]
EXPECTED
