"""The socket that the engine asks at: messages with their length in front."""

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from io import BufferedRWPair
from pathlib import Path

from .application import Application
from .protobuf import types_pb2

LONGEST = 100 << 20


def read_length(stream: BufferedRWPair) -> int | None:
    """A varint, or nothing at the end of the stream."""
    value = shift = 0
    while byte := stream.read(1):
        value |= (byte[0] & 127) << shift
        if byte[0] < 128:
            return value
        shift += 7
        if shift > 63:
            raise ValueError("a length has more than nine bytes")
    return None


def length_bytes(value: int) -> bytes:
    """A varint."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def serve_connection(connection: socket.socket, app: Application, done: Callable[[], None]) -> None:
    """Answers requests in order; answers are written out when the engine asks for a flush."""
    with connection, contextlib.suppress(OSError):
        stream = connection.makefile("rwb", buffering=1 << 16)
        while (length := read_length(stream)) is not None:
            if length > LONGEST:
                raise ValueError(f"a request of {length} bytes")
            request = types_pb2.Request.FromString(stream.read(length))
            raw = app.answer(request).SerializeToString()
            stream.write(length_bytes(len(raw)) + raw)
            if request.WhichOneof("value") == "flush" or app.fatal:
                stream.flush()
            if app.fatal:
                done()


def listen(application: str) -> socket.socket:
    """A socket at tcp://host:port or unix:///path."""
    kind, _, place = application.partition("://")
    if kind == "unix":
        with contextlib.suppress(FileNotFoundError):
            if Path(place).is_socket():
                os.unlink(place)
        server = socket.socket(socket.AF_UNIX)
        server.bind(place)
    else:
        host, _, port = place.rpartition(":")
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, int(port)))
    server.listen()
    return server


def serve(server: socket.socket, app: Application, done: Callable[[], None]) -> None:
    """Accepts the engine's connections for ever."""
    while True:
        connection, _ = server.accept()
        if connection.family != socket.AF_UNIX:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve_connection, args=(connection, app, done), daemon=True).start()
