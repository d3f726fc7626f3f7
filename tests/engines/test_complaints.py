"""Servers say in many shapes what is wrong; each is read."""

import json

import pytest

from poise.engines.complaints import Reply, read_complaint


def openai(message="no", code=None, param=None):
    """Make an error body in OpenAI's shape."""
    return {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}


@pytest.mark.parametrize(
    ("body", "message", "codes", "param"),
    [
        (openai("No", "bad", "max_tokens"), "no", "bad invalid_request_error", "max_tokens"),
        ({"error": {"message": "No", "code": 400}}, "no", "400", ""),
        ({"error": "Not Found", "message": "gone", "status": 404}, "not found gone", "", ""),
        ({"detail": "No"}, "no", "", ""),
        ({"detail": [{"loc": ["body", "n"], "msg": "No", "type": "extra"}]}, "no", "extra", "n"),
        ([{"error": {"message": "No", "code": 400}}], "no", "400", ""),
        (b"No", "no", "", ""),
        (b'"No"', "no", "", ""),
        (b"[]", "", "", ""),
        (b"7", "7", "", ""),
        (b'{"error": {"message": 7.5, "code": [], "param": null}}', "", "", ""),
    ],
)
def test_every_shape_of_error_is_read(body, message, codes, param):
    """OpenAI's shape, numeric codes, bare words, lists and plain text all give message, codes and parameter."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    complaint = read_complaint(Reply(400, {}, raw))
    assert (complaint.message, complaint.codes, complaint.param) == (message, codes, param)
