"""The daemon under attack: the short form of the soak, and faults planted in it that must make it fail."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

SYSTEM = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def soak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("soak") / "soak"
    subprocess.run(["go", "build", "-o", str(program), "./e2e/soak"], cwd=SYSTEM / "go", check=True)
    return program


def run(program: Path, *options: str) -> subprocess.CompletedProcess:
    command = [str(program), "--short", "--json", *options]
    return subprocess.run(command, cwd=SYSTEM / "go", capture_output=True, text=True, timeout=600, check=False)


def test_everybody_attacks_and_honest_readers_miss_nothing(soak: Path) -> None:
    result = run(soak)
    assert result.returncode == 0, result.stdout + result.stderr
    report = json.loads(result.stdout)
    assert report["failures"] == []
    assert report["segments_compared"] > 100 and len(report["canaries"]) == 2
    attacks = {row["attack"]: row for row in report["rows"]}
    assert {"idle", "slow", "unread", "resets", "upstream: reason", "upstream: crafted", "all at once"} <= set(attacks)
    assert all(row["count"] > 0 for row in attacks.values())
    assert 0 < report["crafted_ratio"] <= 3


@pytest.mark.parametrize(("plant", "sign"), [("miss", "reader 4 "), ("leak", "not released: ")])
def test_a_planted_fault_is_found(soak: Path, plant: str, sign: str) -> None:
    result = run(soak, "--plant", plant)
    assert result.returncode == 1, result.stdout + result.stderr
    assert any(sign in failure for failure in json.loads(result.stdout)["failures"]), result.stdout
