"""Picks the backend of a program from its flag and the environment."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import InternalError, InvalidInput
from .interface import Backend

VARIABLE = "COINJECTURE_USE_RUST"
KNOWN = (VARIABLE, "COINJECTURE_SHA256")

# As Go's strconv.ParseBool.
TRUE = {"1", "t", "T", "TRUE", "true", "True"}
FALSE = {"0", "f", "F", "FALSE", "false", "False"}


@dataclass(slots=True, frozen=True)
class Choice:
    """A backend, what decided (``flag``, ``environment`` or ``default``), and what to log."""

    backend: Backend
    reason: str
    notices: tuple[str, ...] = ()


def choose(flag: str | None = None, environment: Mapping[str, str] | None = None) -> Choice:
    """The backend that the flag names, else the one that COINJECTURE_USE_RUST wishes for.

    A flag is an order: a backend that cannot be used raises. The environment is a wish: ``python``
    takes the place of a core that cannot be used, and a notice says why. Variables that look like
    ours and are not read are named in a notice.
    """
    from . import backend

    environment = os.environ if environment is None else environment
    notices = tuple(_strangers(environment))
    if flag is not None:
        return Choice(backend(flag), "flag", notices)
    text = environment.get(VARIABLE, "")
    if not text:
        return Choice(backend("python"), "default", notices)
    if text not in TRUE | FALSE:
        raise InvalidInput(f"environment {VARIABLE}: {text!r} is not a boolean; set it to 1 or 0")
    if text in FALSE:
        return Choice(backend("python"), "environment", notices)
    try:
        return Choice(backend("rust"), "environment", notices)
    except InternalError as error:
        notice = f"backend rust cannot be used, backend python takes its place: {error}"
        return Choice(backend("python"), "environment", (*notices, notice))


def _strangers(environment: Mapping[str, str]) -> list[str]:
    notices = []
    for name in sorted(environment):
        if name.startswith("COINJECTURE_") and name not in KNOWN:
            near = difflib.get_close_matches(name, KNOWN, n=1, cutoff=0.85)
            cure = f"did you mean {near[0]}?" if near else f"there are {' and '.join(KNOWN)}"
            notices.append(f"environment {name} is not read; {cure}")
    return notices
