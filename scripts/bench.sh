#!/usr/bin/env bash
# The benchmarks of bench/README.md on SQLite and on PostgreSQL. Arguments go to nep-bench, e.g. --dossiers 20000.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh

need_rust
need_node
need_package 'ls /usr/lib/postgresql/*/bin/initdb' postgresql
install_missing
scripts/assets.sh
say "building the benchmarks with optimisation; the first time this takes about fifteen minutes on two cores"
cargo build --locked --profile measured -p nep-bench -p nep-bench-law
bench=$(target_folder)/measured/nep-bench

folder=$(mktemp -d "${TMPDIR:-/tmp}/nep-bench.XXXXXX")
chmod 755 "$folder"
finish() {
    scripts/postgres.sh stop "$folder/postgres"
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM
say "rule packs"
"$bench-law"
say "SQLite"
"$bench" "$@"
say "PostgreSQL"
server=$(NEP_POSTGRES_FSYNC=on scripts/postgres.sh start "$folder/postgres")
psql -q "$server/postgres" -c 'CREATE DATABASE bench'
"$bench" --database "$server/bench" "$@"
