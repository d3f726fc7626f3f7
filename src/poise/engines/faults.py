"""What a server answered instead of a letter → what it means, in our words, and whether asking again can help.

No word of the server gets into a `Fault`: it may quote the draft or the key.
"""

import math
import re
from collections.abc import Mapping

from poise.domain import Outcome
from poise.engines.complaints import UNTOLD, Complaint, Reply, read_complaint

_SUCCESS = range(200, 300)
_REDIRECTION = range(300, 400)
_TEMPORARY = frozenset({UNTOLD, 408, 429, *range(500, 600)})
_BUSY, _NO_CREDIT, _PROXY_REFUSES, _TOO_LARGE = 429, 402, 407, 413
_KEY_REFUSED = frozenset({401, 403})
_UNFIT = frozenset({400, 422})
_NOTHING_HERE = frozenset({404, 405})

_TOO_LONG = re.compile(
    r"context[ _](?:length|window|size)|exceed_context|string_above_max|too many (?:input )?tokens"
    r"|(?:prompt|input) is too long|exceeds? (?:the )?(?:maximum number of tokens|token limit)|tokens? exceeds? the"
)
_FILTERED = re.compile(r"content_filter|content_policy|responsibleaipolicyviolation|flagged_input")
_NO_QUOTA = re.compile(r"insufficient_(?:quota|balance)|billing_(?:hard_limit|not_active)")
_BAD_KEY = re.compile(r"(?:invalid|incorrect)[ _]api[ _]key|api[ _]key (?:is )?(?:not valid|invalid|expired)|api_key_invalid")
_NO_MODEL = re.compile(r"model_not_found|deploymentnotfound")
_NAMES_NO_MODEL = re.compile(
    r"invalid model(?: name| id)?\b|not a valid model|unknown model|no such model|model not (?:exist|found)|no endpoints found"
)
_OF_A_MODEL = re.compile(r"\bmodel\b|no endpoints found")
_NO_SUCH_PATH = re.compile(r"unexpected endpoint|no such path|invalid url")

LATER = "; try again later"


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
    detail = f"{host} {verb}{number}{asks}{LATER}"
    return Fault(Outcome.SERVER_ERROR, detail, again=True, wait=wait, complaint=complaint)


def _name_lasting(complaint: Complaint, host: str, model: str) -> tuple[Outcome, str] | None:
    """Recognise what asking again cannot change, from the most telling sign to the least."""
    status, codes, said = complaint.status, complaint.codes, f"{complaint.codes} {complaint.message}"
    lost = status in _NOTHING_HERE
    unfit = status in _UNFIT and complaint.structured
    keyless = status in _KEY_REFUSED or (unfit and _BAD_KEY.search(said))
    modelless = (
        _NO_MODEL.search(codes)
        or (lost and complaint.structured and _OF_A_MODEL.search(said))
        or (unfit and _NAMES_NO_MODEL.search(complaint.message))
    )
    misplaced = lost or _NO_SUCH_PATH.search(complaint.message)
    number = f" ({status})" if status else ""
    wrong, elsewhere = Outcome.SERVER_ERROR, Outcome.NOT_AN_API
    cases = (
        (
            _FILTERED.search(codes),
            Outcome.FILTERED,
            f"the provider at {host} refused to read the draft{number}; try another server",
        ),
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
        (status == _PROXY_REFUSES, wrong, f"a proxy on the way to {host} wants a password{number}; check HTTP_PROXY"),
        (keyless, wrong, f"{host} did not accept the key{number}; poise doctor tells where it comes from"),
        (modelless, wrong, f"{host} has no model named {model}{number}; check POISE_MODEL or --model"),
        (misplaced, elsewhere, f"{host} has no chat API there{number}; check the base URL, which often ends in /v1"),
        (status in _REDIRECTION, elsewhere, f"{host} redirects elsewhere{number}; use the address it redirects to"),
    )
    return next(((outcome, detail) for met, outcome, detail in cases if met), None)


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
