"""``python -m coinjecture``: the JSON Lines protocol, the vector runner, a validator of the network."""

import argparse
import sys
from pathlib import Path

from . import BACKENDS, __version__, vectors
from .choice import choose
from .errors import CoinjectureError
from .jsonl import Evaluator, serve


class _Once(argparse.Action):
    """A flag that may be given one time."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:
        if getattr(namespace, self.dest) is not None:
            parser.error(f"{option_string} is given a second time")
        setattr(namespace, self.dest, values)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coinjecture", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"coinjecture {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    answer = commands.add_parser("eval", allow_abbrev=False, help="answers one JSON request per line of stdin")
    test = commands.add_parser("vectors", help="runs vector files").add_subparsers(
        dest="action", required=True
    )
    run = test.add_parser("run", allow_abbrev=False, help="prints read, run and passed; status 1 unless all are equal")
    run.add_argument("files", nargs="+", type=Path)
    node = commands.add_parser("validator", allow_abbrev=False, help="runs the application of a validator")
    back = commands.add_parser("rollback", allow_abbrev=False, help="takes a stopped application back to a block")
    for command in (node, back):
        command.add_argument("--config", type=Path, required=True, help="the validator's YAML file")
    back.add_argument("--to", type=int, required=True, help="the last block that stays")
    for command in (answer, run):
        command.add_argument(
            "--backend",
            action=_Once,
            choices=BACKENDS,
            help="default: rust where COINJECTURE_USE_RUST=1 asks for it and it works, else python",
        )
        command.add_argument(
            "--plant", choices=["odd-node"], help="computes with a wrong rule, to be found"
        )
    return parser


def _validator(arguments: argparse.Namespace) -> int:
    """The commands of the network, which need more packages than the others."""
    try:
        from .validator import run
    except ImportError as error:
        print(f"coinjecture: {error}", file=sys.stderr)
        return 1
    try:
        if arguments.command == "rollback":
            return run.rollback(arguments.config, arguments.to)
        return run.run(arguments.config)
    except (CoinjectureError, run.config.ConfigError, run.StoreError, OSError, ValueError) as error:
        print(f"coinjecture: {error}", file=sys.stderr)
        return 1


def main() -> int:
    """Runs the command and returns the exit status."""
    arguments = _parser().parse_args()
    if arguments.command in ("validator", "rollback"):
        return _validator(arguments)
    # A request may nest as deeply as in the other languages, which take ten thousand levels.
    sys.setrecursionlimit(11_000)
    try:
        choice = choose(arguments.backend)
        core = choice.backend
        about = f"backend={core.name} kernel={core.kernel} version={core.version}"
        for notice in choice.notices:
            print(f"coinjecture: {about} {notice}", file=sys.stderr)
        evaluator = Evaluator(core, arguments.plant)
        if arguments.command == "eval":
            serve(evaluator, sys.stdin.buffer, sys.stdout.buffer)
            return 0
    except (CoinjectureError, OSError) as error:
        print(f"coinjecture: {error}", file=sys.stderr)
        return 1
    report = vectors.run(evaluator, arguments.files)
    for failure in report.failures:
        print(failure, file=sys.stderr)
    print(
        f"python ({core.name}, {core.kernel}, {core.version}): {report.read} read, {report.run} run, "
        f"{report.passed} passed"
    )
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
