"""The way to a server: kept open where it may be, left behind where it hangs."""

import contextlib
import errno
import gc
import json
import os
import pickle
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import openai
import pytest

import stub as server
from poise.domain import Outcome
from poise.engines.chat import Chat
from poise.engines.faults import Fault
from poise.engines.transport import _naming_faults
from poise.prompting import Message
from stub import completion, says


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


@pytest.mark.parametrize(
    ("cause", "told", "again"),
    [
        (httpx2.ConnectTimeout("x"), "cannot be reached within 15 s", True),
        (httpx2.ReadTimeout("x"), "no whole answer within 40 s", True),
    ],
)
def test_who_cannot_be_reached_is_told_from_who_is_slow(cause, told, again):
    """Raising a time limit helps against slowness, and not against a wrong address."""
    with pytest.raises(Fault) as caught, _naming_faults("llm.test", 40):
        raise openai.APITimeoutError(httpx2.Request("POST", "https://llm.test")) from cause
    assert (told in caught.value.detail, caught.value.again) == (True, again)


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.EHOSTUNREACH])
def test_without_a_network_nothing_is_tried_again(number):
    """A machine that has no way to the server says so at once."""
    with pytest.raises(Fault) as caught, _naming_faults("llm.test", 40):
        raise openai.APIConnectionError(request=httpx2.Request("POST", "https://llm.test")) from OSError(number, "x")
    assert ("no way to llm.test" in caught.value.detail, caught.value.again) == (True, False)


@pytest.mark.stub
def test_a_line_that_hangs_is_not_used_again(stub):
    """Whoever was left behind is closed, and the next request goes on a line of its own."""
    stub.play(server.silence(30), says("OK"))
    chat = Chat("tiny", stub.url, timeout=0.3, backoff=0.01)
    assert chat.ask((Message("user", "hello"),), time.monotonic() + 10).requests == 2


@pytest.mark.stub
def test_a_child_process_makes_ways_of_its_own(stub, monkeypatch):
    """What was forked off has no threads and must not share a line: it opens a line anew, and gets its answer."""
    stub.play(says("OK"))
    chat = Chat("tiny", stub.url)
    assert chat.ask((Message("user", "hello"),), time.monotonic() + 10).outcome is Outcome.OK
    (line,) = chat._lines.values()
    for way in line._idle:
        way.carrier.dismiss()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert chat.ask((Message("user", "hello"),), time.monotonic() + 3).outcome is Outcome.OK


@pytest.mark.stub
def test_after_a_rush_only_a_few_ways_are_kept(stub):
    """Many drafts at once open as many lines, and few of them stay."""
    together = threading.Barrier(8)

    def answer_together(wire):
        together.wait(10)
        says("OK")(wire)

    stub.play(answer_together)
    chat = Chat("tiny", stub.url)
    with ThreadPoolExecutor(8) as pool:
        remarks = list(pool.map(lambda _: chat.ask((Message("user", "hello"),), time.monotonic() + 10), range(8)))
    assert {remark.outcome for remark in remarks} == {Outcome.OK}
    (line,) = chat._lines.values()
    assert 1 <= len(line._idle) < 8
