#!/usr/bin/env bash
# The benchmarks of bench/README.md on SQLite and on PostgreSQL. Arguments go to nep-bench, e.g. --dossiers 20000.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh

need_rust
need_node
need_package 'ls /usr/lib/postgresql/*/bin/initdb' postgresql
need_package 'python3 -c "import ensurepip, venv"' python3-venv
install_missing
scripts/assets.sh
say "building the benchmarks with optimisation; the first time this takes about fifteen minutes on two cores"
cargo build --locked --profile measured -p nep -p nep-bench -p nep-bench-law
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
say "rule packs beside OpenFisca-Core"
python=bench/openfisca/.venv/bin/python
if [ ! -x "$python" ]; then
    say "fetching OpenFisca-Core"
    python3 -m venv bench/openfisca/.venv
    "$python" -m pip install --quiet --require-hashes -r bench/openfisca/requirements.txt
fi
"$python" bench/openfisca/compare.py --nep "$(target_folder)/measured/nep" --bench "$bench-law"
say "SQLite"
"$bench" "$@"
say "PostgreSQL"
server=$(NEP_POSTGRES_FSYNC=on scripts/postgres.sh start "$folder/postgres")
psql -q "$server/postgres" -c 'CREATE DATABASE bench'
"$bench" --database "$server/bench" "$@"
