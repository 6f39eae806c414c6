"""Chromium without a window, told what to do by its DevTools protocol: JSON that ends with a zero byte, over two pipes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from types import TracebackType

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """Where Chromium is."""
    return next((found for found in map(shutil.which, PROGRAMS) if found), None)


class Chromium:
    """A browser with one page, until the end of a with statement."""

    def __init__(self, address: str) -> None:
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        their_in, self.out = os.pipe()
        self.input, their_out = os.pipe()

        def as_three_and_four() -> None:
            first, second = os.dup(their_in), os.dup(their_out)
            os.dup2(first, 3)
            os.dup2(second, 4)

        command = [program(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
        command += ["--autoplay-policy=no-user-gesture-required", "--remote-debugging-pipe"]
        command += [f"--user-data-dir={self.folder.name}"]
        self.process = subprocess.Popen(
            command, preexec_fn=as_three_and_four, close_fds=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        os.close(their_in)
        os.close(their_out)
        self.text, self.last, self.session = b"", 0, None
        # What the console shows of errors and warnings.
        self.console: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Log", "Page", "Network"):
            self.ask(domain + ".enable")
        self.ask("Page.navigate", url=address)

    def ask(self, method: str, **params: object) -> dict:
        """Sends a command; gives its result."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next()
            if answer.get("id") == self.last:
                assert "error" not in answer, answer
                return answer["result"]

    def next(self) -> dict:
        """What the browser says next."""
        while b"\0" not in self.text:
            more = os.read(self.input, 1 << 20)
            assert more, "the browser ended"
            self.text += more
        text, self.text = self.text.split(b"\0", 1)
        message = json.loads(text)
        params = message.get("params", {})
        match message.get("method"):
            case "Runtime.exceptionThrown":
                self.console.append(json.dumps(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                self.console.append(params["type"] + " " + json.dumps(params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                self.console.append(params["entry"]["level"] + " " + params["entry"]["text"] + " " + params["entry"].get("url", ""))
        return message

    def run(self, script: str) -> object:
        """What a piece of JavaScript gives."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Waits until a piece of JavaScript gives true."""
        end = time.monotonic() + 90
        while not self.run(script):
            assert time.monotonic() < end, f"not in 90 s: {script}\n" + "\n".join(self.console) + str(self.run("document.body.innerText"))
            time.sleep(0.1)

    def picture(self) -> bytes:
        """What the page looks like, as PNG."""
        import base64

        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self.out)  # by which it ends
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.input)
        self.folder.cleanup()
