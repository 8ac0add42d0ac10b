#!/usr/bin/env bash
# n8n's lint asks each parameter of a node for a default. Guess: any expression will do.
# eslint-plugin-n8n-nodes-base 1.16.7, rule node-param-default-missing: a literal passes, and so does a plain name. A property of an object
# (`LIMITS.tries`) and arithmetic (`60 * 2`) count as missing, and --fix would add a second `default`. So numbers from a table need names of their own
# in that file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --legacy-peer-deps --ignore-scripts eslint@9.29.0 typescript@5.8.3 \
	@typescript-eslint/parser@8.35.0 eslint-plugin-n8n-nodes-base@1.16.7

cat > eslint.config.mjs <<'JS'
import parser from '@typescript-eslint/parser';
import plugin from 'eslint-plugin-n8n-nodes-base';
export default [
	{
		files: ['**/*.ts'],
		languageOptions: { parser },
		plugins: { 'n8n-nodes-base': plugin },
		rules: { 'n8n-nodes-base/node-param-default-missing': 'error' },
	},
];
JS

seen=''
for value in '5' 'tries' 'LIMITS.tries' '60 * 2'; do
	cat > Some.node.ts <<TS
const LIMITS = { tries: 5 };
const { tries } = LIMITS;
export const parameter = { displayName: 'Tries', name: 'tries', type: 'number', default: $value };
TS
	if npx eslint Some.node.ts >/dev/null; then verdict=passes; else verdict=missing; fi
	echo "default: $value -> $verdict"
	seen="$seen $verdict"
done
[ "$seen" = ' passes passes missing missing' ]
