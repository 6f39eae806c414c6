"""The chain as an application of the engine (ABCI 2.0)."""

import json
import sys
import threading
import time
from dataclasses import dataclass, field

from ..interface import Backend
from . import chain
from .chain import Refusal, Rules, State
from .protobuf import types_pb2
from .store import Store

ACCEPT, REJECT = 1, 2


class Diverged(Exception):
    """The network decided a block that this node computes otherwise."""


@dataclass
class Counts:
    """What ``/metrics`` shows."""

    refused: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("shape", "header", "hash", "transaction", "limit"), 0
        )
    )
    diverged: int = 0
    blocks: int = 0
    block_seconds: float = 0.0
    checks: int = 0
    check_seconds: float = 0.0


class Application:
    """Answers the engine's requests. One lock: the engine has four connections."""

    def __init__(self, core: Backend, rules: Rules, store: Store, name: str) -> None:
        state = store.state()
        if state is not None and (difference := state.rules.differ(rules)):
            raise ValueError(
                f"rules: in the stored chain {difference} as configured; "
                "set consensus.rules to those of the chain"
            )
        self.core, self.rules, self.store, self.name = core, rules, store, name
        self.state = state or State("", rules, bytes(32))
        self.counts = Counts()
        self.last = time.monotonic()
        self.fatal: Exception | None = None
        self._pending: tuple[chain.Block, State] | None = None
        self._lock = threading.Lock()

    def answer(self, request: types_pb2.Request) -> types_pb2.Response:
        """The response to a request; an exception becomes one that stops the engine."""
        kind = request.WhichOneof("value")
        response = types_pb2.Response()
        getattr(response, kind).SetInParent()
        try:
            with self._lock:
                handle = getattr(self, f"_{kind}", None)
                if handle is not None:
                    handle(getattr(request, kind), getattr(response, kind))
        except Exception as error:
            # Whatever it is, a validator that cannot answer has to stop and say why.
            self.fatal = self.fatal or error
            self.log("error", f"{kind} failed", cause=error)
            response = types_pb2.Response()
            response.exception.error = f"{type(error).__name__}: {error}"
        return response

    def log(self, level: str, message: str, **pairs: object) -> None:
        """A line on stderr, with who hashes."""
        about = {"node": self.name, "backend": f"python:{self.core.name}", "kernel": self.core.kernel}
        text = " ".join(f"{key}={json.dumps(str(value))}" for key, value in {**about, **pairs}.items())
        print(f"level={level} msg={json.dumps(message)} {text}", file=sys.stderr, flush=True)

    def _echo(self, request, response) -> None:
        response.message = request.message

    def _info(self, _, response) -> None:
        response.data = "coinjecture"
        response.version = self.core.version
        response.last_block_height = self.state.number
        if self.state.number:
            response.last_block_app_hash = self.state.hash

    def _init_chain(self, request, _) -> None:
        genesis = json.loads(request.app_state_bytes)
        rules = Rules(**genesis["rules"])
        if difference := rules.differ(self.rules):
            raise ValueError(
                f"rules: in the genesis file {difference} as configured; "
                "set consensus.rules to those of the chain"
            )
        if request.initial_height != 1:
            raise ValueError(f"genesis: initial_height is {request.initial_height}, must be 1")
        admin = bytes.fromhex(genesis["admin"])
        if len(admin) != 32:
            raise ValueError("genesis: admin is not a public key")
        validators = tuple((v.pub_key.ed25519, v.power) for v in request.validators)
        state = State(request.chain_id, rules, admin, validators=validators)
        self.store.begin(state)
        self.state = state

    def _check_tx(self, request, response) -> None:
        try:
            chain.check_transaction(self.core, self.state, request.tx)
        except chain.InvalidTransaction as error:
            response.code, response.log = 3, f"invalid transaction: {error}"

    def _prepare_proposal(self, request, response) -> None:
        txs = _fitting(request.txs, request.max_tx_bytes)
        block, _ = chain.build(
            self.core, self.state, request.time.seconds, request.proposer_address, txs
        )
        response.txs.extend([block.wire(), *block.transactions])

    def _process_proposal(self, request, response) -> None:
        try:
            self._check(request)
            response.status = ACCEPT
        except Refusal as refusal:
            self.counts.refused[refusal.cause] += 1
            self.log("error", "proposal refused", proposer=request.proposer_address.hex(), cause=refusal)
            response.status = REJECT

    def _check(self, request) -> tuple[chain.Block, State]:
        start = time.monotonic()
        wire, txs = (request.txs[0], list(request.txs[1:])) if request.txs else (b"", [])
        try:
            return chain.check(
                self.core, self.state, request.time.seconds, request.proposer_address, wire, txs
            )
        finally:
            self.counts.checks += 1
            self.counts.check_seconds += time.monotonic() - start

    def _finalize_block(self, request, response) -> None:
        if request.height != self.state.number + 1:
            raise ValueError(
                f"the engine decides block {request.height} and the application is at "
                f"{self.state.number}; roll one of them back"
            )
        try:
            block, following = self._check(request)
        except Refusal as refusal:
            self.counts.diverged += 1
            raise Diverged(
                f"this node computes another block than the network decided: {refusal}; "
                "start the node with another backend"
            ) from refusal
        self._pending = block, following
        response.app_hash = block.hash
        for _ in request.txs:
            response.tx_results.add()
        old, now = dict(self.state.validators), dict(following.validators)
        for key in now.keys() | old.keys():
            if old.get(key) != now.get(key):
                update = response.validator_updates.add()
                update.pub_key.ed25519 = key
                update.power = now.get(key, 0)

    def _commit(self, _, __) -> None:
        block, state = self._pending
        self.store.append(state, block, f"python:{self.core.name}", self.core.kernel)
        self.state, self._pending = state, None
        now = time.monotonic()
        self.counts.blocks += 1
        self.counts.block_seconds += now - self.last
        self.last = now


def _fitting(txs: list[bytes], room: int) -> list[bytes]:
    """The first transactions that fit beside transaction 0; each costs up to six bytes more."""
    room -= chain.WIRE_SIZE + 6
    taken = []
    for tx in txs:
        room -= len(tx) + 6
        if room < 0:
            break
        taken.append(tx)
    return taken
