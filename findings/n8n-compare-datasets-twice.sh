#!/usr/bin/env bash
# You compare Punchh guests with Braze's by email, and somebody is in one list twice. Guess: both entries are found in the other list, which has that
# email.
# Compare Datasets 2.3 of n8n-nodes-base 2.40.2: if a guest is twice in A, both are compared. Twice in B, only the first counts, and the other leaves
# by "In B only", where workflows delete what is too much. The option "Multiple Matches" changes that.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/n8n-nodes"

cat > run.cjs <<'JS'
const { run } = require('./nodes.cjs');

const compare = async (name, a, b, options = {}) => {
	const parameters = { mergeByFields: { values: [{ field1: 'email', field2: 'email' }] }, resolve: 'includeBoth', options };
	const [onlyA, same, different, onlyB] = await run('CompareDatasets/CompareDatasets', 2.3, parameters, a, b);
	const emails = (items) => items.map(({ email, keys }) => email ?? keys.email).join(' ') || '-';
	console.log(`${name}: in A only ${emails(onlyA)}, same ${emails(same)}, different ${emails(different)}, in B only ${emails(onlyB)}`);
};
const mara = (tier) => ({ email: 'mara@example.com', tier });
(async () => {
	await compare('twice in A', [mara('Gold'), mara('Silver')], [mara('Gold')]);
	await compare('twice in B', [mara('Gold')], [mara('Gold'), mara('Silver')]);
	await compare('with the option', [mara('Gold')], [mara('Gold'), mara('Silver')], { multipleMatches: 'all' });
})();
JS
seen=$(TZ=UTC node run.cjs)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
twice in A: in A only -, same mara@example.com, different mara@example.com, in B only -
twice in B: in A only -, same mara@example.com, different -, in B only mara@example.com
with the option: in A only -, same mara@example.com, different mara@example.com, in B only -
EXPECTED
