"""The JSON Lines protocol: one request object in, one answer object out.

Both backends use it, so that a difference between them shows in the answers.
"""

import json
from collections.abc import Callable
from io import BufferedIOBase

from . import strictjson, types
from .errors import CoinjectureError, InvalidInput
from .types import HeaderGo208, HeaderV1, Problem, ProofEntry, Solution, Transaction

LONGEST_LINE = 128 << 20


class Inputs:
    """The inputs of a request; each is taken by name and kind, and nothing may be left."""

    def __init__(self, values: dict) -> None:
        self.values = dict(values)

    def take(self, name: str) -> object:
        if name not in self.values:
            raise InvalidInput(f"{name}: missing; every input is required")
        return self.values.pop(name)

    def end(self) -> None:
        for name in self.values:
            raise InvalidInput(f"{name}: this operation has no such input")

    def integer(self, name: str) -> int:
        return _integer(name, self.take(name))

    def hex(self, name: str) -> bytes:
        return _hex(name, self.take(name))

    def text(self, name: str) -> str:
        value = self.take(name)
        if type(value) is not str:
            raise InvalidInput(f"{name}: not a string")
        return value

    def items(self, name: str, read: Callable) -> list:
        value = self.take(name)
        if not isinstance(value, list):
            raise InvalidInput(f"{name}: not an array")
        return [read(name, item) for item in value]

    def integers(self, name: str) -> list[int]:
        return self.items(name, _integer)

    def tier(self) -> str | int:
        value = self.take("tier")
        if isinstance(value, strictjson.Number):
            return _integer("tier", value)
        if not isinstance(value, str):
            raise InvalidInput("tier: neither a name nor a number")
        return value


def _integer(name: str, value: object) -> int:
    number = strictjson.integer(value)
    if number is None:
        raise InvalidInput(f"{name}: not an integer")
    return number


def _hex(name: str, value: object) -> bytes:
    if type(value) is not str or len(value) % 2 or value.strip("0123456789abcdef"):
        raise InvalidInput(f"{name}: not lowercase hex digits, two a byte")
    try:
        return bytes.fromhex(value)
    except ValueError:
        raise InvalidInput(f"{name}: not lowercase hex digits, two a byte") from None


def _proof_entry(name: str, value: object) -> ProofEntry:
    if not isinstance(value, dict):
        raise InvalidInput(f"{name}: an entry is not an object")
    entry = Inputs(value)
    sibling = entry.hex("sibling")
    is_right = entry.take("is_right")
    entry.end()
    if type(is_right) is not bool:
        raise InvalidInput("is_right: not a boolean")
    return ProofEntry(sibling, is_right)


HASHES = {
    "parent_hash", "merkle_root", "miner_address", "commitment", "parent", "state_root", "tx_root",
    "validator", "extra", "from", "to", "signature", "data", "extra_data",
}  # fmt: skip


def _read_record(inputs: Inputs, kind: type, without: tuple[str, ...] = ()) -> object:
    """A header or transaction: every field is an input of its name."""
    values = {}
    for slot in kind.__slots__:
        name = slot.rstrip("_")
        if name in without:
            continue
        if name in HASHES:
            values[slot] = inputs.hex(name)
        elif name == "tx_type":
            values[slot] = inputs.text(name)
        else:
            values[slot] = inputs.integer(name)
    inputs.end()
    return kind(**values)


def _record_json(record: object) -> dict:
    answer = {}
    for slot in record.__slots__:
        value = getattr(record, slot)
        answer[slot.rstrip("_")] = value.hex() if isinstance(value, bytes) else value
    return answer


class Evaluator:
    """Answers requests with one backend, perhaps with a planted fault."""

    def __init__(self, backend: object, plant: str | None = None) -> None:
        self.backend = backend
        self.plant = plant

    def operation(self, op: str, values: dict) -> object:
        """Carries out one operation; KeyError when there is none of that name."""
        return self.OPERATIONS[op](self, Inputs(values))

    def answer(self, line: bytes) -> str:
        """The answer line for one request line."""
        try:
            request = strictjson.loads(line)
            if not isinstance(request, dict):
                raise InvalidInput("a request is one JSON object")
            request_id = _request_id(request.pop("id", None))
        except (strictjson.NotJson, InvalidInput) as error:
            return _refusal(None, 1, error)
        try:
            op = request.pop("op", None)
            if type(op) is not str or op not in self.OPERATIONS:
                raise InvalidInput("op: missing or unknown")
            value = self.operation(op, request)
        except CoinjectureError as error:
            return _refusal(request_id, error.code, error)
        except MemoryError as error:
            return _refusal(request_id, 2, error)
        return _line({"id": request_id, "ok": True, "code": 0, "value": value})

    def rule(self, inputs: Inputs) -> tuple[str, str]:
        """The rule that was asked for and the one that is computed."""
        asked = inputs.text("rule")
        if asked not in types.RULES:
            raise InvalidInput(f"rule: not one of {', '.join(types.RULES)}")
        wrong = {"promote": "duplicate", "duplicate": "promote"}
        return asked, wrong.get(asked, asked) if self.plant == "odd-node" else asked

    def _sha256(self, inputs: Inputs) -> object:
        data = inputs.hex("data")
        inputs.end()
        return self.backend.sha256(data).hex()

    def _merkle_root(self, inputs: Inputs) -> object:
        _, rule = self.rule(inputs)
        leaves = inputs.items("leaves", _hex)
        inputs.end()
        return self.backend.merkle_root(rule, leaves).hex()

    def _merkle_proof(self, inputs: Inputs) -> object:
        _, rule = self.rule(inputs)
        leaves = inputs.items("leaves", _hex)
        index = inputs.integer("index")
        inputs.end()
        proof = self.backend.merkle_proof(rule, leaves, index)
        entries = [{"sibling": e.sibling.hex(), "is_right": e.is_right} for e in proof.entries]
        return {"root": proof.root.hex(), "leaf_count": proof.leaf_count, "proof": entries}

    def _merkle_verify(self, inputs: Inputs) -> object:
        _, rule = self.rule(inputs)
        leaf = inputs.hex("leaf")
        index = inputs.integer("index")
        leaf_count = inputs.integer("leaf_count")
        proof = inputs.items("proof", _proof_entry)
        root = inputs.hex("root")
        inputs.end()
        return self.backend.merkle_verify(rule, leaf, index, leaf_count, proof, root)

    def _header_v1(self, inputs: Inputs) -> object:
        header = _read_record(inputs, HeaderV1)
        encoded = self.backend.header_v1_encode(header)
        return {"encoded": encoded.hex(), "hash": self.backend.header_v1_hash(header).hex()}

    def _header_go208(self, inputs: Inputs) -> object:
        header = _read_record(inputs, HeaderGo208)
        encoded = self.backend.header_go208_encode(header)
        return {"encoded": encoded.hex(), "hash": self.backend.header_go208_hash(header).hex()}

    def _tx_hash(self, inputs: Inputs) -> object:
        return self.backend.tx_hash(_read_record(inputs, Transaction)).hex()

    def _tx_signing_message(self, inputs: Inputs) -> object:
        tx = _read_record(inputs, Transaction, without=("signature",))
        return self.backend.tx_signing_message(tx).hex()

    def _problem_hash(self, inputs: Inputs) -> object:
        problem = Problem(
            problem_type=inputs.text("problem_type"),
            tier=inputs.tier(),
            elements=inputs.integers("elements"),
            target=inputs.integer("target"),
            timestamp=inputs.integer("timestamp"),
        )
        inputs.end()
        return self.backend.problem_hash(problem).hex()

    def _solution_hash(self, inputs: Inputs) -> object:
        solution = Solution(inputs.integers("indices"), inputs.integer("timestamp"))
        inputs.end()
        return self.backend.solution_hash(solution).hex()

    def _subset_sum_verify(self, inputs: Inputs) -> object:
        tier = inputs.tier()
        elements = inputs.integers("elements")
        target = inputs.integer("target")
        indices = inputs.integers("indices")
        max_ops = inputs.integer("max_ops")
        max_memory = inputs.integer("max_memory")
        inputs.end()
        return self.backend.subset_sum_verify(
            tier, elements, target, indices, max_ops, max_memory
        )

    def _epoch_salt(self, inputs: Inputs) -> object:
        parent, index = inputs.hex("parent"), inputs.integer("index")
        inputs.end()
        return self.backend.epoch_salt(parent, index).hex()

    def _miner_salt(self, inputs: Inputs) -> object:
        key, epoch_salt = inputs.hex("key"), inputs.hex("epoch_salt")
        parent, index = inputs.hex("parent"), inputs.integer("index")
        inputs.end()
        return self.backend.miner_salt(key, epoch_salt, parent, index).hex()

    def _commitment(self, inputs: Inputs) -> object:
        names = ("epoch_salt", "problem_hash", "solution_hash", "miner_salt")
        parts = [inputs.hex(name) for name in names]
        inputs.end()
        return self.backend.commitment(*parts).hex()

    def _escrow_id(self, inputs: Inputs) -> object:
        submitter, problem_hash = inputs.hex("submitter"), inputs.hex("problem_hash")
        block = inputs.integer("block")
        inputs.end()
        return self.backend.escrow_id(submitter, problem_hash, block).hex()

    def _address(self, inputs: Inputs) -> object:
        pubkey = inputs.hex("pubkey")
        inputs.end()
        return self.backend.address(pubkey).hex()

    def _ed25519_verify(self, inputs: Inputs) -> object:
        public_key, message = inputs.hex("public_key"), inputs.hex("message")
        signature = inputs.hex("signature")
        inputs.end()
        return self.backend.ed25519_verify(public_key, message, signature)

    def _msgpack_decode_strict(self, inputs: Inputs) -> object:
        kind, data = inputs.text("type"), inputs.hex("data")
        inputs.end()
        return _record_json(self.backend.msgpack_decode_strict(kind, data))

    OPERATIONS = {
        "sha256": _sha256,
        "merkle_root": _merkle_root,
        "merkle_proof": _merkle_proof,
        "merkle_verify": _merkle_verify,
        "header_v1": _header_v1,
        "header_go208": _header_go208,
        "tx_hash": _tx_hash,
        "tx_signing_message": _tx_signing_message,
        "problem_hash": _problem_hash,
        "solution_hash": _solution_hash,
        "subset_sum_verify": _subset_sum_verify,
        "epoch_salt": _epoch_salt,
        "miner_salt": _miner_salt,
        "commitment": _commitment,
        "escrow_id": _escrow_id,
        "address": _address,
        "ed25519_verify": _ed25519_verify,
        "msgpack_decode_strict": _msgpack_decode_strict,
    }


def _request_id(value: object) -> str | int | None:
    if isinstance(value, strictjson.Number):
        number = strictjson.integer(value)
        if number is not None and -(2**63) <= number < 2**64:
            return number
    elif value is None or isinstance(value, str):
        return value
    raise InvalidInput("id: neither a string nor an integer from -2^63 to 2^64-1")


def _line(answer: dict) -> str:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _refusal(request_id: str | int | None, code: int, error: Exception) -> str:
    text = str(error) or type(error).__name__
    return _line({"id": request_id, "ok": False, "code": code, "error": text})


def serve(evaluator: Evaluator, source: BufferedIOBase, sink: BufferedIOBase) -> None:
    """Answers every request line of ``source`` on ``sink``, in order.

    ``source`` reads what is there (``read1``); answers are flushed before more is read, so that a
    caller may ask, wait for the answer, and ask again.
    """
    waiting = bytearray()
    while chunk := source.read1(1 << 16):
        # Looking for the end only in what is new keeps long lines linear.
        searched = len(waiting)
        waiting += chunk
        start = 0
        while (end := waiting.find(b"\n", max(start, searched))) >= 0:
            _answer_line(evaluator, bytes(waiting[start:end]), sink)
            start = end + 1
        del waiting[:start]
        sink.flush()
    if waiting:
        _answer_line(evaluator, bytes(waiting), sink)
        sink.flush()


def _answer_line(evaluator: Evaluator, line: bytes, sink: BufferedIOBase) -> None:
    line = line.removesuffix(b"\r")
    if not line.strip(b" \t"):
        return
    if len(line) > LONGEST_LINE:
        answer = _refusal(None, 1, InvalidInput("the line is longer than 128 MiB"))
    else:
        answer = evaluator.answer(line)
    sink.write(answer.encode() + b"\n")
