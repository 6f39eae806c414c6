"""The names of coinjecture-core 4, the version, the kernels, and the choice of a backend."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import coinjecture
import coinjecture._core as rust
from coinjecture import InvalidInput, choose, errors
from coinjecture.jsonl import Evaluator

ROOT = Path(__file__).resolve().parents[3]
HEADER = {
    "codec_version": 1,
    "block_index": 0,
    "timestamp": 1704067200,
    "parent_hash": bytes(32),
    "merkle_root": bytes(32),
    "miner_address": bytes(32),
    "commitment": bytes(32),
    "difficulty_target": 100,
    "nonce": 0,
    "extra_data": b"",
}
PROBLEM = {
    "problem_type": "SubsetSum",
    "tier": "Mobile",
    "elements": [1, 2, 3, 4, 5, 6, 7, 8],
    "target": 3,
    "timestamp": 0,
}
SOLUTION = {"indices": [0, 1], "timestamp": 0}
BUDGET = {"max_ops": 4, "max_duration_ms": 0, "max_memory_bytes": 16}


def test_issue_seed_names_hash_alike():
    assert rust.sha256_hash(b"hello world") == hashlib.sha256(b"hello world").digest()
    reference = coinjecture.backend("python")
    leaves = [bytes([i]) * 32 for i in range(5)]
    assert rust.compute_merkle_root([]) == bytes(32)
    assert rust.compute_merkle_root(leaves) == reference.merkle_root("promote", leaves)
    genesis = "9e28bebb26c909a59795061a5e1f71abfe29874a4e8e7afedfba453cf87285dc"
    assert rust.compute_header_hash(HEADER).hex() == genesis
    assert rust.compute_header_hash(coinjecture.HeaderV1(**HEADER)).hex() == genesis
    assert rust.verify_subset_sum(PROBLEM, SOLUTION, BUDGET) is True
    assert rust.verify_subset_sum({**PROBLEM, "target": 4}, SOLUTION, BUDGET) is False
    assert rust.verify_subset_sum(PROBLEM, SOLUTION, {**BUDGET, "max_ops": 3}) is False
    for name in ("compute_merkle_root", "compute_header_hash", "verify_subset_sum"):
        assert getattr(rust, f"{name}_py") is getattr(rust, name)
    assert rust.CODEC_VERSION == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: rust.sha256_hash("text"),
        lambda: rust.compute_merkle_root([bytes(31)]),
        lambda: rust.compute_header_hash({**HEADER, "codec_version": 257}),
        lambda: rust.compute_header_hash({k: v for k, v in HEADER.items() if k != "nonce"}),
        lambda: rust.compute_header_hash({**HEADER, "nounce": 1}),
        lambda: rust.compute_header_hash({**HEADER, 1: 1}),
        lambda: rust.compute_header_hash([]),
        lambda: rust.verify_subset_sum({**PROBLEM, "tier": 5}, SOLUTION, BUDGET),
        lambda: rust.verify_subset_sum({**PROBLEM, "problem_type": "TSP"}, SOLUTION, BUDGET),
        lambda: rust.verify_subset_sum(PROBLEM, {"indices": [0]}, BUDGET),
        lambda: rust.verify_subset_sum(PROBLEM, SOLUTION, {**BUDGET, "max_ops": -1}),
        lambda: rust.verify_subset_sum(PROBLEM, SOLUTION, None),
    ],
)
def test_seed_names_refuse_what_is_wrong(call):
    with pytest.raises(InvalidInput):
        call()


def schema_list(name):
    schema = json.loads((ROOT / "vectors/schema/vectors.schema.json").read_text())
    return schema["$defs"][name]


def test_issue_one_list_of_operations():
    assert list(Evaluator.OPERATIONS) == schema_list("operation")["enum"]


def test_issue_one_list_of_codes():
    listed = {code["const"]: code["title"].replace("_", "") for code in schema_list("code")["oneOf"]}
    assert listed.pop(0) == "OK"
    ours = {
        code: error.__name__.removesuffix("Error").upper() for code, error in errors.BY_CODE.items()
    }
    assert ours == listed


def test_issue_versions_agree():
    cargo = re.search(r'^version = "(.*)"$', (ROOT / "Cargo.toml").read_text(), re.M)[1]
    assert coinjecture.__version__ == rust.__version__ == cargo
    command = [sys.executable, "-m", "coinjecture", "--version"]
    assert subprocess.check_output(command, text=True) == f"coinjecture {cargo}\n"


def kernels():
    """The names that the core lists for whoever asks for a kernel that it does not have."""
    command = [sys.executable, "-c", "import coinjecture; coinjecture.backend('rust')"]
    environment = {**os.environ, "COINJECTURE_SHA256": "?"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return set(re.search(r"the kernels are ([a-z0-9 ]+)", done.stderr)[1].split())


def test_issue_kernel_auto_names_what_it_chose(core):
    assert core.version == coinjecture.__version__
    if core.name == "python":
        assert core.kernel == "hashlib"
        return
    assert {core.kernel_single, core.kernel_tree} <= kernels() - {"auto"} | {"avx2-bmi2"}
    assert core.kernel in (core.kernel_single, f"{core.kernel_single}+{core.kernel_tree}")
    assert rust.kernel() == core.kernel


def test_choice():
    assert (choose(environment={}).backend.name, choose(environment={}).reason) == (
        "python",
        "default",
    )
    wish = choose(environment={"COINJECTURE_USE_RUST": "1"})
    assert (wish.backend.name, wish.reason, wish.notices) == ("rust", "environment", ())
    assert choose("python", {"COINJECTURE_USE_RUST": "1"}).backend.name == "python"
    assert choose(environment={"COINJECTURE_USE_RUST": "false"}).backend.name == "python"
    with pytest.raises(InvalidInput, match="COINJECTURE_USE_RUST"):
        choose(environment={"COINJECTURE_USE_RUST": "yes"})


def test_issue_misspelt_variable_is_named():
    names = {"COINJECTURE_USE_RUTS": "1", "COINJECTURE_ELSE": "", "HOME": "/"}
    assert choose(environment=names).notices == (
        "environment COINJECTURE_ELSE is not read; "
        "there are COINJECTURE_USE_RUST and COINJECTURE_SHA256",
        "environment COINJECTURE_USE_RUTS is not read; did you mean COINJECTURE_USE_RUST?",
    )


@pytest.mark.parametrize(
    "words",
    [["--backend", "rust", "--backend", "rust"], ["--back", "rust"], ["--backend", "go"]],
)
def test_flags_are_strict(words):
    done = subprocess.run(
        [sys.executable, "-m", "coinjecture", "eval", *words], input=b"", capture_output=True
    )
    assert done.returncode == 2
    assert b"backend" in done.stderr or b"--back" in done.stderr


def test_issue_network_b_vectors():
    """The committed file, through the names it was made for and through the reference."""
    file = json.loads((ROOT / "vectors/network_b/network_b_vectors.json").read_text())
    reference = coinjecture.backend("python")
    for vector in file["test_vectors"]:
        data = bytes.fromhex(vector["input"])
        assert rust.sha256_hash(data).hex() == vector["expected_hash"], vector["name"]
        assert hashlib.sha256(data).hexdigest() == vector["expected_hash"], vector["name"]
    for vector in file["merkle_vectors"]:
        leaves = [bytes.fromhex(leaf) for leaf in vector["tx_hashes"]]
        assert rust.compute_merkle_root(leaves).hex() == vector["expected_root"], vector["name"]
        root = reference.merkle_root("promote", leaves)
        assert root.hex() == vector["expected_root"], vector["name"]
    for vector in file["block_header_vectors"]:
        header = {
            key: bytes.fromhex(value) if isinstance(value, str) else value
            for key, value in vector["header"].items()
        }
        assert rust.compute_header_hash(header).hex() == vector["expected_hash"], vector["name"]
        record = coinjecture.HeaderV1(**header)
        assert reference.header_v1_hash(record).hex() == vector["expected_hash"], vector["name"]
    for vector in file["subset_sum_vectors"]:
        parts = vector["problem"], vector["solution"], vector["budget"]
        assert rust.verify_subset_sum(*parts) is vector["valid"], vector["name"]
    assert sum(len(part) for part in file.values() if isinstance(part, list)) >= 50
