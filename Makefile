# The two commands: `make run` shows what this is, `make test` says whether it works.
# `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Builds are kept outside the checkout, so that a fresh clone does not begin from nothing.
CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/spandrel
export CARGO_TARGET_DIR ?= $(CACHE)/target
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Cargo, started by a test, would look for the pipe of make's job server, which the programs between do not pass on.
unexport MAKEFLAGS MFLAGS

LISTEN ?= 127.0.0.1:8080
SUITE ?= calls
SPANDREL := bin/spandrel
VENV := $(CACHE)/venv
# The longest first.
TESTS := test-generated test-go test-remux test-faults test-rust test-consensus test-network test-wallet test-pubsub test-examples test-bench

.PHONY: help setup run run-testnet run-wallet run-pubsub build test bench soak clean $(TESTS)

help: ## Lists the targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

setup: ## Installs what is missing: Debian packages, Python packages.
	@scripts/setup

run: setup bin/remux ## Serves the sample stream with its audio turned into AAC.
	@bin/remux serve --listen $(LISTEN) --source 'sample=file:systems/remux/samples/sample.ts?loop=true'

run-testnet: setup bin/coinjectured $(VENV)/ready ## Swaps the hashing of a chain from Python and Go to Rust, on real validators.
	@$(MAKE) --no-print-directory -C systems/consensus/reference/python develop proto VENV=$(VENV)
	@bin/coinjectured testnet play systems/consensus/node/scripts/cutover.yaml --python $(VENV)/bin/python

run-wallet: setup bin/arcsign ## Plays a wallet's life with its core in process, in a worker, and in a process a call; prints what calls cost.
	@cd systems/wallet/rust && cargo run --quiet --release --package arcsign --example play

run-pubsub: setup bin/pubsub ## Go and Rust pass messages to each other through one hub.
	@bin/pubsub eval < systems/pubsub/docs/example.jsonl

build: setup bin/spandrel bin/remux bin/consensus bin/coinjectured bin/pubsub ## Builds every program into bin/.

bin/spandrel: FORCE
	@mkdir -p bin
	cargo build --quiet --release -p spandrel-cli
	@install -C $(CARGO_TARGET_DIR)/release/spandrel $@

bin/remux: bin/spandrel FORCE
	systems/remux/player/embed
	cd systems/remux && ../../$(SPANDREL) build --static -o ../../bin/remux

bin/consensus: bin/spandrel FORCE
	cd systems/consensus && ../../$(SPANDREL) build -o ../../bin/consensus

bin/coinjectured: bin/consensus FORCE
	cd systems/consensus/node && go build -o ../../../bin/coinjectured ./cmd/coinjectured

bin/arcsign: bin/spandrel FORCE
	cd systems/wallet && ../../$(SPANDREL) build
	cd systems/wallet/rust/arcsign && ../../../../$(SPANDREL) build --allow-outside ../.. -o ../../../../bin/arcsign

bin/pubsub: bin/spandrel FORCE
	cd systems/pubsub && ../../$(SPANDREL) build -o ../../bin/pubsub

bin/coinjecture-vectors: FORCE
	@mkdir -p bin
	cd systems/consensus && cargo build --quiet --release -p coinjecture-vectors
	@install -C $(CARGO_TARGET_DIR)/release/coinjecture-vectors $@

# Two at a time: while one waits for a network, a decoder or a linker, the other computes. One that fails does not hide the others.
test: setup ## Runs every test.
	@$(MAKE) --no-print-directory --jobs=2 --keep-going $(TESTS)

# Both install the same Python package.
ifneq ($(filter test-consensus,$(MAKECMDGOALS)),)
test-network: test-consensus
endif

test-rust: ## Formatting, lints and tests of the Rust workspace.
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo test --workspace --quiet
	cargo test --quiet -p spandrel-ring --features async
	RUSTFLAGS="--cfg spandrel_loom" CARGO_TARGET_DIR=$(CARGO_TARGET_DIR)/loom cargo test --quiet --release -p spandrel --features async --lib models
	RUSTFLAGS="--cfg spandrel_loom" CARGO_TARGET_DIR=$(CARGO_TARGET_DIR)/loom cargo test --quiet --release -p spandrel-ring --lib models

test-generated: bin/spandrel ## Makes the bindings of tests/ and bench/; committed ones are what the generator writes.
	cargo xtask generate --check

test-examples: export SPANDREL_BROWSER = required
test-examples: ## The examples print what their READMEs say, and their pages work in Chromium.
	cargo xtask test --of examples

test-go: test-generated ## The Go runtime, and the projects of tests/, also under the race detector.
	cargo xtask test
	test -z "$$(gofmt -l go examples tests bench systems | grep -v -e /golden/ || true)"
	cd go && go vet ./... && go test ./... && go vet -tags spandrel_debug ./... && go test -tags spandrel_debug ./... && go test -race -short ./remote/... ./ring/... ./internal/shared/...
	cd go && for os in windows darwin; do GOOS=$$os CGO_ENABLED=0 go vet ./remote/... || exit 1; done
	for module in go/hooks/*/go.mod go/migrate/*/go.mod go/dynamic/go.mod; do (cd $$(dirname $$module) && go vet ./... && go test ./...) || exit 1; done

test-remux: bin/remux $(VENV)/ready ## remux: core, daemon, and judges nobody here wrote.
	cd systems/remux/rust && cargo fmt --all --check && cargo clippy --workspace --all-targets --quiet -- -D warnings && cargo test --workspace --quiet
	cd systems/remux/go && go vet ./... && go test ./...
	$(VENV)/bin/python -m pytest -q systems/remux/tests

soak: bin/remux ## Attacks remux beside readers that must miss nothing; SOAK holds its options.
	cd systems/remux/go && go run ./e2e/soak $(SOAK)

test-consensus: bin/consensus bin/coinjecture-vectors $(VENV)/ready ## consensus: every language runs the same vectors.
	cd systems/consensus && cargo fmt --all --check && cargo clippy --workspace --all-targets --quiet -- -D warnings && core/test.sh
	cd systems/consensus && go vet ./... && go test ./...
	$(MAKE) --no-print-directory -C systems/consensus/bindings/c test sanitize
	$(MAKE) --no-print-directory -C systems/consensus/reference/python test VENV=$(VENV)
	source $(VENV)/bin/activate && cd systems/consensus/vectors/fuzz && go vet ./... && go test ./...
	source $(VENV)/bin/activate && cd systems/consensus && \
	  for backend in go rust; do ../../bin/consensus vectors run --backend $$backend; done && \
	  ../../bin/consensus vectors lint --peer python --peer rust --peer c && \
	  python vectors/nist.py --check && \
	  if ../../bin/consensus vectors run --plant odd-node >/dev/null; then echo "the planted odd-node rule was not found" >&2; exit 1; fi

test-wallet: bin/arcsign ## wallet: official vectors, the rules of its code, and what its operations leave in memory.
	cd systems/wallet/rust && cargo fmt --all --check && cargo clippy --workspace --all-targets --quiet -- -D warnings && cargo test --workspace --quiet
	cd systems/wallet/rust && cargo run --quiet --release --package arcsign --example play -- --short
	cd systems/wallet/go && go vet ./... && go test ./...

test-pubsub: bin/pubsub ## pubsub: the hub against its rules, a model, and reports of other systems; scripts that mix both languages.
	cd systems/pubsub/rust && cargo fmt --all --check && cargo clippy --workspace --all-targets --quiet -- -D warnings && cargo test --workspace --quiet
	cd systems/pubsub/go && go vet ./... && go test ./... && go test -race . ./internal/eval

test-network: bin/coinjectured $(VENV)/ready ## consensus: networks of real validators, with planted faults and killed processes.
	$(MAKE) --no-print-directory -C systems/consensus/reference/python develop proto VENV=$(VENV)
	source $(VENV)/bin/activate && cd systems/consensus/node && go vet ./... && go vet -tags coinjecture_faults ./... && \
	  go test ./internal/... && go test -count=1 ./e2e

test-bench: test-generated ## The benchmarks find a planted wrong result.
	cargo xtask test --of bench

test-faults: test-generated ## The reliability figures in their short form.
	cargo xtask faults --short --json $(CARGO_TARGET_DIR)/faults.json

$(VENV)/ready: scripts/requirements.txt systems/consensus/reference/python/requirements.txt systems/remux/tests/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r scripts/requirements.txt
	@touch $@

bench: setup ## Measures one SUITE and writes bench/results/; `cargo xtask bench --list` says which there are.
	CACHE=$(CACHE) cargo xtask bench $(SUITE)

clean: ## Removes built programs; the cache stays.
	rm -rf bin

FORCE:
