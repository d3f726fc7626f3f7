"""A model server whose every answer is scripted, over real HTTP on the loopback: good letters and every fault we know.

A script is a list of steps; each request plays the next one, and the last one is played for ever. A step is a function of
the connection, so that it can do what no HTTP library would: reset it, promise more than it sends, or send a byte at a time.
"""

import json
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

SUBJECT = "Assistant Archivist"
BODY = (
    "Dear Ms. Okonjo,\n\nThank you for considering me for the post of Assistant Archivist. I am disappointed, but I enjoyed "
    "seeing the map room.\n\nPlease keep me in mind for later openings.\n\nKind regards,\nTeodor Lind"
)
LETTER = f"<letter>\nSubject: {SUBJECT}\n\n{BODY}\n</letter>"
TLS_HANDSHAKE = b"\x16"
HTML = "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in</body></html>"


@dataclass(frozen=True)
class Request:
    """What a client sent: the path, the headers by lower-case name, and the body as decoded JSON."""

    path: str
    headers: Mapping[str, str]
    json: Mapping[str, object]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The messages of a chat request."""
        return self.json["messages"]

    @property
    def text(self) -> str:
        """Everything that the model was told, as one text."""
        return "\n".join(message["content"] for message in self.messages)


@dataclass
class Wire:
    """One connection while a step plays on it; ``rest`` waits, and ends early when the stub is closed."""

    socket: socket.socket
    closing: threading.Event

    def send(self, data: bytes) -> None:
        """Send bytes; a client that has hung up is no fault of the stub."""
        with suppress(OSError):
            self.socket.sendall(data)

    def rest(self, seconds: float) -> bool:
        """Wait; True when the stub is closing and the step should end."""
        return self.closing.wait(seconds)

    def reset(self) -> None:
        """Close so that the other side sees a reset connection."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


Step = Callable[[Wire], None]


def _frame(status: int, body: bytes, headers: Mapping[str, str]) -> tuple[bytes, bytes]:
    told = {"content-type": "application/json", "content-length": str(len(body)), "connection": "close", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode(), body


def answer(body: object = "", status: int = 200, **headers: str) -> Step:
    """An answer with this body: bytes as they are, text as UTF-8, anything else as JSON; ``_`` in header names is ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    head, raw = _frame(status, raw, named)
    return lambda wire: wire.send(head + raw)


def completion(content: object = LETTER, finish: object = "stop", **message: object) -> dict[str, object]:
    """The body of a chat completion; further fields go into the message."""
    said = {"role": "assistant", "content": content, "refusal": None, **message}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "finish_reason": finish, "message": said, "logprobs": None}],
        "usage": {"prompt_tokens": 2700, "completion_tokens": 90, "total_tokens": 2790},
    }


def says(content: object = LETTER, finish: object = "stop", **message: object) -> Step:
    """A completion with this content."""
    return answer(completion(content, finish, **message))


def letter(body: str = BODY, subject: str = SUBJECT) -> Step:
    """A completion that holds one letter in the form asked for."""
    return says(f"<letter>\nSubject: {subject}\n\n{body}\n</letter>")


def error(status: int, message: str = "no", code: object = None, param: str | None = None, **headers: str) -> Step:
    """An error in OpenAI's shape."""
    told = {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}
    return answer(told, status, **headers)


def busy(wait: str | None = None) -> Step:
    """A 429, with or without a Retry-After header."""
    return error(429, "slow down", "rate_limit_exceeded", **({"retry_after": wait} if wait else {}))


def date_in(seconds: float) -> str:
    """An HTTP date that many seconds from now."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def page(status: int = 200) -> Step:
    """An HTML page, as a login or a proxy in the way sends it."""
    return answer(HTML, status, content_type="text/html")


def reset(wire: Wire) -> None:
    """The connection is reset before any answer."""
    wire.reset()


def reset_in_body(wire: Wire) -> None:
    """The connection is reset in the middle of the body."""
    head, body = _frame(200, json.dumps(completion()).encode(), {})
    wire.send(head + body[: len(body) // 2])
    wire.rest(0.05)
    wire.reset()


def half_body(wire: Wire) -> None:
    """The connection is closed, without a reset, before all that was promised was sent."""
    head, body = _frame(200, json.dumps(completion()).encode(), {})
    wire.send(head + body[: len(body) // 2])


def silence(seconds: float) -> Step:
    """The request is accepted and nothing comes for so long, then the connection ends."""
    return lambda wire: wire.rest(seconds) and None


def drip(every: float, *, headers_too: bool = False) -> Step:
    """A good letter, one byte at a time with a pause between them, from the body on or from the first header on."""

    def play(wire: Wire) -> None:
        head, body = _frame(200, json.dumps(completion()).encode(), {})
        if not headers_too:
            wire.send(head)
        for byte in (head + body) if headers_too else body:
            if wire.rest(every):
                return
            wire.send(bytes([byte]))

    return play


def flood(status: int = 200, *, packed: bool = False) -> Step:
    """An answer that goes on for ever, as fast as it is read; packed, a few bytes stand for very many."""
    packer = zlib.compressobj(wbits=31)
    blanks = b" " * 1_000_000

    def play(wire: Wire) -> None:
        encoding = "content-encoding: gzip\r\n" if packed else ""
        head = f"HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\n{encoding}\r\n"
        wire.socket.sendall(head.encode())
        while not wire.closing.is_set():
            wire.socket.sendall(packer.compress(blanks) if packed else blanks)

    return play


@dataclass
class Stub:
    """The server: ``url`` is its base URL, ``requests`` what it was sent, in order."""

    steps: list[Step] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self.listener.getsockname()[1]

    @property
    def host(self) -> str:
        """The address and port that it listens on."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The base URL as one would configure it."""
        return f"http://{self.host}/v1"

    def play(self, *steps: Step) -> None:
        """Set the script: one step for each request, the last one for ever."""
        self.steps = list(steps)

    def serve(self) -> None:
        """Accept connections until closed, each on a thread of its own."""
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, ValueError):
            connection.settimeout(10)
            request = _read_request(connection)
            if request is None:
                return
            step = self.steps[min(len(self.requests), len(self.steps) - 1)]
            self.requests.append(request)
            step(Wire(connection, self.closing))


def _read_request(connection: socket.socket) -> Request | None:
    if connection.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:  # answered in plain HTTP, as a server that speaks no TLS does
        return Request("", {}, {})
    with connection.makefile("rb") as stream:
        start = stream.readline().decode("latin-1").split()
        if not start:
            return None
        headers = {}
        for line in stream:
            name, colon, value = line.decode("latin-1").partition(":")
            if not colon:
                break
            headers[name.strip().lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", 0)))
    return Request(start[1], headers, json.loads(body or b"{}"))


@contextmanager
def run_stub() -> Iterator[Stub]:
    """Run a stub server for as long as the block lasts."""
    stub = Stub()
    stub.play(says())
    thread = threading.Thread(target=stub.serve, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.closing.set()
        with suppress(OSError):
            stub.listener.shutdown(socket.SHUT_RDWR)
        stub.listener.close()
        thread.join(2)
