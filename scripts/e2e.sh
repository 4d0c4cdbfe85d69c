#!/usr/bin/env bash
# Browser journeys in Chromium against the real program, once on SQLite and once on PostgreSQL.
#   scripts/e2e.sh FOLDER     needs NEP_TEST_POSTGRES, and a folder for what it writes
# The clock of the program starts at the same instant each time, so that pages look the same each time.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh

folder=${1:?a folder}
: "${NEP_TEST_POSTGRES:?the address of a PostgreSQL server; see scripts/postgres.sh}"
clock=2024-10-15T09:00:00+07:00
nep=$(realpath "$(target_folder)/debug/nep")
port=${NEP_E2E_PORT:-18080}
server=

stop_server() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
        server=
    fi
}
trap stop_server EXIT

need_node
installed=e2e/node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ e2e/package-lock.json -nt "$installed" ]; then
    say "fetching the browser test packages (npm ci)"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix e2e ci --no-audit --no-fund --loglevel=error
fi

journeys() {
    local name=$1 url=$2
    say "browser journeys on $name"
    "$nep" demo --quiet --database "$url" --clock "$clock"
    "$nep" serve --database "$url" --listen "127.0.0.1:$port" --clock "$clock" >"$folder/$name.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        if curl -fs "http://127.0.0.1:$port/health" >/dev/null; then break; fi
        kill -0 "$server" 2>/dev/null || { cat "$folder/$name.log" >&2; fail "the server did not start"; }
        sleep 0.1
    done
    (cd e2e && NEP_E2E_URL="http://127.0.0.1:$port" NEP_E2E_STORE="$name" npx --no-install playwright test) \
        || { tail -n 40 "$folder/$name.log" >&2; fail "browser journeys failed on $name" "pictures and traces: e2e/test-results/"; }
    stop_server
}

psql -q "$NEP_TEST_POSTGRES/postgres" -c 'CREATE DATABASE e2e'
journeys sqlite "sqlite://$folder/e2e.db"
journeys postgres "$NEP_TEST_POSTGRES/e2e"
