#!/usr/bin/env python3
"""Asks the C program the raw request lines, waits for answers, and checks its exit status."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = sys.argv[1]
VECTORS = Path(__file__).resolve().parents[3] / "vectors"
LINES = VECTORS / "lines" / "lines.json"
SCHEMA = VECTORS / "schema" / "vectors.schema.json"


def ask(data: bytes, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, *arguments], input=data, capture_output=True, timeout=120)


def check(what: str, good: bool) -> None:
    if not good:
        sys.exit(f"{PROGRAM}: {what}")


def raw_lines() -> int:
    cases = json.loads(LINES.read_text())
    lines = [case["line"].encode() if "line" in case else bytes.fromhex(case["line_hex"]) for case in cases]
    done = ask(b"\n".join(lines))
    check("a bad line ends the run", done.returncode == 0 and not done.stderr)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    expected = [case["expected"] for case in cases if case["expected"] is not None]
    check(f"{len(answers)} answers to {len(expected)} lines", len(answers) == len(expected) > 50)
    for answer, want in zip(answers, expected):
        check(f"got {answer}, want {want}", {key: answer.get(key) for key in want} == want)
        check(f"got id {answer['id']!r}", type(answer["id"]) is type(want["id"]))
    return len(answers)


def asks_and_waits() -> None:
    with subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for number in range(3):
            process.stdin.write(b'{"op":"sha256","id":%d,"data":"616263"}\r\n \t\n' % number)
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            check(f"got {answer}", answer["id"] == number and answer["value"].startswith("ba7816bf"))
        process.stdin.close()
        check("the status is not 0", process.wait(timeout=60) == 0)


def long_lines() -> None:
    long, head = 128 << 20, b'{"op":"sha256","data":"'
    for length, code in ((long, 0), (long + 1, 1)):
        data = (b"0" * (length - len(head) - 2)).ljust(length - len(head) - 2, b"0")
        if code == 0 and len(data) % 2:
            data, head = data[:-1], head.replace(b":", b": ", 1)
        done = ask(head + data + b'"}\n{"op":"sha256","data":""}\n')
        codes = [json.loads(line)["code"] for line in done.stdout.splitlines()]
        check(f"{length} bytes: codes {codes}", codes == [code, 0])
    many = b",".join(b'"%d":0' % n for n in range(100_000))
    for last, code in ((b"", 1), (b',"7":0', 1)):
        done = ask(b'{"op":"sha256","data":"",' + many + last + b"}")
        check("many keys", json.loads(done.stdout)["code"] == code)
    deep = ask(b'{"op":"sha256","data":' + b"[" * 1_000_000 + b"}\n{}")
    check("deep nesting", [json.loads(line)["code"] for line in deep.stdout.splitlines()] == [1, 1])


def lists() -> None:
    """The operations and codes are those that all implementations must have."""
    listed = json.loads(SCHEMA.read_text())["$defs"]
    want = [f"operation {name}" for name in listed["operation"]["enum"]]
    want += [f"code {code['const']} {code['title']}" for code in listed["code"]["oneOf"]]
    got = ask(b"", "--lists").stdout.decode().splitlines()
    check(f"got the lists {got}, want {want}", got == want)


count = raw_lines()
lists()
asks_and_waits()
if PROGRAM.endswith("_gcc"):
    long_lines()
check("wrong usage", ask(b"", "--fast").returncode == 2)
check("version", ask(b"", "--version").stdout.startswith(b"eval "))
print(f"{PROGRAM}: {count} raw lines answered as they must be")
