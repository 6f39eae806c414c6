"""``python -m coinjecture``: the JSON Lines door and the vector runner."""

import argparse
import sys
from pathlib import Path

from . import BACKENDS, backend, vectors
from .door import Door, serve
from .errors import CoinjectureError


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="coinjecture", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    answer = commands.add_parser("eval", help="answers one JSON request per line of stdin")
    test = commands.add_parser("vectors", help="runs vector files").add_subparsers(
        dest="action", required=True
    )
    run = test.add_parser("run", help="prints read, run and passed; status 1 unless all are equal")
    run.add_argument("files", nargs="+", type=Path)
    for command in (answer, run):
        command.add_argument("--backend", choices=BACKENDS, default="python")
        command.add_argument(
            "--plant", choices=["odd-node"], help="computes with a wrong rule, to be found"
        )
    return parser


def main() -> int:
    """Runs the command and returns the exit status."""
    arguments = _parser().parse_args()
    # A request may nest as deeply as in the other languages, which take ten thousand levels.
    sys.setrecursionlimit(11_000)
    try:
        door = Door(backend(arguments.backend), arguments.plant)
        if arguments.command == "eval":
            serve(door, sys.stdin.buffer, sys.stdout.buffer)
            return 0
    except (CoinjectureError, OSError) as error:
        print(f"coinjecture: {error}", file=sys.stderr)
        return 1
    report = vectors.run(door, arguments.files)
    for failure in report.failures:
        print(failure, file=sys.stderr)
    print(
        f"python ({arguments.backend}): {report.read} read, {report.run} run, "
        f"{report.passed} passed"
    )
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
