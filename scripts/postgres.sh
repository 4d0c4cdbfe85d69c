#!/usr/bin/env bash
# A PostgreSQL server of our own in a temporary folder, for tests and benchmarks; the system's servers stay untouched.
#   scripts/postgres.sh start FOLDER   starts it (creates it first) and prints its address
#   scripts/postgres.sh stop FOLDER    stops it and removes the folder
set -euo pipefail

command=${1:?start or stop}
folder=${2:?a folder}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }

# initdb and postgres refuse to run as root; the Debian package brings the user `postgres`.
as_owner() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

case $command in
start)
    port=${NEP_POSTGRES_PORT:-$((20000 + RANDOM % 20000))}
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres "$folder"
    as_owner "$bin/initdb" -D "$folder/data" -U nep --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 \
        || { cat "$folder/initdb.log" >&2; exit 1; }
    # fsync off: a test cluster is thrown away; NEP_POSTGRES_FSYNC=on for benchmarks of durable writing.
    as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -o \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=${NEP_POSTGRES_FSYNC:-off} -c max_connections=200" \
        start >/dev/null
    echo "postgres://nep@127.0.0.1:$port"
    ;;
stop)
    as_owner "$bin/pg_ctl" -D "$folder/data" -m fast -w stop >/dev/null || true
    rm -rf "$folder"
    ;;
*)
    echo "unknown command: $command" >&2
    exit 2
    ;;
esac
