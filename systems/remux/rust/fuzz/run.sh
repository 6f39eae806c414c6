#!/bin/sh
# Fuzzes the remuxer with libFuzzer and AddressSanitizer on the stable compiler: fuzz/run.sh [SECONDS]
# (default 60; 0 only replays the corpus). New finds go to a folder outside the committed corpus.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
host=$(rustc -vV | sed -n 's/^host: //p')
target=${CARGO_TARGET_DIR:-target}
# What cargo-fuzz would pass: coverage for libFuzzer, and the sanitizer behind the bootstrap switch.
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTC_BOOTSTRAP=1 RUSTFLAGS="$coverage -Zsanitizer=address -Ccodegen-units=1 --cfg fuzzing" \
  cargo build --release --locked --target "$host"
finds=$(mktemp -d)
trap 'rm -rf "$finds"' EXIT
limit="-max_total_time=$seconds"
[ "$seconds" != 0 ] || limit="-runs=0"
# A leak is an error too; 256 MB is far above what any input may take, sanitizer included.
"$target/$host/release/remux" $limit -max_len=24064 -rss_limit_mb=512 -timeout=10 -print_final_stats=1 "$finds" corpus/remux
