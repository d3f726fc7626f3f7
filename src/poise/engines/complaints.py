"""What a server says is wrong, in whatever shape it says so → one `Complaint`.

Its texts serve only to tell cases apart: they may quote the draft or the key, so none of them ever reaches a person.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

UNTOLD = 0
_READ_AT_MOST = 20_000


class Reply(NamedTuple):
    """One HTTP answer, whole: ``headers`` by lower-case name, ``body`` decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a server says is wrong, in lower case, empty where it says nothing.

    ``status`` is 0 for an error that was told with success, ``param`` the name of what it dislikes, ``structured``
    whether it spoke JSON.
    """

    status: int = UNTOLD
    message: str = ""
    codes: str = ""
    param: str = ""
    structured: bool = False


def read_complaint(reply: Reply) -> Complaint:
    """Read an error body of whatever shape: OpenAI's, one with a numeric code, ``detail`` lists, plain text, HTML."""
    text = reply.body[:_READ_AT_MOST].decode("utf-8", "replace")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Complaint(reply.status, text.lower())
    return complain(told, reply.status)


def complain(told: object, status: int = UNTOLD) -> Complaint:
    """Gather what a decoded error body says; without a status of its own, a numeric code inside is taken for one."""
    outer = _as_dict(told)
    inner = _as_dict(outer.get("error", outer.get("detail", outer)))
    cause, metadata, location = inner.get("innererror"), inner.get("metadata"), inner.get("loc")
    parts = [inner, *([outer] if outer is not inner else []), *([cause] if isinstance(cause, dict) else [])]
    flags = metadata if isinstance(metadata, dict) else ()
    return Complaint(
        status=status or _status_inside(parts),
        message=_gather(parts, "message", "msg"),
        codes=" ".join((_gather(parts, "code", "type"), *flags)).strip().lower(),
        param=str(location[-1] if isinstance(location, list) and location else inner.get("param") or ""),
        structured=True,
    )


def _as_dict(value: object) -> dict[str, object]:
    """Look at the first item of a list, and take bare words for a message."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {"message": first}


def _status_inside(parts: Iterable[dict[str, object]]) -> int:
    codes = (str(part.get(key)) for part in parts for key in ("code", "status", "status_code"))
    return next((int(code) for code in codes if re.fullmatch(r"[45]\d\d", code)), UNTOLD)


def _gather(parts: Iterable[dict[str, object]], *keys: str) -> str:
    values = (part.get(key) for part in parts for key in keys)
    return " ".join(str(value) for value in values if isinstance(value, str | int)).lower()
