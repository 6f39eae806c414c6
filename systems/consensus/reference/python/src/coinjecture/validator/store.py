"""Blocks and states on disk."""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from ..types import HeaderGo208
from .chain import Block, Rules, State


class StoreError(Exception):
    """The database cannot be read or written: it is damaged, in use, or the disk is full."""


@contextlib.contextmanager
def _typed(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, ValueError, KeyError) as error:
        raise StoreError(
            f"{path}: {error}; free space, end other processes, or remove the file and let the "
            "engine send the chain again"
        ) from error


class Store:
    """A database of one validator. What ``append`` has returned from is on disk."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._path = folder / "coinjecture.sqlite"
        with _typed(self._path):
            self._db = sqlite3.connect(self._path, check_same_thread=False)
            # FULL: a commit returns after the file system has the bytes.
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS blocks"
                " (number INTEGER PRIMARY KEY, state TEXT NOT NULL, block TEXT)"
            )
            self._db.commit()

    def close(self) -> None:
        self._db.close()

    def state(self) -> State | None:
        """The state after the last block."""
        with self._lock, _typed(self._path):
            row = self._db.execute(
                "SELECT state FROM blocks ORDER BY number DESC LIMIT 1"
            ).fetchone()
            return _read_state(row[0]) if row else None

    def begin(self, state: State) -> None:
        """Writes the state before block 1."""
        self._write(state, None)

    def append(self, state: State, block: Block, backend: str, kernel: str) -> None:
        """Writes a block and the state after it, both or neither."""
        self._write(state, json.dumps({
            "encoded": block.encoded.hex(), "hash": block.hash.hex(), "backend": backend,
            "kernel": kernel, "transactions": [tx.hex() for tx in block.transactions],
        }))  # fmt: skip

    def _write(self, state: State, block: str | None) -> None:
        with self._lock, _typed(self._path), self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)",
                (state.number, _write_state(state), block),
            )

    def block(self, number: int | None) -> dict | None:
        """Block ``number``, or the last one."""
        query = "SELECT block FROM blocks WHERE block IS NOT NULL "
        with self._lock, _typed(self._path):
            if number is None:
                row = self._db.execute(query + "ORDER BY number DESC LIMIT 1").fetchone()
            elif number < 2**63:
                row = self._db.execute(query + "AND number = ?", (number,)).fetchone()
            else:
                row = None
            return json.loads(row[0]) if row else None

    def rollback(self, to: int) -> None:
        """Removes the blocks after ``to``."""
        with self._lock, _typed(self._path), self._db:
            self._db.execute("DELETE FROM blocks WHERE number > ?", (to,))


def _write_state(state: State) -> str:
    return json.dumps({
        "chain_id": state.chain_id, "rules": vars(state.rules), "admin": state.admin.hex(),
        "number": state.number, "hash": state.hash.hex(), "root": state.root.hex(),
        "updates": state.updates, "validators": [[k.hex(), p] for k, p in state.validators],
    })  # fmt: skip


def _read_state(text: str) -> State:
    value = json.loads(text)
    return State(
        value["chain_id"],
        Rules(**value["rules"]),
        bytes.fromhex(value["admin"]),
        value["number"],
        bytes.fromhex(value["hash"]),
        bytes.fromhex(value["root"]),
        value["updates"],
        tuple((bytes.fromhex(key), power) for key, power in value["validators"]),
    )


def header_of(encoded: bytes) -> HeaderGo208:
    """The header of 208 stored bytes."""
    number = int.from_bytes
    return HeaderGo208(
        number=number(encoded[0:8], "little"),
        parent=encoded[8:40],
        state_root=encoded[40:72],
        tx_root=encoded[72:104],
        timestamp=number(encoded[104:112], "little", signed=True),
        validator=encoded[112:144],
        difficulty=number(encoded[144:152], "little"),
        nonce=number(encoded[152:160], "little"),
        gas_limit=number(encoded[160:168], "little"),
        gas_used=number(encoded[168:176], "little"),
        extra=encoded[176:208],
    )
