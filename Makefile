# `make run` and `make test` are all a fresh clone needs.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check assets bench

help:   ## what there is
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:    ## build everything, create the demo and serve it on http://127.0.0.1:8080
	@scripts/run.sh

test:   ## all tests: Rust on SQLite and PostgreSQL, scenarios, browser
	@scripts/test.sh

check:  ## the quick part of the tests: form, lints, Rust tests on SQLite
	@scripts/assets.sh
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo test --workspace --quiet

assets: ## styles, scripts and fonts in web/dist
	@scripts/assets.sh

bench:  ## fill a database with a million dossiers and measure, on SQLite and PostgreSQL
	@scripts/bench.sh
