"""The JSON Lines protocol, the vectors, and the wrong rule that the vectors must find."""

import json
import subprocess
import sys

import pytest

import coinjecture
from coinjecture import strictjson, vectors
from coinjecture.jsonl import Evaluator


@pytest.fixture(params=coinjecture.BACKENDS)
def process(request):
    command = [sys.executable, "-m", "coinjecture", "eval", "--backend", request.param]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_all_vectors_pass(core, vector_files):
    report = vectors.run(Evaluator(core), vector_files)
    assert report.good, report.failures[:5]
    assert report.read >= 50


def test_a_wrong_odd_node_rule_is_found(core, vector_files):
    report = vectors.run(Evaluator(core, plant="odd-node"), vector_files)
    assert not report.good
    assert any("merkle" in failure for failure in report.failures)


def test_whatever_cannot_be_run_fails_the_run(core, tmp_path):
    good = {
        "name": "abc",
        "op": "sha256",
        "inputs": {"data": ""},
        "expected": {"code": 1},
        "source": "test",
    }
    bad = [
        {**good, "op": "sha257"},
        {**good, "skip": True},
        {key: value for key, value in good.items() if key != "source"},
        {**good, "expected": {"code": 0}},
        {**good, "expected": {"code": 1, "value": True}},
        {**good, "expected": {"code": 3}},
        {**good, "expected": {"code": 1}, "inputs": {"data": ""}},
    ]
    for number, vector in enumerate([[], *([vector] for vector in bad)]):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(vector))
        assert not vectors.run(Evaluator(core), [path]).good
    good["inputs"] = {"data": "zz"}
    path.write_text(json.dumps([good]))
    assert vectors.run(Evaluator(core), [path]).good
    path.write_text(json.dumps([good, good]))
    assert not vectors.run(Evaluator(core), [path]).good
    assert not vectors.run(Evaluator(core), [tmp_path / "missing.json"]).good


def test_answers_come_before_more_is_asked(process):
    for number in range(3):
        request = {"op": "sha256", "id": number, "data": "616263"}
        process.stdin.write(json.dumps(request).encode() + b"\r\n \t\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert answer["id"] == number
        assert answer["value"].startswith("ba7816bf")


def test_a_bad_line_changes_no_other_answer(process):
    process.stdin.write(
        b"nonsense\n\xff\n[]\n"
        b'{"op":"sha256","op":"sha256","data":""}\n'
        b'{"op":"sha256","id":1.0,"data":""}\n'
        b'{"op":"epoch_salt","id":"a","parent":"' + b"07" * 32 + b'","index":-0}\n'
        b'{"op":"epoch_salt","id":"b","parent":"' + b"07" * 32 + b'","index":"258"}'
    )
    process.stdin.close()
    answers = [json.loads(line) for line in process.stdout.read().splitlines()]
    assert [answer["code"] for answer in answers] == [1, 1, 1, 1, 1, 1, 0]
    assert [answer["id"] for answer in answers] == [None] * 5 + ["a", "b"]
    assert answers[-1]["value"].startswith("e0b19e3a")


@pytest.mark.parametrize(
    "text",
    ["", "NaN", "Infinity", '{"a":1,"a":2}', '"\\ud800"', "[1,]", "01", "1 2", '"\t"', "\ufeff1"],
)
def test_what_is_not_strict_json(text):
    with pytest.raises(strictjson.NotJson):
        strictjson.loads(text.encode())


def test_integers_are_exact():
    value = strictjson.loads(b"[18446744073709551615,1.0,-0,1e3]")
    integers = [strictjson.integer(number) for number in value]
    assert integers == [2**64 - 1, None, None, None]


def test_raw_lines(process, vector_files):
    """Lines that are not vectors: ids, broken JSON, broken UTF-8, deep nesting."""
    cases = json.loads((vector_files[0].parent / "lines" / "lines.json").read_text())
    assert len(cases) > 50
    lines = [
        case["line"].encode() if "line" in case else bytes.fromhex(case["line_hex"])
        for case in cases
    ]
    process.stdin.write(b"\n".join(lines) + b"\n")
    process.stdin.close()
    answers = [json.loads(line) for line in process.stdout.read().splitlines()]
    expected = [case["expected"] for case in cases if case["expected"] is not None]
    assert len(answers) == len(expected)
    for answer, want in zip(answers, expected, strict=True):
        assert {key: answer.get(key) for key in want} == want
        assert type(answer["id"]) is type(want["id"])
