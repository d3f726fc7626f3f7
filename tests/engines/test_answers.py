"""What a model answered: a letter with its tokens, or what every other body is."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.domain import Letter, Outcome, Usage
from poise.engines.answers import read_answer
from poise.engines.complaints import Reply
from poise.engines.faults import Fault
from stub import BODY, LETTER, SUBJECT, completion

GOOD = Letter(SUBJECT, BODY)


def read(body, status=200):
    """Read a body as the answer of a server."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_answer(Reply(status, {}, raw), "llm.test", "m")


def test_an_answer_is_a_letter_with_its_tokens():
    """A good completion gives the letter and what it cost."""
    answer = read(completion())
    assert (answer.outcome, answer.letter, answer.usage) == (Outcome.OK, GOOD, Usage(2700, 90))


PARTS = [{"type": "reasoning", "text": "Hm."}, {"type": "text", "text": LETTER[:40]}, {"type": "text", "text": LETTER[40:]}]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (completion(PARTS), Outcome.OK),
        (completion(finish=None), Outcome.OK),
        (completion(finish=""), Outcome.OK),
        (completion(finish="eos"), Outcome.OK),
        (completion() | {"error": None}, Outcome.OK),
        (completion(reasoning_content="Hm."), Outcome.OK),
        (completion() | {"choices": []}, Outcome.EMPTY),
        (completion() | {"choices": None}, Outcome.EMPTY),
        (completion() | {"choices": {}}, Outcome.EMPTY),
        (completion() | {"choices": [None]}, Outcome.EMPTY),
        (completion() | {"choices": [{"index": 0, "finish_reason": "stop"}]}, Outcome.EMPTY),
        (completion() | {"choices": [{"message": "text"}]}, Outcome.EMPTY),
        ({k: v for k, v in completion().items() if k != "choices"}, Outcome.EMPTY),
        (completion(None), Outcome.EMPTY),
        (completion(None, reasoning_content=LETTER), Outcome.EMPTY),
        (completion(""), Outcome.EMPTY),
        (completion(" \n"), Outcome.EMPTY),
        (completion([]), Outcome.EMPTY),
        (completion([{"type": "image_url"}, "text", None]), Outcome.EMPTY),
        (completion(7), Outcome.EMPTY),
        (completion(None, tool_calls=[{"id": "1"}]), Outcome.EMPTY),
        (b"", Outcome.EMPTY),
        (b"  \n", Outcome.EMPTY),
        (completion("I can't help with that."), Outcome.MALFORMED),
        (completion(LETTER + LETTER), Outcome.MALFORMED),
        (completion(finish="tool_calls"), Outcome.MALFORMED),
        (completion(finish="unheard-of"), Outcome.MALFORMED),
        (completion(None, refusal="I can't help with that."), Outcome.REFUSED),
        (completion(refusal="No."), Outcome.REFUSED),
        (completion("", "refusal"), Outcome.REFUSED),
        (completion("", "content_filter"), Outcome.FILTERED),
        (completion(None, "content_filter: PROHIBITED_CONTENT"), Outcome.FILTERED),
        (completion("<letter>\nSubj", "length"), Outcome.TRUNCATED),
        (completion(None, "length"), Outcome.TRUNCATED),
        (completion(LETTER, "length"), Outcome.TRUNCATED),
    ],
)
def test_every_shape_of_completion_has_its_outcome(body, outcome):
    """Each way in which a completion can be right, empty, misshapen, declined or cut off is told apart."""
    answer = read(body)
    assert answer.outcome is outcome
    assert (answer.letter is not None) == (outcome is Outcome.OK)
    assert bool(answer.detail) == (outcome is not Outcome.OK)


def test_a_limit_spent_on_reasoning_is_explained():
    """When a model thought until it was cut off, the advice says where the tokens went."""
    assert "reasoning" in read(completion(None, "length", reasoning_content="Hm.")).detail
    assert "reasoning" not in read(completion(None, "length")).detail
    for spent, told in ((400, True), (0, False), (None, False), ("400", False)):
        usage = {"prompt_tokens": 3, "completion_tokens": 400, "completion_tokens_details": {"reasoning_tokens": spent}}
        assert ("reasoning" in read(completion("", "length") | {"usage": usage}).detail) is told


@pytest.mark.parametrize(
    "usage",
    [
        None,
        [],
        {},
        {"prompt_tokens": 3},
        {"prompt_tokens": None, "completion_tokens": 1},
        {"prompt_tokens": "3", "completion_tokens": 1},
        {"prompt_tokens": True, "completion_tokens": 1},
        {"prompt_tokens": -1, "completion_tokens": 1},
    ],
)
def test_missing_token_counts_are_unknown(usage):
    """Counts that are missing or no counts are None, never zero, and spoil no letter."""
    answer = read(completion() | {"usage": usage})
    assert answer.usage is None
    assert answer.letter == GOOD


def test_raw_line_breaks_in_json_are_read():
    """A server that leaves line breaks unescaped inside its strings is understood."""
    raw = json.dumps(completion()).replace("\\n", "\n").encode()
    assert read(raw).letter == GOOD


@pytest.mark.parametrize(
    ("body", "outcome", "again"),
    [
        (b"<!doctype html><p>Sign in", Outcome.NOT_AN_API, False),
        (b"OK", Outcome.NOT_AN_API, False),
        (b'data: {"choices": []}\n\ndata: [DONE]\n', Outcome.NOT_AN_API, False),
        (b'"OK"', Outcome.NOT_AN_API, False),
        (b"null", Outcome.NOT_AN_API, False),
        ([completion()], Outcome.NOT_AN_API, False),
        ({"status": "fine"}, Outcome.NOT_AN_API, False),
        ({"error": "Unexpected endpoint or method. (POST /chat/completions)"}, Outcome.NOT_AN_API, False),
        (json.dumps(completion()).encode()[:200], Outcome.SERVER_ERROR, True),
        (b'{"choices": [{"message": {"content": "\xff"}}]}', Outcome.SERVER_ERROR, True),
        (b'{"a":' * 100_000, Outcome.SERVER_ERROR, True),
        ({"error": {"message": "upstream", "code": 502}}, Outcome.SERVER_ERROR, True),
        ({"error": {"message": "upstream", "code": "429"}}, Outcome.SERVER_ERROR, True),
        ({"error": {"message": "upstream"}}, Outcome.SERVER_ERROR, True),
        ({"error": "upstream"}, Outcome.SERVER_ERROR, True),
        ({"error": {"message": "who are you", "code": 401}}, Outcome.SERVER_ERROR, False),
        ({"error": {"message": "x", "code": "insufficient_quota"}}, Outcome.SERVER_ERROR, False),
        ({"error": {"message": "x", "code": "content_filter"}}, Outcome.FILTERED, False),
        (completion() | {"error": {"message": "late", "code": 500}}, Outcome.SERVER_ERROR, True),
        (completion(finish="error"), Outcome.SERVER_ERROR, True),
        (completion() | {"choices": [{"error": {"message": "late"}}]}, Outcome.SERVER_ERROR, True),
    ],
)
def test_what_the_server_got_wrong_is_a_fault(body, outcome, again):
    """Damage and errors told with success may be asked for again; a page, a list or a stranger's JSON may not."""
    with pytest.raises(Fault) as caught:
        read(body)
    assert (caught.value.outcome, caught.value.again) == (outcome, again)


def test_an_answer_that_comes_as_a_stream_is_called_one():
    """A server that streams unasked is told apart from a page: its address is right."""
    with pytest.raises(Fault, match="streams"):
        read(b': keep-alive\n\ndata: {"choices": []}\n\n')


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.just(LETTER)
KEYS = st.sampled_from(
    ["choices", "message", "content", "finish_reason", "refusal", "error", "code", "usage", "prompt_tokens", "type", "text"]
)
ANYTHING = st.recursive(LEAVES, lambda some: st.lists(some, max_size=3) | st.dictionaries(KEYS, some, max_size=4), max_leaves=9)


@given(body=ANYTHING | st.builds(lambda inner: completion() | {"choices": inner}, ANYTHING))
def test_whatever_comes_is_an_answer_or_a_fault(body):
    """No body, however misshapen, is anything else; a letter is only ever a whole one."""
    with suppress(Fault):
        answer = read(body)
        assert (answer.letter is not None) == (answer.outcome is Outcome.OK)
        assert answer.letter in (None, GOOD)
