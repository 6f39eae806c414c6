#!/bin/sh
# All tests of the Rust side: crates, no_std build, every kernel over the vectors, planted fault.
set -eu
cd "$(dirname "$0")/.."
vectors=$(echo vectors/*.json)
[ -e "${vectors%% *}" ] || { echo "test.sh: no vector files in vectors" >&2; exit 1; }

cargo test --quiet --release -p coinjecture -p coinjecture-capi -p coinjecture-vectors
cargo check --quiet -p coinjecture --no-default-features

cargo run --quiet --release -p coinjecture-vectors --bin generate-vectors -- --check vectors/network_b/network_b_vectors.json

runner() { cargo run --quiet --release -p coinjecture-vectors "$@"; }
runner -- kernels | while read -r kernel verdict; do
    if [ "$verdict" = ok ]; then
        echo "kernel $kernel"
        COINJECTURE_SHA256=$kernel runner -- run $vectors
    else
        echo "kernel $kernel: $verdict"
    fi
done

# The SHA-NI kernels, emulated. Monte Carlo and the long messages would take minutes this way.
emulated() { RUSTFLAGS="-C target-feature=+sha" cargo "$@" --quiet --release -p coinjecture-emulate --target-dir "${CARGO_TARGET_DIR:-target}/emulated"; }
emulated test
emulated build
short=$(printf '%s\n' $vectors | grep -v -e nist_monte -e nist_long)
for kernel in shani shani2; do
    echo "kernel $kernel, emulated"
    COINJECTURE_SHA256=$kernel "${CARGO_TARGET_DIR:-target}/emulated/release/emulated-vectors" run $short
done

if runner -- run --plant odd-node $vectors >/dev/null 2>&1; then
    echo "test.sh: the planted odd-node rule was not found" >&2
    exit 1
fi
echo "canary: the planted odd-node rule was found"
