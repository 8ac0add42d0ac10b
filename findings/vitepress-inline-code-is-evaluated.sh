#!/usr/bin/env bash
# Pages about n8n are full of `{{ $json.id }}` in inline code. Guess: VitePress shows code as it is written, inline as in a block.
# VitePress 1.6.4 leaves a block alone, but evaluates inline code as Vue's: `{{ 1 + 1 }}` is shown as 2, and
# what is not JavaScript, such as Liquid, breaks the build.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vitepress@1.6.4

mkdir site
printf '# Page\n\nInline: `{{ 1 + 1 }}`.\n\n```\n{{ 1 + 1 }}\n```\n' > site/index.md
npx vitepress build site >/dev/null 2>&1
html=$(cat site/.vitepress/dist/index.html)
inline=$(grep -o 'Inline: <code>[^<]*' <<<"$html" | sed 's/.*>//')
block=$(grep -o '<span>{{ 1 + 1 }}' <<<"$html" | sed 's/.*>//')
echo "inline: $inline"
echo "block:  $block"
[ "$inline" = 2 ] && [ "$block" = '{{ 1 + 1 }}' ]
