"""A running `remux serve`."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

PROGRAM = Path(os.environ.get("REMUX_PROGRAM", Path(__file__).resolve().parents[4] / "bin" / "remux"))


class Daemon:
    """The daemon with these sources (NAME=URL), until the end of a with statement."""

    def __init__(self, *sources: str, options: tuple[str, ...] = ()) -> None:
        self.log = tempfile.TemporaryFile("w+")
        command = [str(PROGRAM), "serve", "--listen", "127.0.0.1:0", *options]
        for source in sources:
            command += ["--source", source]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        ready = self.process.stdout.readline()
        assert ready.startswith("ready "), ready + self.said()
        self.address = urlsplit(ready.split()[1]).netloc
        self.base = "http://" + self.address

    def said(self) -> str:
        """The log so far."""
        self.log.seek(0)
        return self.log.read()

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """One request, with its body."""
        connection = http.client.HTTPConnection(self.address, timeout=60)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def get(self, path: str) -> str:
        """The text at a path, which must be there."""
        response, body = self.ask(path)
        assert response.status == 200, f"{path}: {response.status} {body!r}"
        return body.decode()

    def figures(self) -> dict:
        """What the API says of the first stream."""
        return json.loads(self.get("/api/streams"))["streams"][0]

    def __enter__(self) -> Daemon:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait(60)
        if error is not None:
            print(self.said())
        self.process.stdout.close()
        self.log.close()
