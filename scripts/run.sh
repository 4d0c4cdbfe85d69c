#!/usr/bin/env bash
# Everything from a fresh clone to a running demo: assets, program, demo records, server.
#   NEP_DATABASE   where the demo lies       (sqlite://var/demo.db)
#   NEP_LISTEN     where the server listens  (127.0.0.1:8080)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/need.sh

database=${NEP_DATABASE:-sqlite://var/demo.db}
listen=${NEP_LISTEN:-127.0.0.1:8080}
nep=$(target_folder)/debug/nep

need_rust
install_missing
scripts/assets.sh
if [ ! -x "$nep" ]; then
    say "building the program; the first time this takes about ten minutes on two cores"
fi
# With the features of the whole workspace, so that the tests need not build the libraries again.
cargo build --locked --workspace --bin nep || fail "the program does not build" \
    "the messages above say why; a full disk and too little memory (4 GB are enough) are the usual reasons"
"$nep" demo --database "$database" --address "http://$listen"
exec "$nep" serve --database "$database" --listen "$listen"
