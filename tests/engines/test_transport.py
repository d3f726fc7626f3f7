"""One request over HTTP: whose certificates are believed, and what it costs to find out."""

import contextlib
import gc
import json
import pickle
import socket
import ssl
import threading
import time

import httpx2
import pytest

import stub as server
from poise.domain import Outcome
from poise.engines.chat import Chat
from poise.engines.transport import _read_certificates, _trust
from poise.prompting import Message
from stub import completion, says


@pytest.fixture
def readings(monkeypatch):
    """How often the certificates of the operating system are read."""
    read = []

    def count():
        read.append(1)
        return ssl.create_default_context()

    monkeypatch.setattr(httpx2, "create_ssl_context", count)
    _read_certificates.cache_clear()
    yield read
    _read_certificates.cache_clear()


def test_certificates_are_read_once(readings, monkeypatch):
    """They are read for the first request that speaks TLS, and again only when the variables that name them change."""
    assert _trust("https://llm.test/v1") is _trust("https://other.test/v1")
    monkeypatch.setenv("SSL_CERT_DIR", "/elsewhere")
    _trust("https://llm.test/v1")
    assert len(readings) == 2


def test_without_tls_none_are_read(readings, monkeypatch):
    """A server at home costs no reading; were it to speak TLS after all, nobody would be believed. A proxy may speak it."""
    trust = _trust("http://localhost:8080/v1")
    assert (readings, trust.verify_mode, trust.check_hostname, trust.get_ca_certs()) == ([], ssl.CERT_REQUIRED, True, [])
    monkeypatch.setenv("HTTP_PROXY", "https://proxy.test")
    _trust("http://localhost:8080/v1")
    assert readings == [1]


def test_certificates_that_cannot_be_read_are_an_outcome(monkeypatch):
    """A variable that names no file is told, not raised."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    remark = Chat("tiny", "https://llm.test/v1", "k").ask((), float("inf"))
    assert "SSL_CERT_FILE" in remark.detail


def serve_kept_open(listener, seen):
    """Answer every request on one connection, each with a cookie; a second connection is seen as such."""
    body = json.dumps(completion()).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\nset-cookie: who=ann\r\n\r\n"
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            seen.append("connected")
            with connection, connection.makefile("rb") as stream:
                while line := stream.readline():
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                    if line.lower().startswith(b"cookie:"):
                        seen.append("cookie")
                    if line == b"\r\n":
                        stream.read(length)
                        connection.sendall(head.encode() + body)


@pytest.mark.stub
def test_a_line_is_kept_open_and_gives_no_cookie_back():
    """Requests of one engine share a connection where the server keeps it, and nothing that it wants remembered."""
    seen = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve_kept_open, args=(listener, seen), daemon=True).start()
        chat = Chat("tiny", f"http://127.0.0.1:{listener.getsockname()[1]}/v1")
        for _ in range(3):
            assert chat.ask((Message("user", "hello"),), time.monotonic() + 10).outcome is Outcome.OK
        assert seen == ["connected"]
        twin = pickle.loads(pickle.dumps(chat))  # noqa: S301 - our own
        assert twin == chat
        del chat
        gc.collect()


@pytest.mark.stub
def test_a_line_that_hangs_is_not_used_again(stub):
    """Whoever was left behind is closed, and the next request goes on a line of its own."""
    stub.play(server.silence(30), says("OK"))
    chat = Chat("tiny", stub.url, timeout=0.3, backoff=0.01)
    assert chat.ask((Message("user", "hello"),), time.monotonic() + 10).requests == 2
