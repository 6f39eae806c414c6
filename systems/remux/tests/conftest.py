"""Builds what is judged and keeps made streams for the length of a run."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CRATE = HERE.parent / "rust"
sys.path.insert(0, str(HERE))


def target_folder() -> Path:
    """Where cargo puts what it builds for the crate."""
    command = ["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"]
    found = subprocess.run(command, cwd=CRATE, check=True, capture_output=True, text=True).stdout
    return Path(json.loads(found)["target_directory"])


class Remux:
    """The remuxer under judgement: the crate's example, or the command in REMUX_COMMAND (it is given IN and OUT)."""

    def __init__(self, command: list[str], decoder: Path) -> None:
        self.command = command
        self.decoder = decoder

    def __call__(self, source: Path, out: Path, *options: str) -> dict:
        """Remuxes a file that must work; gives the statistics."""
        result = self.run(source, out, *options)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    def run(self, source: Path, out: Path, *options: str) -> subprocess.CompletedProcess:
        command = [*self.command, str(source), str(out), *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="session")
def remux() -> Remux:
    build = ["cargo", "build", "--release", "--locked", "--examples"]
    subprocess.run(build, cwd=CRATE, check=True)
    examples = target_folder() / "release" / "examples"
    own = os.environ.get("REMUX_COMMAND")
    command = shlex.split(own) if own else [str(examples / "remux_file")]
    return Remux(command, examples / "decode_audio")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for streams shared by tests."""
    return tmp_path_factory.mktemp("made")


@pytest.fixture(scope="session")
def remuxed_sample(remux: Remux, made: Path) -> tuple[Path, dict]:
    """The committed sample remuxed with default settings, and the statistics."""
    from judge.media import SAMPLE

    out = made / "sample_out.ts"
    return out, remux(SAMPLE, out)
