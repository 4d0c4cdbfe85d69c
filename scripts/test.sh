#!/usr/bin/env bash
# All tests, from a fresh clone: form, lints, Rust tests on SQLite and PostgreSQL, scenarios, browser journeys.
# Brings its own PostgreSQL and takes it away again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh

need_rust
need_node
need_package 'ls /usr/lib/postgresql/*/bin/initdb' postgresql
need_package 'command -v chromium' chromium
install_missing
scripts/assets.sh

folder=$(mktemp -d "${TMPDIR:-/tmp}/nep-test.XXXXXX")
chmod 755 "$folder"
finish() {
    scripts/postgres.sh stop "$folder/postgres"
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM
say "starting a PostgreSQL server of our own"
NEP_TEST_POSTGRES=$(scripts/postgres.sh start "$folder/postgres")
export NEP_TEST_POSTGRES
export CI=${CI:-1}   # a missing PostgreSQL is a failure here, and snapshots are compared, not written

say "form: cargo fmt"
cargo fmt --all --check || fail "some files are not formatted" "run:  cargo fmt --all"
say "lints: cargo clippy"
cargo clippy --locked --workspace --all-targets -- -D warnings
say "Rust tests on SQLite and PostgreSQL"
cargo test --locked --workspace --quiet
say "scenarios on SQLite and PostgreSQL"

nep=$(target_folder)/debug/nep
"$nep" scenario check --all
psql -q "$NEP_TEST_POSTGRES/postgres" -c 'CREATE DATABASE scenario'
"$nep" scenario check trung-khanh --database "$NEP_TEST_POSTGRES/scenario"
scripts/e2e.sh "$folder"
say "all tests passed"
