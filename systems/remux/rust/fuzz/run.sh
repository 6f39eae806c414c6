#!/bin/sh
# Fuzzes the remuxer with libFuzzer on the stable compiler: fuzz/run.sh [SECONDS]
# Default 60 seconds; 0 only replays the corpus. New finds go to a folder outside the committed corpus.
# SANITIZER=address adds AddressSanitizer, over the C++ encoder too (its first build takes many minutes).
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
host=$(rustc -vV | sed -n 's/^host: //p')
target=${CARGO_TARGET_DIR:-target}/fuzz${SANITIZER:+-$SANITIZER}
# What cargo-fuzz would pass: coverage for libFuzzer, and a sanitizer behind the bootstrap switch.
flags="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing"
if [ -n "${SANITIZER:-}" ]; then
  export RUSTC_BOOTSTRAP=1
  flags="$flags -Zsanitizer=$SANITIZER"
fi
RUSTFLAGS=$flags cargo build --release --locked --target "$host" --target-dir "$target"
finds=$(mktemp -d)
trap 'rm -rf "$finds"' EXIT
limit="-max_total_time=$seconds"
[ "$seconds" != 0 ] || limit="-runs=0"
# Far above what any input may take, so that growth is found and the machine is not.
"$target/$host/release/remux" $limit -max_len=24064 -rss_limit_mb=512 -timeout=10 -print_final_stats=1 "$finds" corpus/remux
