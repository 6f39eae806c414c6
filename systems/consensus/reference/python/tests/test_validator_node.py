"""The application, its socket and its REST interface, with the engine's part played by hand."""

import hashlib
import json
import socket
import threading
import urllib.error
import urllib.request

import pytest

from coinjecture import backend
from coinjecture.validator import chain, rest
from coinjecture.validator.application import Application
from coinjecture.validator.chain import Rules
from coinjecture.validator.config import Config, ConfigError, load
from coinjecture.validator.protobuf import types_pb2
from coinjecture.validator.server import length_bytes, read_length, serve_connection
from coinjecture.validator.store import Store, StoreError

GOOD = """chain_id: chain-1
validator:
  name: v1
  application: tcp://127.0.0.1:26658
  block_time: 1m30s500ms
api: {listen: "127.0.0.1:0"}
consensus:
  rules: {merkle: promote, header: go208, signature: zip215}
  gate: {enabled: false}
"""
PROPOSER = b"p" * 20


def begin(folder, core=None):
    app = Application(core or backend("python"), Rules(), Store(folder), "v1")
    request = types_pb2.Request()
    request.init_chain.chain_id = "chain-1"
    request.init_chain.initial_height = 1
    request.init_chain.app_state_bytes = json.dumps(
        {"rules": vars(Rules()), "admin": "00" * 32}
    ).encode()
    validator = request.init_chain.validators.add()
    validator.pub_key.ed25519, validator.power = bytes(32), 10
    assert app.answer(request).WhichOneof("value") == "init_chain"
    return app


def ask(app, kind, height=1, txs=()):
    request = types_pb2.Request()
    message = getattr(request, kind)
    message.SetInParent()
    if kind != "commit":
        message.height = height
        message.time.seconds = 1704067200
        message.proposer_address = PROPOSER
        message.txs.extend(txs)
    if kind == "prepare_proposal":
        message.max_tx_bytes = 10_000
    return app.answer(request)


def decide(app, height, txs):
    answer = ask(app, "finalize_block", height, txs)
    assert answer.WhichOneof("value") == "finalize_block", answer
    ask(app, "commit")
    return answer.finalize_block


class Odd:
    """A backend that duplicates the odd node, which the rule promotes."""

    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def merkle_root(self, rule, leaves):
        return self.inner.merkle_root("duplicate", leaves)


def test_blocks(tmp_path, core):
    app = begin(tmp_path, core)
    for height in range(1, 5):
        txs = list(ask(app, "prepare_proposal", height, [b"\x01a", b"\x63", b"\x01b"]).prepare_proposal.txs)
        assert len(txs) == 3 and len(txs[0]) == chain.WIRE_SIZE
        assert ask(app, "process_proposal", height, txs).process_proposal.status == 1
        assert ask(app, "process_proposal", height, txs[::-1]).process_proposal.status == 2
        assert decide(app, height, txs).app_hash == app.state.hash
    assert app.counts.refused == {"shape": 4, "header": 0, "hash": 0, "transaction": 0, "limit": 0}
    again = Application(core, Rules(), Store(tmp_path), "v1")
    assert again.state == app.state
    with pytest.raises(ValueError, match="merkle is promote, not duplicate"):
        Application(core, Rules("duplicate"), Store(tmp_path), "v1")


def test_diverged_application_stops_and_comes_back(tmp_path):
    good, bad = begin(tmp_path / "a"), begin(tmp_path / "b", Odd(backend("python")))
    txs = list(ask(good, "prepare_proposal", 1, [b"\x01a", b"\x01b", b"\x01c"]).prepare_proposal.txs)
    assert ask(bad, "process_proposal", 1, txs).process_proposal.status == 2
    answer = ask(bad, "finalize_block", 1, txs)
    assert "another block than the network decided" in answer.exception.error
    assert bad.fatal is not None and bad.state.number == 0
    mended = Application(backend("python"), Rules(), Store(tmp_path / "b"), "v1")
    assert decide(mended, 1, txs).app_hash == decide(good, 1, txs).app_hash


def test_damaged_data_is_named(tmp_path):
    app = begin(tmp_path)
    for height in range(1, 9):
        txs = list(ask(app, "prepare_proposal", height, [b"\x01a"]).prepare_proposal.txs)
        decide(app, height, txs)
    app.store.close()
    path = tmp_path / "coinjecture.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096])
    with pytest.raises(StoreError, match="coinjecture.sqlite"):
        for number in range(1, 9):
            Store(tmp_path).block(number)
    path.write_bytes(b"x" + whole[1:])
    with pytest.raises(StoreError, match="not a database"):
        Store(tmp_path)


def test_socket_answers_when_it_is_flushed(tmp_path):
    ours, engines = socket.socketpair()
    thread = threading.Thread(target=serve_connection, args=(ours, begin(tmp_path), lambda: None))
    thread.start()
    engines.settimeout(0.2)
    stream = engines.makefile("rwb")
    echo = types_pb2.Request()
    echo.echo.message = "hello"
    stream.write(length_bytes(echo.ByteSize()) + echo.SerializeToString())
    stream.flush()
    with pytest.raises(TimeoutError):
        engines.recv(1)
    flush = types_pb2.Request()
    flush.flush.SetInParent()
    engines.settimeout(10)
    stream = engines.makefile("rwb")
    stream.write(length_bytes(flush.ByteSize()) + flush.SerializeToString())
    stream.flush()
    answers = []
    for _ in range(2):
        answers.append(types_pb2.Response.FromString(stream.read(read_length(stream))))
    assert [a.WhichOneof("value") for a in answers] == ["echo", "flush"]
    assert answers[0].echo.message == "hello"
    engines.close()
    stream.close()
    thread.join(10)
    assert not thread.is_alive()


def test_rest(tmp_path):
    app = begin(tmp_path)
    txs = list(ask(app, "prepare_proposal", 1, [b"\x01a"]).prepare_proposal.txs)
    decide(app, 1, txs)
    path = tmp_path / "config.yaml"
    path.write_text(GOOD)
    server = rest.server(load(path, {}), app)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def get(target, method="GET"):
        request = urllib.request.Request(f"http://127.0.0.1:{server.server_port}{target}", method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    status, body = get("/v1/blocks/1?full=true")
    block = json.loads(body)
    assert status == 200 and block["transactions"] == ["0161"] and block["number"] == 1
    assert hashlib.sha256(bytes.fromhex(block["header"])).hexdigest() == block["block_hash"]
    assert "transactions" not in json.loads(get("/v1/blocks/latest")[1])
    assert json.loads(get("/v1/transactions")[1])["transactions"][0]["bytes"] == 2
    assert json.loads(get("/v1/validators")[1])["validators"][0]["power"] == 10
    assert json.loads(get("/v1/backend")[1])["backend"] == "python:python"
    assert get("/healthz")[0] == 200
    assert b"coinjecture_height 1\n" in get("/metrics")[1]
    for target, status in {
        "/v1/blocks/2": 404, "/v1/blocks/0": 400, "/v1/blocks/x": 400, "/v1/nothing": 404,
        "/v1/transactions?block=9": 404, "/v1/mempool": 503, f"/v1/blocks/{2**63}": 404,
    }.items():  # fmt: skip
        assert get(target)[0] == status, target
    assert get("/v1/backend", "POST")[0] == 405
    app.last -= 1000
    assert get("/healthz")[0] == 503
    server.shutdown()


def test_config(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(GOOD)
    config = load(path, {"COINJECTURE_VALIDATOR_NAME": "other", "COINJECTURE_USE_RUST": "1"})
    assert isinstance(config, Config)
    assert (config.name, config.rust, config.block_time) == ("other", True, 90.5)
    assert config.admin == tmp_path / "admin.sock"
    with pytest.raises(ConfigError, match="no key has this name"):
        load(path, {"COINJECTURE_CHIAN_ID": "x"})
    for old, new, message in (
        ("block_time", "blocktime", "unknown key validator.blocktime"),
        ("enabled: false", "enabled: true", "consensus.gate: a node in Python asks one backend"),
        ("chain_id: chain-1", "chain_id: a\nchain_id: b", "given twice"),
        ("1m30s500ms", "soon", "not a duration"),
        ("tcp://127.0.0.1:26658", "in-process", "listens at tcp"),
        ("promote", "bitcoin", "none of promote"),
        ("  name: v1\n", "", "validator.name: missing"),
    ):
        path.write_text(GOOD.replace(old, new))
        with pytest.raises(ConfigError, match=message):
            load(path, {})
