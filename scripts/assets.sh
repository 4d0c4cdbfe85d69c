#!/usr/bin/env bash
# Builds styles, scripts and fonts into web/dist, from the versions in web/package-lock.json. Does nothing when
# web/dist is newer than everything it is made from.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh

done=web/dist/manifest.json
if [ -f "$done" ] && [ -z "$(find web/package-lock.json web/package.json web/build.mjs web/build web/src -newer "$done" -print -quit)" ]; then
    exit 0
fi
need_node
installed=web/node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ web/package-lock.json -nt "$installed" ]; then
    say "fetching the front-end packages (npm ci)"
    npm --prefix web ci --no-audit --no-fund --loglevel=error || fail "npm could not fetch the packages" \
        "check the network and the proxy settings (npm config get registry), then try again"
fi
say "building styles, scripts and fonts"
npm --prefix web run --silent build
touch "$done"
