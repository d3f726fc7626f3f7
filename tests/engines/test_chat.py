"""The chat engine against a scripted server: every fault with its outcome, its number of requests, and its time."""

import logging
import os
import pickle
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

import stub as server
from poise.domain import Brief, Draft, Facts, Guidance, Letter, Outcome, Usage, Waiting, keep_quiet
from poise.engines.chat import Chat
from poise.errors import SettingsError
from stub import BODY, LETTER, SUBJECT, busy, completion, date_in, error, letter, page, says

pytestmark = pytest.mark.stub

SECRET = "sk-secret-of-ann"  # noqa: S105 - made up
ANGRY = "You people are a circus."
BRIEF = Brief(Draft(ANGRY), Facts(), (Guidance("tone/calm", "Keep calm."),))
CUT_OFF = server.answer('{"id": "chatcmpl-1", "choices": [{"mess')
BROKEN_UTF8 = server.answer(b'{"id": "1", "choices": [{"message": {"content": "\xff\xfe"}}]}')
OK, EMPTY, MALFORMED, FAILED = Outcome.OK, Outcome.EMPTY, Outcome.MALFORMED, Outcome.SERVER_ERROR


def chat(stub, **options):
    """Make an engine that asks the stub."""
    return Chat("tiny", **({"base_url": stub.url, "api_key": SECRET, "backoff": 0.01} | options))


def write(engine, seconds=20.0, tell=keep_quiet):
    """Have a letter written; return the answer and the seconds it took."""
    began = time.monotonic()
    answer = engine.write(replace(BRIEF, deadline=began + seconds, tell=tell))
    return answer, time.monotonic() - began


@pytest.mark.parametrize(
    "fault",
    [
        busy(),
        busy("0"),
        busy("0.1"),
        busy("soon"),
        error(500),
        server.answer("Internal Server Error", 500, content_type="text/plain"),
        server.answer({"detail": "worker died"}, 500),
        page(502),
        error(503, retry_after_ms="20"),
        page(504),
        error(408),
        server.reset,
        server.reset_in_body,
        server.half_body,
        CUT_OFF,
        BROKEN_UTF8,
        server.answer({"error": {"message": "upstream", "code": 502}}),
        server.answer({"error": "overloaded"}),
        says(None, "error"),
    ],
)
def test_a_passing_fault_is_outlived(stub, fault):
    """Whatever may pass is tried again: after one such fault, and after two, the letter is reached."""
    stub.play(fault, letter())
    answer, _ = write(chat(stub))
    assert (answer.outcome, answer.requests, len(stub.requests)) == (OK, 2, 2)
    stub.play(*[None] * 2, fault, fault, letter())
    answer, _ = write(chat(stub))
    assert (answer.letter, answer.requests, len(stub.requests)) == (Letter(SUBJECT, BODY), 3, 5)


@pytest.mark.parametrize(
    "fault",
    [busy(), error(500), page(502), server.reset, server.reset_in_body, server.half_body, CUT_OFF, BROKEN_UTF8],
)
def test_a_lasting_fault_costs_three_requests(stub, fault):
    """What does not pass ends after three tries, with the host and what to do in one line."""
    stub.play(fault)
    answer, _ = write(chat(stub))
    assert (answer.outcome, answer.requests, len(stub.requests)) == (FAILED, 3, 3)
    assert answer.letter is None
    assert stub.host in answer.detail
    assert "\n" not in answer.detail


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (error(401, code="invalid_api_key"), FAILED),
        (page(403), FAILED),
        (error(429, code="insufficient_quota"), FAILED),
        (error(404, "The model tiny does not exist", "model_not_found"), FAILED),
        (error(400, "too long", "context_length_exceeded"), FAILED),
        (server.answer({"error": {"message": "Requested tokens (5120) exceed context window of 2048"}}, 500), FAILED),
        (error(400), FAILED),
        (server.answer({"error": {"message": "who?", "code": 401}}), FAILED),
        (error(400, "filtered", "content_filter"), Outcome.FILTERED),
        (says("", "content_filter"), Outcome.FILTERED),
        (says(None, refusal="I can't help with that."), Outcome.REFUSED),
        (says("<letter>\nSubject: A", "length"), Outcome.TRUNCATED),
        (page(200), Outcome.NOT_AN_API),
        (page(404), Outcome.NOT_AN_API),
        (server.answer("Welcome!", content_type="text/plain"), Outcome.NOT_AN_API),
        (server.answer([completion()]), Outcome.NOT_AN_API),
        (server.answer("", 307, location="http://elsewhere.test/v1"), Outcome.NOT_AN_API),
        (server.answer(status=204), EMPTY),
        (server.answer(completion() | {"choices": []}), EMPTY),
        (server.answer(completion() | {"choices": None}), EMPTY),
        (says(None), EMPTY),
        (says("I'm sorry, but I can't help with that."), MALFORMED),
        (says(f"<think>Hm.{LETTER}"), MALFORMED),
        (says(LETTER + LETTER), MALFORMED),
    ],
)
def test_what_asking_again_cannot_change_costs_one_request(stub, step, outcome):
    """Refusals, wrong settings and answers that are no letter are not asked for again by the transport."""
    stub.play(step, letter())
    answer, _ = write(chat(stub))
    assert (answer.outcome, answer.requests, len(stub.requests)) == (outcome, 1, 1)
    assert answer.detail
    assert answer.letter is None


@pytest.mark.parametrize(
    "content",
    [
        f"<think>They are angry.</think>\n{LETTER}",
        f"Sure!\n```\n{LETTER}\n```\nAnything else?",
        [{"type": "text", "text": LETTER[:50]}, {"type": "text", "text": LETTER[50:]}],
    ],
)
def test_a_letter_is_found_in_what_surrounds_it(stub, content):
    """Closed thoughts, chatter, fences and parts do not hide a letter."""
    stub.play(says(content))
    answer, _ = write(chat(stub))
    assert answer.letter == Letter(SUBJECT, BODY)


def test_tokens_are_counted_where_the_server_counts_them(stub):
    """Usage is what the server said, and None where it said nothing."""
    stub.play(letter(), server.answer({k: v for k, v in completion().items() if k != "usage"}))
    assert write(chat(stub))[0].usage == Usage(2700, 90)
    assert write(chat(stub))[0].usage is None


@pytest.mark.parametrize("wait", ["1", date_in])
def test_the_wait_that_a_server_asks_for_is_kept(stub, wait):
    """Retry-After, in seconds or as a date, is waited for, and told while it is."""
    stub.play(busy(wait if isinstance(wait, str) else wait(2)), letter())
    heard = []
    answer, seconds = write(chat(stub), tell=heard.append)
    assert answer.outcome is OK
    assert 0.9 < seconds < 4
    assert [type(event) for event in heard] == [Waiting]
    assert 0.9 < heard[0].seconds <= 2
    assert stub.host in heard[0].reason


@pytest.mark.parametrize("wait", ["120", date_in])
def test_a_wait_beyond_the_deadline_is_not_begun(stub, wait):
    """When the server wants more time than is left, it is given up at once."""
    stub.play(busy(wait if isinstance(wait, str) else wait(120)), letter())
    answer, seconds = write(chat(stub), seconds=10)
    assert (answer.outcome, answer.requests) == (FAILED, 1)
    assert seconds < 3
    assert "asks to wait" in answer.detail


@pytest.mark.parametrize(
    "step",
    [server.silence(30), server.drip(0.05), server.drip(0.05, headers_too=True), server.drip(0.4, headers_too=True)],
)
def test_the_deadline_bounds_everything(stub, step):
    """Silence, and bodies or headers that drip a byte at a time, end at the deadline and leave no thread at work."""
    stub.play(step)
    answer, seconds = write(chat(stub), seconds=1.0)
    assert (answer.outcome, answer.requests) == (FAILED, 1)
    assert 0.9 < seconds < 2
    ends = time.monotonic() + 5
    while (busy_now := [t for t in threading.enumerate() if t.name == "poise-request"]) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not busy_now


@pytest.mark.parametrize("step", [server.silence(30), server.drip(0.05)])
def test_a_request_has_a_time_out_of_its_own(stub, step):
    """A request that takes too long is tried again, and the letter that then comes is taken."""
    stub.play(step, letter())
    answer, seconds = write(chat(stub, timeout=0.4))
    assert (answer.outcome, answer.requests) == (OK, 2)
    assert seconds < 3


def test_silence_for_ever_costs_three_time_outs(stub):
    """A server that never answers is given up after three tries."""
    stub.play(server.silence(30))
    answer, seconds = write(chat(stub, timeout=0.3))
    assert (answer.outcome, answer.requests) == (FAILED, 3)
    assert "within 0.3 s" in answer.detail
    assert seconds < 4


def test_without_time_nothing_is_sent(stub):
    """Past the deadline no request is begun."""
    answer, _ = write(chat(stub), seconds=-1)
    assert (answer.outcome, answer.requests, stub.requests) == (FAILED, 0, [])


def test_nobody_at_the_port_costs_one_try():
    """A refused connection is not worth three tries."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    answer, seconds = write(Chat("tiny", f"http://127.0.0.1:{port}/v1", SECRET))
    assert (answer.outcome, answer.requests) == (FAILED, 1)
    assert "is the server running" in answer.detail
    assert seconds < 3


def test_a_name_that_cannot_be_found_costs_one_try(monkeypatch):
    """So is a host name that no name server knows."""

    def unknown(*_args, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    answer, _ = write(Chat("tiny", "https://llm.test/v1", SECRET))
    assert (answer.outcome, answer.requests) == (FAILED, 1)
    assert "cannot be found" in answer.detail


@pytest.mark.parametrize("host", ["a..b", "x" * 70])
def test_a_host_that_is_no_name_is_named(host, monkeypatch):
    """A host name that no name server could be asked for is an outcome, not a traceback."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda name, *_, **__: name.encode("idna"))
    answer, _ = write(Chat("tiny", f"https://{host}/v1", SECRET))
    assert (answer.outcome, answer.letter) == (FAILED, None)
    assert host in answer.detail


def test_a_server_without_tls_is_named(stub):
    """https:// to a server that speaks none is told apart from a broken line."""
    answer, _ = write(Chat("tiny", stub.url.replace("http:", "https:"), SECRET))
    assert (answer.outcome, answer.requests) == (FAILED, 1)
    assert "secure connection" in answer.detail


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_a_proxy_that_cannot_be_used_is_named(stub, monkeypatch, variable):
    """A proxy setting that the client cannot follow is an outcome, not a traceback."""
    monkeypatch.setenv(variable, "gopher://proxy.test:70")
    answer, _ = write(chat(stub))
    assert answer.outcome is FAILED
    assert "PROXY" in answer.detail


def test_a_proxy_that_refuses_is_told_from_a_broken_line(stub, monkeypatch):
    """A proxy that wants a password is not worth three tries, and is not the server's fault."""
    stub.play(server.answer("", 407))
    monkeypatch.setenv("HTTPS_PROXY", f"http://{stub.host}")
    answer, _ = write(Chat("tiny", "https://llm.test/v1", SECRET))
    assert (answer.outcome, answer.requests) == (FAILED, 1)
    assert "proxy" in answer.detail
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("HTTPS_PROXY", "http://{}:{}".format(*listener.getsockname()))
    assert "or at your proxy" in write(Chat("tiny", "https://llm.test/v1", SECRET))[0].detail


def test_a_redirect_is_not_followed(stub):
    """A draft goes to the host that was named and to no other, whatever that one answers."""
    stub.play(server.answer("", 307, location=f"{stub.url}/elsewhere"))
    write(chat(stub))
    assert len(stub.requests) == 1


@pytest.mark.parametrize(
    ("options", "complaint", "gone", "there"),
    [
        (
            {"max_tokens": 500},
            error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", "x", "max_tokens"),
            "max_tokens",
            "max_completion_tokens",
        ),
        (
            {"max_tokens": 500},
            server.answer({"detail": [{"loc": ["body", "max_tokens"], "msg": "extra fields not permitted"}]}, 422),
            "max_tokens",
            "max_completion_tokens",
        ),
        (
            {"extra_body": {"max_completion_tokens": 500}},
            error(400, "Unrecognized request argument supplied: max_completion_tokens"),
            "max_completion_tokens",
            "max_tokens",
        ),
        ({"temperature": 0.5}, error(400, "Unsupported value", "unsupported_value", "temperature"), "temperature", None),
        ({"extra_body": {"top_k": 5}}, error(400, "unknown field: top_k"), "top_k", None),
    ],
)
def test_a_parameter_is_renamed_or_dropped_once(stub, options, complaint, gone, there):
    """A narrow complaint about one parameter changes that parameter, once, and is remembered for the next attempt."""
    stub.play(complaint, letter(), letter())
    engine = chat(stub, **options)
    assert write(engine)[0].requests == 2
    assert write(engine)[0].requests == 1
    first, second, third = (request.json for request in stub.requests)
    assert gone in first
    assert gone not in second
    assert there is None or second[there] == 500
    assert second == third


def test_two_drafts_at_once_learn_the_same(stub):
    """When two threads meet the same complaint, both adapt and both get their letter."""
    met = threading.Barrier(2)

    def complain(wire):
        met.wait(5)
        error(400, "no", "unsupported_parameter", "max_tokens")(wire)

    stub.play(complain, complain, letter())
    engine = chat(stub, max_tokens=500)
    with ThreadPoolExecutor(2) as pool:
        answers = [answer for answer, _ in pool.map(write, [engine, engine])]
    assert [(answer.outcome, answer.requests) for answer in answers] == [(OK, 2), (OK, 2)]


@pytest.mark.parametrize(
    "complaint",
    [error(400, "no", param="max_tokens"), error(400, "bad messages", param="messages"), error(400, "no temperature")],
)
def test_adapting_ends(stub, complaint):
    """A server that goes on complaining, or complains of something else, is not asked for ever."""
    stub.play(complaint)
    answer, _ = write(chat(stub, max_tokens=500, temperature=0.5))
    assert answer.outcome is FAILED
    assert answer.requests <= 2


def choices(*contents):
    """Make a completion with a choice for each content."""
    return server.answer(completion() | {"choices": [completion(content)["choices"][0] for content in contents]})


def test_several_letters_are_asked_for_at_once(stub):
    """With candidates, one request asks for them all; what is no letter among them is passed over."""
    other = LETTER.replace("disappointed", "a little sad")
    stub.play(choices("I cannot.", LETTER, None, other))
    answer, _ = write(chat(stub, candidates=4))
    assert (answer.outcome, answer.requests, answer.usage) == (OK, 1, Usage(2700, 90))
    assert answer.letter == Letter(SUBJECT, BODY)
    assert [spare.body for spare in answer.spare] == [BODY.replace("disappointed", "a little sad")]
    assert stub.requests[0].json["n"] == 4


def test_several_answers_and_no_letter_are_one_failure(stub):
    """Where none of them is a letter, the outcome is that of the first."""
    stub.play(choices("I cannot.", None))
    assert write(chat(stub, candidates=2))[0].outcome is MALFORMED


@pytest.mark.parametrize(
    "complaint",
    [
        error(400, "Only one completion choice is allowed"),
        error(400, "n must be 1", "unsupported_value", "n"),
        server.answer({"detail": [{"loc": ["body", "n"], "msg": "extra fields not permitted"}]}, 422),
    ],
)
def test_a_server_that_gives_one_letter_at_a_time_gives_one(stub, complaint):
    """Where several cannot be had, one is asked for, and that is remembered."""
    stub.play(complaint, letter(), letter())
    engine = chat(stub, candidates=3)
    assert (write(engine)[0].requests, write(engine)[0].requests) == (2, 1)
    assert [request.json.get("n") for request in stub.requests] == [3, None, None]


def test_one_letter_is_asked_for_as_ever(stub):
    """Without candidates nothing is said of a number."""
    write(chat(stub))
    assert "n" not in stub.requests[0].json


@pytest.mark.parametrize("step", [error(401), error(400, "too long", "context_length_exceeded")])
def test_candidates_do_not_hide_what_else_is_wrong(stub, step):
    """A refusal with a reason that is known is not asked again for one letter."""
    stub.play(step)
    assert write(chat(stub, candidates=3))[0].requests == 1


@pytest.mark.parametrize(
    "complaint",
    [
        error(500, "System role not supported"),
        error(400, "Conversation roles must alternate user/assistant/user/assistant/..."),
        error(
            400,
            "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
            "unsupported_value",
            "messages[0].role",
        ),
        error(400, "Developer instruction is not enabled for models/tiny"),
        error(400, "role 'system' is not supported on this model"),
        error(400, "System messages are not supported"),
    ],
)
def test_system_messages_are_folded_on_request(stub, complaint):
    """A model that takes no system message gets one user message with both, by setting or when its server says so."""
    stub.play(letter(), complaint, letter())
    write(chat(stub, fold_system=True))
    write(chat(stub))
    folded, whole, adapted = (request.messages for request in stub.requests)
    assert [message["role"] for message in whole] == ["system", "user"]
    assert [message["role"] for message in folded] == ["user"]
    assert folded == adapted
    assert ANGRY in folded[0]["content"]
    assert "Keep calm." in folded[0]["content"]


@pytest.mark.parametrize("lost", [page(404), page(200), server.answer({"error": "Unexpected endpoint or method"})])
@pytest.mark.parametrize("path", ["", "/api"])
def test_an_address_without_a_version_is_tried_with_v1(stub, lost, path):
    """A URL is tried as given; where nothing answers like a chat API, and it names no version, once more with /v1."""
    stub.play(lost, letter())
    assert write(chat(stub, base_url=f"{stub.host}{path}"))[0].outcome is OK
    assert [request.path for request in stub.requests] == [f"{path}/chat/completions", f"{path}/v1/chat/completions"]


def test_a_request_holds_what_was_set_and_no_more(stub):
    """Model, messages and what the user set are sent; nothing of poise's own, and nothing about the machine."""
    write(chat(stub))
    write(chat(stub, max_tokens=400, temperature=0.3, extra_body={"provider": {"data_collection": "deny"}}))
    plain, full = stub.requests
    assert set(plain.json) == {"model", "messages"}
    assert plain.json["model"] == "tiny"
    assert full.json["provider"] == {"data_collection": "deny"}
    assert (full.json["max_tokens"], full.json["temperature"]) == (400, 0.3)
    assert plain.headers["authorization"] == f"Bearer {SECRET}"
    assert not {"x-stainless-os", "x-stainless-arch", "x-stainless-runtime"} & plain.headers.keys()


def test_a_request_can_be_seen_before_it_is_sent(stub):
    """What describe_request shows is the body that write sends."""
    engine = chat(stub, max_tokens=400)
    shown = engine.describe_request(BRIEF)
    assert not stub.requests
    write(engine)
    assert stub.requests[0].json == shown


def test_a_server_without_keys_gets_a_meaningless_one(stub, monkeypatch):
    """With a base URL and no key, the key of another provider is not sent."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    write(chat(stub, api_key=None))
    assert stub.requests[0].headers["authorization"] == "Bearer unused"


def test_openai_gets_the_key_of_the_environment(monkeypatch):
    """Without a base URL the key of OPENAI_API_KEY is used, and without that one there is a plain error."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    assert Chat("tiny").api_key == SECRET
    assert Chat("tiny").host == "api.openai.com"
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        Chat("tiny")


@pytest.mark.parametrize("key", ["sk-a\nb", "sk-\N{LATIN SMALL LETTER U WITH DIAERESIS}", "sk a", "sk-\x00"])
def test_a_key_that_no_header_carries_is_refused_unseen(key):
    """A broken key is refused before it is sent, by a message that does not show it."""
    with pytest.raises(SettingsError) as caught:
        Chat("tiny", "http://localhost:1/v1", key)
    assert "sk" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {"model": " "},
        {"model": "a\nb"},
        {"timeout": 0},
        {"timeout": float("nan")},
        {"candidates": 0},
        {"extra_body": {"messages": []}},
        {"extra_body": {"n": 2}},
    ],
)
def test_settings_that_cannot_work_are_refused(options):
    """An empty model, no time, or a body that would replace the messages is an error at once."""
    with pytest.raises(SettingsError):
        Chat(**({"model": "tiny", "base_url": "http://localhost:1"} | options))


@pytest.mark.parametrize("step", [letter(), error(400), server.reset, server.silence(0.1), BROKEN_UTF8])
def test_neither_key_nor_draft_is_logged_or_shown(stub, step, caplog):
    """At the most talkative level no library writes key or draft, and repr and detail hold neither."""
    caplog.set_level(logging.DEBUG)
    stub.play(step)
    engine = chat(stub)
    answer, _ = write(engine)
    for text in (caplog.text, repr(engine), answer.detail):
        assert SECRET not in text
        assert "circus" not in text


def test_an_engine_can_be_handed_to_another_process(stub):
    """A chat engine survives pickling, so that drafts can be mapped over a pool."""
    twin = pickle.loads(pickle.dumps(chat(stub)))  # noqa: S301 - our own
    assert write(twin)[0].outcome is OK


@pytest.mark.skipif(sys.platform == "win32", reason="no signal can be sent to oneself there")
def test_an_interrupt_ends_a_request_at_once(stub):
    """Ctrl-C while a server is silent ends the wait; nothing turns it into an outcome."""
    stub.play(server.silence(30))
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        write(chat(stub))
    assert time.monotonic() - began < 3
