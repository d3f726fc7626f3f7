"""What the errors of servers mean."""

import json

import pytest

from poise.domain import Outcome
from poise.engines.complaints import Reply
from poise.engines.faults import judge_status, read_wait
from stub import HTML, date_in

ERROR, OTHER, FILTERED = Outcome.SERVER_ERROR, Outcome.NOT_AN_API, Outcome.FILTERED
TOO_LONG = "Requested tokens (5120) exceed context window of 2048"


def judge(status, body=b"", **headers):
    """Judge the answer of a server."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return judge_status(Reply(status, headers, raw), "llm.test", "tiny")


def openai(message="no", code=None, param=None):
    """Make an error body in OpenAI's shape."""
    return {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}


@pytest.mark.parametrize("status", [200, 201, 204])
def test_success_is_no_fault(status):
    """A success is judged by its body, later."""
    assert judge(status) is None


@pytest.mark.parametrize(
    ("status", "body", "outcome", "again", "told"),
    [
        (408, openai(), ERROR, True, "failed"),
        (429, openai(code="rate_limit_exceeded"), ERROR, True, "busy"),
        (429, b"", ERROR, True, "busy"),
        (500, openai(), ERROR, True, "failed"),
        (500, b"Internal Server Error", ERROR, True, "failed"),
        (502, HTML.encode(), ERROR, True, "failed"),
        (503, {"error": "loading", "message": "loading", "status": 503}, ERROR, True, "failed"),
        (429, openai(code="insufficient_quota"), ERROR, False, "quota"),
        (402, {"error": {"message": "Insufficient Balance", "code": 402}}, ERROR, False, "quota"),
        (401, openai("Incorrect API key provided", "invalid_api_key"), ERROR, False, "key"),
        (401, {"detail": "Not authenticated"}, ERROR, False, "key"),
        (403, HTML.encode(), ERROR, False, "key"),
        (407, HTML.encode(), ERROR, False, "proxy"),
        (404, openai("The model `tiny` does not exist", "model_not_found"), ERROR, False, "no model named tiny"),
        (404, {"error": {"message": 'model "tiny" not found, try pulling it first'}}, ERROR, False, "no model named tiny"),
        (400, openai("Invalid model name passed in model=tiny. Call `/v1/models`", "400"), ERROR, False, "no model named"),
        (400, openai("tiny is not a valid model ID", 400), ERROR, False, "no model named tiny"),
        (400, openai("Model Not Exist"), ERROR, False, "no model named tiny"),
        (404, {"error": {"message": "No endpoints found for tiny.", "code": 404}}, ERROR, False, "no model named tiny"),
        (404, {"error": {"code": "DeploymentNotFound", "message": "The API deployment …"}}, ERROR, False, "no model named"),
        (404, {"object": "error", "message": "The model `tiny` does not exist.", "code": 404}, ERROR, False, "no model named"),
        (400, openai("API key not valid. Please pass one.", 400), ERROR, False, "the key"),
        (400, [{"error": {"code": 400, "message": "API key expired.", "status": "INVALID_ARGUMENT"}}], ERROR, False, "the key"),
        (404, b"404 page not found", OTHER, False, "base URL"),
        (404, {"detail": "Not Found"}, OTHER, False, "base URL"),
        (404, {"error": "Not Found", "message": "POST /chat", "status": 404}, OTHER, False, "base URL"),
        (405, {"detail": "Method Not Allowed"}, OTHER, False, "base URL"),
        (301, HTML.encode(), OTHER, False, "redirects"),
        (307, b"", OTHER, False, "redirects"),
        (400, openai(), ERROR, False, "refused the request"),
        (400, b"Bad Request", ERROR, False, "refused the request"),
        (422, {"detail": [{"loc": ["body", "messages"], "msg": "field required"}]}, ERROR, False, "refused the request"),
        (400, openai("maximum context length is 4096", "context_length_exceeded"), ERROR, False, "shorten"),
        (400, {"error": {"code": 400, "message": "x", "type": "exceed_context_size_error"}}, ERROR, False, "shorten"),
        (400, openai("Input token count (99) exceeds the maximum number of tokens allowed (9)."), ERROR, False, "shorten"),
        (400, openai("prompt is too long: 99 tokens > 9 maximum"), ERROR, False, "shorten"),
        (413, HTML.encode(), ERROR, False, "shorten"),
        (500, {"error": {"message": TOO_LONG, "type": "internal_server_error", "code": None}}, ERROR, False, "shorten"),
        (400, openai("filtered", "content_filter"), FILTERED, False, "refused to read"),
        (
            400,
            {"error": {"message": "x", "code": None, "innererror": {"code": "ResponsibleAIPolicyViolation"}}},
            FILTERED,
            False,
            "refused to read",
        ),
        (403, {"error": {"code": 403, "metadata": {"flagged_input": "…"}}}, FILTERED, False, "refused to read"),
    ],
)
def test_each_error_is_known_for_what_it_is(status, body, outcome, again, told):
    """Status and body together give the outcome, whether asking again may help, and words that tell what to do."""
    fault = judge(status, body)
    assert (fault.outcome, fault.again) == (outcome, again)
    assert told in fault.detail
    assert str(status) in fault.detail


def test_no_word_of_the_server_is_repeated():
    """A server may quote the draft or the key in its error: neither reaches the text of a fault."""
    said = "You people are a joke, Incorrect API key provided: sk-secret"
    for status in (400, 401, 403, 404, 413, 422, 429, 500):
        for body in (openai(said, said, said), {"error": said}, {"detail": [{"msg": said}]}, said.encode()):
            fault = judge(status, body)
            assert "joke" not in fault.detail + str(fault) + repr(fault)
            assert "sk-secret" not in fault.detail + str(fault) + repr(fault)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"}, 0.0),
        ({"retry-after": "Sun, 66 Nov 1994 08:49:37 GMT"}, None),
    ],
)
def test_how_long_to_wait_is_read(headers, seconds):
    """Seconds, milliseconds and past dates count; what is no time at all is ignored."""
    assert read_wait(headers) == seconds


def test_a_date_to_wait_for_is_read():
    """A date ahead gives the seconds until then."""
    assert 28 < read_wait({"retry-after": date_in(30)}) <= 30
