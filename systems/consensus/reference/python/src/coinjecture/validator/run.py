"""``python -m coinjecture validator`` and ``rollback``."""

import os
import signal
import sys
import threading
from pathlib import Path

import coinjecture

from ..errors import CoinjectureError
from . import config, rest, server
from .application import Application
from .store import Store, StoreError

__all__ = ["StoreError", "config", "rollback", "run"]

DIVERGED = 3
"""The exit status when the application had to stop."""


def run(file: Path) -> int:
    """Serves until a signal, or until the application cannot go on."""
    settings = config.load(file)
    notice = None
    try:
        core = coinjecture.backend("rust" if settings.rust else "python")
    except CoinjectureError as error:
        core, notice = coinjecture.backend("python"), f"{error}; backend python takes its place"
    store = Store(settings.home / "data")
    app = Application(core, settings.rules, store, settings.name)
    if notice:
        app.log("warn", notice)
    listener = server.listen(settings.application)
    interface = rest.server(settings, app)
    threading.Thread(target=interface.serve_forever, daemon=True).start()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=server.serve, args=(listener, app, stop.set), daemon=True).start()
    app.log("info", "running", chain=settings.chain_id, application=settings.application)
    stop.wait()
    if app.fatal:
        app.log("error", "stopping", cause=app.fatal)
        sys.stderr.flush()
        # The engine reads the answer and stops too; threads that wait for it do not matter.
        os._exit(DIVERGED)
    interface.shutdown()
    store.close()
    return 0


def rollback(file: Path, to: int) -> int:
    """Takes the application, which must not run, back to a block."""
    settings = config.load(file)
    store = Store(settings.home / "data")
    store.rollback(to)
    state = store.state()
    print(f"the application is at {state.number if state else 0}")
    store.close()
    return 0
