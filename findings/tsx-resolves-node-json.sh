#!/usr/bin/env bash
# An n8n node is two files side by side: Some.node.ts (the class) and Some.node.json (its codex).
# Guess: `import './Some.node'` in TypeScript gives the class, as with tsc and jest.
# tsx 4.23.15 gives the JSON, without an error: "Some is not a constructor" comes where it is used. TypeScript
# 5.9.3 (tsc to CommonJS, then Node) gives the class, since only the .js is in its output.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts=false tsx@4.23.15 typescript@5.9.3

echo 'export class Some { description = { name: "some" }; }' > Some.node.ts
echo '{ "node": "n8n-nodes-some.some", "nodeVersion": "1.0" }' > Some.node.json
cat > main.ts <<'TS'
import * as loaded from './Some.node';
console.log(Object.keys(loaded).filter((key) => key !== 'default' && key !== 'module.exports').join(' '));
TS

by_tsx=$(npx tsx main.ts)
npx tsc --module commonjs --moduleResolution node --ignoreDeprecations 5.0 --outDir out main.ts
by_tsc=$(node out/main.js)
echo "tsx 4.23.15: $by_tsx"
echo "tsc 5.9.3:   $by_tsc"
[ "$by_tsx" = 'node nodeVersion' ] && [ "$by_tsc" = 'Some' ]
