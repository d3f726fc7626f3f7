"""What a server answered instead of a letter → what it means, in our words, and whether asking again can help.

Servers agree on no shape for an error, so every shape that was seen is read into one `Complaint`. Its texts serve only
to tell the cases apart: they may quote the draft or the key, so none of them ever gets into a `Fault`.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from poise.domain import Outcome

_UNTOLD = 0
_SUCCESS = range(200, 300)
_REDIRECTION = range(300, 400)
_TEMPORARY = frozenset({_UNTOLD, 408, 429, *range(500, 600)})
_BUSY, _NO_CREDIT, _TOO_LARGE = 429, 402, 413
_KEY_REFUSED = frozenset({401, 403})
_UNFIT = frozenset({400, 422})
_NOTHING_HERE = frozenset({404, 405})

_TOO_LONG = re.compile(
    r"context[ _](?:length|window|size)|exceed_context|prompt is too long|string_above_max|too many (?:input )?tokens"
)
_FILTERED = re.compile(r"content_filter|content_policy|responsibleaipolicyviolation|flagged_input")
_NO_QUOTA = re.compile(r"insufficient_(?:quota|balance)|billing_(?:hard_limit|not_active)")
_NO_MODEL = re.compile(r"model_not_found|\bmodel\b")
_NAMES_NO_MODEL = re.compile(r"invalid model(?: name| id)?\b|not a valid model|unknown model|no such model")
_NO_SUCH_PATH = re.compile(r"unexpected endpoint|no such path|invalid url")
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

    status: int = _UNTOLD
    message: str = ""
    codes: str = ""
    param: str = ""
    structured: bool = False


class Fault(Exception):  # noqa: N818 - some faults are no errors, only a server's wish to be asked later
    """Why one request gave nothing that could be read.

    ``detail`` is fit for a person and holds nothing that the server said, ``again`` tells whether the same request may
    fare better, ``wait`` for how many seconds the server wants peace first, ``vague`` that a request was refused for no
    reason that is known here.
    """

    def __init__(  # noqa: PLR0913 - each says one thing about the fault
        self,
        outcome: Outcome,
        detail: str,
        *,
        again: bool = False,
        wait: float | None = None,
        complaint: Complaint | None = None,
        vague: bool = False,
    ) -> None:
        """Keep what happened; the complaint is for adapting the next request, never for showing."""
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.again = again
        self.wait = wait
        self.complaint = complaint or Complaint()
        self.vague = vague


def judge_status(reply: Reply, host: str, model: str) -> Fault | None:
    """Name the fault that an HTTP status stands for; None for a success, whose body has yet to be read."""
    if reply.status in _SUCCESS:
        return None
    return name_fault(read_complaint(reply), host, model, wait=read_wait(reply.headers))


def name_fault(complaint: Complaint, host: str, model: str, *, wait: float | None = None) -> Fault:
    """Tell what a complaint means: first what asking again cannot change, then what time may heal."""
    known = _name_lasting(complaint, host, model)
    if known is not None:
        return Fault(*known, complaint=complaint)
    number = f" ({complaint.status})" if complaint.status else ""
    if complaint.status not in _TEMPORARY:
        return Fault(Outcome.SERVER_ERROR, f"{host} refused the request{number}", complaint=complaint, vague=True)
    verb = "is busy" if complaint.status == _BUSY else "failed"
    asks = f" and asks to wait {math.ceil(wait)} s" if wait else ""
    detail = f"{host} {verb}{number}{asks}; try again later"
    return Fault(Outcome.SERVER_ERROR, detail, again=True, wait=wait, complaint=complaint)


def _name_lasting(complaint: Complaint, host: str, model: str) -> tuple[Outcome, str] | None:
    """Recognise what asking again cannot change, from the most telling sign to the least."""
    status, codes, said = complaint.status, complaint.codes, f"{complaint.codes} {complaint.message}"
    lost = status in _NOTHING_HERE
    about_model = _NO_MODEL.search(said) and ("model_not_found" in codes or (lost and complaint.structured))
    unfit = status in _UNFIT and complaint.structured and _NAMES_NO_MODEL.search(complaint.message)
    misplaced = lost or _NO_SUCH_PATH.search(complaint.message)
    number = f" ({status})" if status else ""
    wrong, elsewhere = Outcome.SERVER_ERROR, Outcome.NOT_AN_API
    cases = (
        (_FILTERED.search(codes), Outcome.FILTERED, f"the provider at {host} refused to read the draft{number}"),
        (
            status == _TOO_LARGE or _TOO_LONG.search(said),
            wrong,
            f"the draft is longer than {model} at {host} can read{number}; shorten it",
        ),
        (
            status == _NO_CREDIT or _NO_QUOTA.search(codes),
            wrong,
            f"no quota or credit is left at {host}{number}; check the account there",
        ),
        (status in _KEY_REFUSED, wrong, f"{host} did not accept the key{number}; check OPENAI_API_KEY or api_key_file"),
        (about_model or unfit, wrong, f"{host} has no model named {model}{number}; check POISE_MODEL or --model"),
        (misplaced, elsewhere, f"{host} has no chat API there{number}; check the base URL, which often ends in /v1"),
        (status in _REDIRECTION, elsewhere, f"{host} redirects elsewhere{number}; use the address it redirects to"),
    )
    return next(((outcome, detail) for met, outcome, detail in cases if met), None)


def read_complaint(reply: Reply) -> Complaint:
    """Read an error body of whatever shape: OpenAI's, one with a numeric code, ``detail`` lists, plain text, HTML."""
    text = reply.body[:_READ_AT_MOST].decode("utf-8", "replace")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Complaint(reply.status, text.lower())
    return complain(told, reply.status)


def complain(told: object, status: int = _UNTOLD) -> Complaint:
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
    return next((int(code) for code in codes if re.fullmatch(r"[45]\d\d", code)), _UNTOLD)


def _gather(parts: Iterable[dict[str, object]], *keys: str) -> str:
    values = (part.get(key) for part in parts for key in keys)
    return " ".join(str(value) for value in values if isinstance(value, str | int)).lower()


def read_wait(headers: Mapping[str, str]) -> float | None:
    """Read how many seconds a server asks to wait: ``retry-after-ms``, or ``retry-after`` in seconds or as a date."""
    milliseconds = _read_number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    told = headers.get("retry-after", "")
    seconds = _read_number(told)
    return seconds if seconds is not None else _count_seconds_until(told)


def _read_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return max(number, 0.0) if math.isfinite(number) else None


def _count_seconds_until(date: str) -> float | None:
    from datetime import UTC, datetime  # both are seldom needed and slow to import
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), 0.0)
