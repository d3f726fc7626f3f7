"""What the page sends, as a value: read within limits of size and time, and never kept."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl

import anyio

from poise.domain import Draft
from poise.engines.offline import Tone
from poise.web.refusing import RefusedError

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_BYTES = 2_000_000
MOST_DISCARDED = 100_000_000
READING_SECONDS = 10.0
_MOST_FIELDS = 30
_MOST_VARIANTS = 1000
_LONGEST = {"draft": 20_000, "letter": 20_000, "subject": 500, "name": 200, "liked": 500, "writer": 200}
_CALLED = {"draft": "Your reply", "letter": "The letter", "subject": "The subject", "liked": "What you liked"}

Wish = Literal["rewrite", "check", "recheck", "another", "model"]
TONES: tuple[Tone, ...] = ("brief", "standard", "warm")
_WISHES: tuple[Wish, ...] = ("rewrite", "check", "recheck", "another", "model")


@dataclass(frozen=True, slots=True)
class Form:
    """Everything in the page when a button was pressed.

    ``host`` is the one that was named beside the button, ``writer`` the model that wrote the letter, if one did.
    """

    wish: Wish = "rewrite"
    draft: str = ""
    rejection: str = ""
    name: str = ""
    liked: str = ""
    subject: str = ""
    letter: str = ""
    tone: Tone = "standard"
    variant: int = 0
    host: str = ""
    writer: str = ""

    def to_draft(self) -> Draft:
        """The draft as the library takes it: what was left empty was not told."""
        told = {"rejection": self.rejection, "name": self.name, "liked": self.liked}
        return Draft(self.draft, **{key: value.strip() or None for key, value in told.items()})


async def read_fields(request: "Request") -> dict[str, str]:
    """The fields of a posted form. Raises RefusedError for too much of it, or for one that dawdles."""
    try:
        with anyio.fail_after(READING_SECONDS):
            body = await _read_body(request)
    except TimeoutError:
        raise RefusedError(408, "The text did not arrive in time. Try again.") from None
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:
        raise RefusedError(400, "This is not what the page sends. Reload it and try again.") from None
    return {name: value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "") for name, value in pairs}


async def _read_body(request: "Request") -> bytes:
    """The body, if it is no longer than it may be; a longer one is let run out, so that the sender reads our answer."""
    pieces: list[bytes] = []
    size = 0
    announced = request.headers.get("content-length", "0")
    if int(announced if announced.isdigit() else 0) > MOST_DISCARDED:
        _refuse_size()
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_DISCARDED:
            break
        if size <= MOST_BYTES:
            pieces.append(piece)
        else:
            pieces.clear()
    if size > MOST_BYTES:
        _refuse_size()
    return b"".join(pieces)


def _refuse_size() -> None:
    most = MOST_BYTES // 1_000_000
    raise RefusedError(413, f"That is more than {most} MB. Paste the text of the mail, without what was attached to it.")


def read_form(fields: dict[str, str]) -> Form:
    """The fields as a value; what makes no sense counts as not sent."""
    pressed = fields.get("do", "")
    tone = next((tone for tone in TONES if pressed == tone), _read_tone(fields) if pressed != "rewrite" else "standard")
    variant = _read_number(fields.get("variant", "")) if pressed != "rewrite" else 0
    texts = {name: fields.get(name, "") for name in ("draft", "rejection", "name", "liked", "letter", "host", "writer")}
    wish: Wish = next((wish for wish in _WISHES if wish == pressed), "rewrite")
    subject = " ".join(fields.get("subject", "").split())
    variant += wish == "another"
    return Form(wish=wish, subject=subject, tone=tone, variant=variant % _MOST_VARIANTS, **texts)


def require_fresh(fields: dict[str, str], token: str) -> None:
    """Raise RefusedError for a form that does not come from a page which this very start of poise has served."""
    if not secrets.compare_digest(fields.get("token", "").encode(), token.encode()):
        raise RefusedError(403, "poise was started again since. Nothing is lost: press the button once more.")


def require_sensible(fields: dict[str, str]) -> None:
    """Raise RefusedError for a field that is longer than it could sensibly be."""
    for name, most in _LONGEST.items():
        if len(fields.get(name, "")) > most:
            raise RefusedError(413, f"{_CALLED.get(name, 'A field')} is longer than {most:,} characters. Shorten it.")


def _read_tone(fields: dict[str, str]) -> Tone:
    return next((tone for tone in TONES if tone == fields.get("tone")), "standard")


def _read_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(_MOST_VARIANTS)) else 0
