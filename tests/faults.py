"""Every fault that a model server was seen to have, as a script for the stub: by name, the steps in order, the last for ever.

`make faults` prints what becomes of each, and tests play them all.
"""

import stub as server
from stub import BODY, LETTER, busy, completion, error, letter, page, says

DRAFT = (
    "Dear Ms. Okonjo,\n\nI am so angry about the post of Assistant Archivist. I did enjoy seeing the map room.\n\nTeodor Lind\n"
)
GOOD = letter()
BAD = letter(BODY.replace("Please keep me", "Could you give me some feedback on my interview? Please keep me"))
PROSE = says("I'm sorry, but I can't help with that.")
CUT_JSON = server.answer('{"id": "chatcmpl-1", "choices": [{"mess')
BAD_UTF8 = server.answer(b'{"id": "1", "choices": [{"message": {"content": "\xff\xfe"}}]}')
NO_CHOICES = server.answer(completion() | {"choices": []})
NULL_CHOICES = server.answer(completion() | {"choices": None})
MISSING_CHOICES = server.answer({"id": "1", "object": "chat.completion"})
NULL_CONTENT = says(None)
TOO_LONG = says("<letter>\nSubject: A", "length")
REFUSAL = says(None, refusal="I can't help with that.")
FILTERED = says("", "content_filter")
ERROR_200 = server.answer({"error": {"message": "upstream", "code": 502}})
SILENCE = server.silence(60)

FAULTS = {
    "good at once": [GOOD],
    "bad then good": [BAD, GOOD],
    "always bad": [BAD],
    "prose then good": [PROSE, GOOD],
    "prose for ever": [PROSE],
    "fenced letter": [says(f"Here you are:\n```\n{LETTER}\n```")],
    "letter after a closed thought": [says(f"<think>They are angry.</think>{LETTER}")],
    "letter inside an open thought": [says(f"<think>They are angry. {LETTER}")],
    "two letters": [says(LETTER + LETTER)],
    "content in parts": [says([{"type": "text", "text": LETTER}])],
    "429 Retry-After 1, then ok": [busy("1"), GOOD],
    "429 no header, then ok": [busy(), GOOD],
    "429 Retry-After 120, then ok": [busy("120"), GOOD],
    "429 for ever": [busy()],
    "429 no quota": [error(429, "no", "insufficient_quota")],
    "500 x2 then ok": [error(500), error(500), GOOD],
    "500 x3 then ok": [error(500), error(500), error(500), GOOD],
    "500 for ever": [error(500)],
    "503 text then ok": [server.answer("overloaded", 503, content_type="text/plain"), GOOD],
    "408 then ok": [error(408), GOOD],
    "reset once": [server.reset, GOOD],
    "reset for ever": [server.reset],
    "reset in body once": [server.reset_in_body, GOOD],
    "body shorter than promised, once": [server.half_body, GOOD],
    "body shorter, for ever": [server.half_body],
    "truncated JSON once": [CUT_JSON, GOOD],
    "truncated JSON for ever": [CUT_JSON],
    "empty choices once": [NO_CHOICES, GOOD],
    "empty choices for ever": [NO_CHOICES],
    "choices null": [NULL_CHOICES],
    "choices missing": [MISSING_CHOICES],
    "content null once": [NULL_CONTENT, GOOD],
    "content null for ever": [NULL_CONTENT],
    "finish_reason=length once": [TOO_LONG, GOOD],
    "finish_reason=length for ever": [TOO_LONG],
    "refusal once": [REFUSAL, GOOD],
    "refusal for ever": [REFUSAL],
    "content_filter on the answer": [FILTERED],
    "content_filter on the prompt": [error(400, "filtered", "content_filter")],
    "HTML 200 once": [page(), GOOD],
    "HTML 200 for ever": [page()],
    "HTML 502 once": [page(502), GOOD],
    "HTML 502 for ever": [page(502)],
    "error object with 200, then ok": [ERROR_200, GOOD],
    "error object with 200": [ERROR_200],
    "JSON array body": [server.answer("[]")],
    "invalid UTF-8 in body": [BAD_UTF8],
    "204 without body": [server.answer(status=204)],
    "no answer once": [SILENCE, GOOD],
    "no answer for ever": [SILENCE],
    "1 byte per 0.5 s": [server.drip(0.5)],
    "headers 1 byte per 0.5 s": [server.drip(0.5, headers_too=True)],
    "answer without an end": [server.flood()],
    "400 json_schema unsupported": [error(400, "response_format json_schema is not supported")],
    "400 context too long": [error(400, "too long", "context_length_exceeded")],
    "401": [error(401, code="invalid_api_key")],
    "403 HTML": [page(403)],
    "404 model": [error(404, "The model tiny does not exist", "model_not_found")],
    "404 HTML": [page(404)],
    "307 elsewhere": [server.answer("", 307, location="http://elsewhere.test/v1")],
}
