"""What a user reads where the compiled core cannot be loaded."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import coinjecture._core
import pytest
from coinjecture.loading import GLIBC, cause

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"

IN_A_SUB_INTERPRETER = """
import sys
import coinjecture
coinjecture.backend("rust")
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
new = interpreters.create("isolated") if sys.version_info >= (3, 13) else interpreters.create()
code = '''
import coinjecture
assert coinjecture.backend("python").sha256(b"").hex().startswith("e3b0c442")
try:
    coinjecture.backend("rust")
except coinjecture.InternalError as error:
    print(error, flush=True)
'''
result = interpreters.run_string(new, code)
if result is not None:
    sys.exit(str(result))
"""


def pythons() -> list[str]:
    """This interpreter and the later ones of this machine that start."""
    found = [sys.executable]
    for name in ("python3.12", "python3.13"):
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0:
            found.append(path)
    return found


@pytest.mark.parametrize("python", pythons())
def test_issue_sub_interpreters_are_told_the_cure(python):
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [python, "-c", IN_A_SUB_INTERPRETER], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "sub-interpreter" in done.stdout and "backend('python')" in done.stdout
    assert "maturin" not in done.stdout


def test_issue_old_python_is_named(tmp_path):
    """The first statement of the package refuses, before anything that old versions cannot read."""
    code = (
        "import sys; sys.version_info = (3, 10, 13)\n"
        "try:\n import coinjecture\nexcept ImportError as error: print(error)"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    told = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert told.startswith("coinjecture requires Python 3.11 or later; this is Python 3.10")


def test_issue_glibc_floor_is_true_and_named():
    library = Path(coinjecture._core.__file__)
    symbols = subprocess.check_output(["readelf", "--dyn-syms", "--wide", library], text=True)
    needed = max(tuple(map(int, v.split("."))) for v in re.findall(r"@GLIBC_([0-9.]+)", symbols))
    assert needed == tuple(map(int, GLIBC.split(".")))
    text = cause(ImportError("/lib/libc.so.6: version `GLIBC_2.34' not found (required by x)"))
    assert GLIBC in text and "backend('python')" in text
    for page in (ROOT / "README.md", ROOT.parents[1] / "README.md"):
        assert f"glibc {GLIBC}" in page.read_text() and "Python 3.11" in page.read_text()


def test_other_causes_keep_the_text_of_the_loader():
    assert "is not built" in cause(ModuleNotFoundError("No module named 'coinjecture._core'"))
    assert "undefined symbol: x" in cause(ImportError("undefined symbol: x"))
