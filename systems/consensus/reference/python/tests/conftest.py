"""Both backends for every test that asks for ``core``."""

from pathlib import Path

import pytest

import coinjecture

VECTORS = Path(__file__).resolve().parents[3] / "vectors"


@pytest.fixture(params=coinjecture.BACKENDS, scope="session")
def core(request):
    return coinjecture.backend(request.param)


@pytest.fixture(scope="session")
def vector_files():
    files = sorted(VECTORS.glob("*.json"))
    assert files, f"no vector files in {VECTORS}"
    return files
