"""The REST interface: the same paths and bodies as a Go validator's."""

import contextlib
import hashlib
import http.client
import json
import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from .application import Application
from .config import Config
from .store import header_of

PATHS = (
    "/v1/blocks/latest, /v1/blocks/{number}[?full=true], /v1/backend, /v1/validators, "
    "/v1/transactions[?block=number], /v1/mempool, /v1/shadow/stats, /v1/shadow/divergences, "
    "/healthz, /metrics"
)

_COMPARED = ("compared", "agreed", "diverged", "dropped", "failed", "abstained")
"""What a node that compares two backends counts; this one has one."""


class NotThere(Exception):
    """A status other than 200, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class _AdminConnection(http.client.HTTPConnection):
    """HTTP over the admin socket of the engine's process."""

    def __init__(self, path: Path) -> None:
        super().__init__("admin", timeout=5)
        self._path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Rest:
    """Answers what the application knows."""

    def __init__(self, config: Config, app: Application) -> None:
        self.config, self.app = config, app
        self.limit = max(5 * config.block_time, 10.0)

    def answer(self, target: str) -> tuple[int, object]:
        """Status and body; a str is text, all else JSON."""
        url = urlsplit(target)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        try:
            match url.path.split("/")[1:]:
                case ["v1", "blocks", "latest"]:
                    return 200, self._block(None, query)
                case ["v1", "blocks", number]:
                    return 200, self._block(_number(number), query)
                case ["v1", "transactions"]:
                    return 200, self._transactions(query.get("block"))
                case ["v1", "backend"]:
                    return 200, self._backend()
                case ["v1", "validators"]:
                    return 200, self._validators()
                case ["v1", "mempool"]:
                    return 200, self._mempool()
                case ["v1", "shadow", "stats"]:
                    return 200, {"mode": "off", "with": "", **dict.fromkeys(_COMPARED, 0), "ops": []}
                case ["v1", "shadow", "divergences"]:
                    return 200, {"divergences": []}
                case ["healthz"]:
                    return self._health()
                case ["metrics"]:
                    return 200, self._metrics()
            raise NotThere(404, f"no such path; there are {PATHS}")
        except NotThere as error:
            return error.status, {"error": str(error)}

    def _stored(self, number: int | None) -> dict:
        block = self.app.store.block(number)
        if block is None:
            raise NotThere(404, "no such block")
        return block

    def _block(self, number: int | None, query: dict) -> dict:
        block = self._stored(number)
        header = header_of(bytes.fromhex(block["encoded"]))
        body = {
            "number": header.number,
            "block_hash": block["hash"],
            "parent_hash": header.parent.hex(),
            "state_root": header.state_root.hex(),
            "tx_root": header.tx_root.hex(),
            "tx_count": len(block["transactions"]),
            "timestamp": header.timestamp,
            "validator": header.validator[:20].hex(),
            "backend": block["backend"],
            "kernel": block["kernel"],
            "header": block["encoded"],
        }
        if query.get("full") == "true":
            body["transactions"] = block["transactions"]
        return body

    def _transactions(self, number: str | None) -> dict:
        block = self._stored(None if number is None else _number(number))
        transactions = [bytes.fromhex(tx) for tx in block["transactions"]]
        listed = [
            {"hash": hashlib.sha256(tx).hexdigest(), "kind": tx[0], "bytes": len(tx)}
            for tx in transactions
        ]
        number = header_of(bytes.fromhex(block["encoded"])).number
        return {"block": number, "transactions": listed}

    def _backend(self) -> dict:
        core = self.app.core
        return {
            "name": self.config.name,
            "backend": f"python:{core.name}",
            "kernel": core.kernel,
            "version": core.version,
            "reason": "consensus.use_rust_bindings" if self.config.rust else "default",
            "rules": vars(self.app.state.rules),
            "refused": sum(self.app.counts.refused.values()),
        }

    def _validators(self) -> dict:
        state = self.app.state
        listed = [
            {
                "public_key": key.hex(),
                "address": hashlib.sha256(key).digest()[:20].hex(),
                "power": power,
            }
            for key, power in state.validators
        ]
        return {
            "block": state.number,
            "updates": state.updates,
            "chain_id": state.chain_id,
            "validators": listed,
        }

    def _mempool(self) -> object:
        with contextlib.closing(_AdminConnection(self.config.admin)) as connection:
            try:
                connection.request("GET", "/v1/mempool")
                response = connection.getresponse()
                return json.loads(response.read())
            except (OSError, ValueError, http.client.HTTPException):
                raise NotThere(503, "the engine does not run yet") from None

    def _health(self) -> tuple[int, dict]:
        since = time.monotonic() - self.app.last
        body = {
            "ok": since <= self.limit,
            "height": self.app.state.number,
            "seconds_since_block": since,
            "chain_id": self.config.chain_id,
        }
        if since > self.limit:
            body["error"] = f"no block for {since:.0f} s, the limit is {self.limit:.0f} s"
        return (200 if body["ok"] else 503), body

    def _metrics(self) -> str:
        counts, core = self.app.counts, self.app.core
        about = f'backend="python:{core.name}",kernel="{core.kernel}",version="{core.version}"'
        lines = [
            "# TYPE coinjecture_height gauge",
            f"coinjecture_height {self.app.state.number}",
            "# TYPE coinjecture_backend_info gauge",
            f"coinjecture_backend_info{{{about}}} 1",
            "# TYPE coinjecture_block_seconds summary",
            f"coinjecture_block_seconds_sum {counts.block_seconds}",
            f"coinjecture_block_seconds_count {counts.blocks}",
            "# TYPE coinjecture_op_seconds summary",
            f'coinjecture_op_seconds_sum{{op="check"}} {counts.check_seconds}',
            f'coinjecture_op_seconds_count{{op="check"}} {counts.checks}',
            "# TYPE coinjecture_diverged_total counter",
            f"coinjecture_diverged_total {counts.diverged}",
            "# TYPE coinjecture_refused_total counter",
            *(
                f'coinjecture_refused_total{{cause="{cause}"}} {count}'
                for cause, count in counts.refused.items()
            ),
        ]
        return "\n".join(lines) + "\n"


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise NotThere(400, "a block's number is an integer from 1 on, or latest")
    return int(text)


def server(config: Config, app: Application) -> ThreadingHTTPServer:
    """The interface, bound and not yet serving."""
    rest = Rest(config, app)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(*rest.answer(self.path))

        def _refuse(self) -> None:
            reason = "this interface only reads; changes go over the admin socket"
            self._send(405, {"error": reason})

        do_POST = do_PUT = do_DELETE = do_PATCH = _refuse

        def _send(self, status: int, body: object) -> None:
            text = isinstance(body, str)
            raw = body.encode() if text else json.dumps(body, separators=(",", ":")).encode() + b"\n"
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; version=0.0.4" if text else "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    return ThreadingHTTPServer(config.listen, Handler)
