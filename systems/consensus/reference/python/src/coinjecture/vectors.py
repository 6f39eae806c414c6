"""Runs vector files. A vector that cannot be read or run fails the whole run."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from . import strictjson
from .errors import CoinjectureError
from .jsonl import Evaluator

KEYS = {"name", "op", "inputs", "expected", "source"}


@dataclass
class Report:
    """What a run did: good only when the numbers are equal and not 0, and nothing failed."""

    read: int = 0
    run: int = 0
    passed: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return 0 < self.read == self.run == self.passed and not self.failures


def run(evaluator: Evaluator, paths: list[Path]) -> Report:
    """Runs the vectors of all files."""
    report = Report()
    names: set[str] = set()
    for path in paths:
        try:
            vectors = strictjson.loads(path.read_bytes())
        except (OSError, strictjson.NotJson) as error:
            report.failures.append(f"{path}: {error}")
            continue
        if not isinstance(vectors, list):
            report.failures.append(f"{path}: not a JSON array of vectors")
            continue
        for number, vector in enumerate(vectors, 1):
            report.read += 1
            problem = _shape(vector, names) or _check(evaluator, vector, report)
            if problem:
                name = vector.get("name", number) if isinstance(vector, dict) else number
                report.failures.append(f"{path}: {name}: {problem}")
    return report


def _shape(vector: object, names: set[str]) -> str | None:
    """What is wrong with the vector itself."""
    if not isinstance(vector, dict) or set(vector) != KEYS:
        return "not exactly the keys of a vector"
    if not all(type(vector[key]) is str and vector[key] for key in ("name", "op", "source")):
        return "name, op and source must be texts"
    if vector["name"] in names:
        return "another vector has this name"
    names.add(vector["name"])
    expected = vector["expected"]
    if not isinstance(vector["inputs"], dict) or not isinstance(expected, dict):
        return "inputs and expected must be objects"
    code = strictjson.integer(expected.get("code"))
    if code is None or set(expected) != ({"code"} if code else {"code", "value"}):
        return "expected must have a code, and a value exactly when the code is 0"
    return None


def _check(evaluator: Evaluator, vector: dict, report: Report) -> str | None:
    """Runs the vector and says what is wrong with the answer."""
    expected = vector["expected"]
    if vector["op"] not in evaluator.OPERATIONS:
        return f"no operation {vector['op']}"
    try:
        value = evaluator.operation(vector["op"], vector["inputs"])
    except CoinjectureError as error:
        code, answer = error.code, str(error)
    else:
        code, answer = 0, strictjson.loads(json.dumps(value).encode())
    report.run += 1
    if code != int(expected["code"]):
        return f"code {expected['code']} expected, {code} came: {str(answer)[:120]}"
    if code == 0 and not _equal(answer, expected["value"]):
        return f"another value: {str(answer)[:120]}"
    report.passed += 1
    return None


def _equal(a: object, b: object) -> bool:
    """JSON equality with numbers as written; a number is not a text, 1 is not true."""
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_equal(a[key], b[key]) for key in a)
    return a == b
