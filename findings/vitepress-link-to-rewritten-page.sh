#!/usr/bin/env bash
# On GitHub a folder opens with its README.md, on a site with index.html: `rewrites` turns one into the other.
# Guess: links to the README follow, or break the build like other dead links.
# VitePress 1.6.4 builds silently, and the link leads to README.html, which is not there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vitepress@1.6.4

mkdir -p site/docs site/.vitepress
echo '# Home' > site/index.md
echo '# Folder' > site/docs/README.md
printf '# Page\n\n[up](README.md)\n' > site/docs/page.md
echo "export default { rewrites: { 'docs/README.md': 'docs/index.md' } };" > site/.vitepress/config.mjs
if npx vitepress build site >/dev/null 2>&1; then build=succeeds; else build=fails; fi
link=$(grep -o 'href="[^"]*README[^"]*"' site/.vitepress/dist/docs/page.html)
target=$(ls site/.vitepress/dist/docs | grep -c README || true)
echo "build: $build; link: $link; files called README: $target"

echo '[nowhere](nowhere.md)' >> site/docs/page.md
if npx vitepress build site >/dev/null 2>&1; then dead=succeeds; else dead=fails; fi
echo "build with another dead link: $dead"
[ "$build" = succeeds ] && [ "$link" = 'href="./README.html"' ] && [ "$target" = 0 ] && [ "$dead" = fails ]
