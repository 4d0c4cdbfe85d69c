# Sourced by the other scripts: finds out what is missing on this machine, installs it where that is simple,
# and otherwise says exactly what to do.

say() { printf '\033[1m== %s\033[0m\n' "$*"; }
fail() { printf '\nerror: %s\n' "$1" >&2; shift; for line in "$@"; do printf '       %s\n' "$line" >&2; done; exit 1; }

missing=()

# need_package TEST PACKAGE: PACKAGE brings what TEST looks for.
need_package() {
    if ! eval "$1" >/dev/null 2>&1; then missing+=("$2"); fi
}

# Installs what is missing when run as root on Debian; else prints the command and stops.
install_missing() {
    [ ${#missing[@]} -gt 0 ] || return 0
    local command="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        $command >/dev/null 2>&1 || { apt-get update >/dev/null && $command >/dev/null; } \
            || fail "could not install ${missing[*]}" "run this and look at its messages:  $command"
    elif command -v apt-get >/dev/null; then
        fail "missing: ${missing[*]}" "install it:  sudo $command"
    else
        fail "missing, by the names Debian uses: ${missing[*]}" "install them with the package manager of your system"
    fi
    missing=()
}

# Rust of at least the version Cargo.toml asks for.
need_rust() {
    local wanted have
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    if ! command -v cargo >/dev/null; then
        [ -x "$HOME/.cargo/bin/cargo" ] || fail "Rust is not installed" \
            "install it from https://rustup.rs (version $wanted or newer), open a new terminal and try again"
        export PATH="$HOME/.cargo/bin:$PATH"
    fi
    have=$(cargo --version | cut -d' ' -f2)
    [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" = "$wanted" ] \
        || fail "Rust $have is too old, $wanted or newer is needed" "run:  rustup update stable"
    need_package 'command -v cc' build-essential
}

# Node.js of at least 18, with npm.
need_node() {
    need_package 'command -v node' nodejs
    need_package 'command -v npm' npm
    install_missing
    local have
    have=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    [ "$have" -ge 18 ] || fail "Node.js $have is too old, 18 or newer is needed" \
        "install a newer one from https://nodejs.org or your system's backports"
}

# Where cargo puts what it builds.
target_folder() { echo "${CARGO_TARGET_DIR:-target}"; }
