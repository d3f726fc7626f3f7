"""How conversations with a model are recorded and replayed."""

import json
import re
from pathlib import Path

import vcr

CASSETTES = Path(__file__).parent.parent / "cassettes"
KEEP_REQUEST = {"content-type"}  # the body matcher compares JSON as JSON only while it sees that it is
KEEP_RESPONSE = {"content-type", "retry-after", "retry-after-ms"}


def is_recording(request):
    """Tell whether this very test talks to a live server to record it."""
    return request.config.getoption("--record") and "cassette" in request.fixturenames


def open_tape(path, *, recording=False):
    """Open a tape: in replay nothing is ever sent, written, or answered with what does not match whole."""
    recorder = vcr.VCR(
        record_mode="all" if recording else "none",
        drop_unused_requests=recording,  # in replay it would rewrite the tape
        match_on=["method", "path", "body"],
        before_record_request=scrub_request,
        before_record_response=scrub_response,
        decode_compressed_response=True,
        record_on_exception=False,
    )
    return recorder.use_cassette(str(path))


def scrub_request(request):
    """Keep of a request what the tape is about, and nothing that tells where or with which key it was made."""
    for name in list(request.headers):
        if name.lower() not in KEEP_REQUEST:
            del request.headers[name]
    request.uri = re.sub(r"^https?://[^/]+(?:/.*)?/chat/", "http://llm.test/v1/chat/", request.uri)
    body = json.loads(request.body)
    request.body = json.dumps(body | {"model": "a-model"}, ensure_ascii=False, indent=1)
    return request


def scrub_response(response):
    """Keep the headers that mean something to us; cookies, request ids and organisations go."""
    response["headers"] = {k.lower(): v for k, v in response["headers"].items() if k.lower() in KEEP_RESPONSE}
    return response
