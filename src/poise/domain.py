"""What flows through poise: frozen values, no behaviour beyond reading them.

Offsets everywhere are code points in exactly the text that was given, half-open. What judging gives is made in ``verdicts``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

from poise.verdicts import Advice, Finding, Profile, Severity, Skipped, Slot, Span, Verdict

__all__ = [
    "Advice",
    "Answer",
    "Attempt",
    "Brief",
    "Channel",
    "Draft",
    "Dropped",
    "Engine",
    "Fact",
    "Facts",
    "Finding",
    "Glance",
    "Guidance",
    "Letter",
    "Notice",
    "Origin",
    "Outcome",
    "Profile",
    "PromptCut",
    "Rewrite",
    "Severity",
    "Skipped",
    "Slot",
    "Span",
    "Stage",
    "Tell",
    "Usage",
    "Verdict",
    "Waiting",
    "keep_quiet",
]


class Outcome(StrEnum):
    """What one answer of an engine turned out to be, before any rule is applied."""

    OK = "ok"
    TRUNCATED = "truncated"
    FILTERED = "filtered"
    REFUSED = "refused"
    EMPTY = "empty"
    MALFORMED = "malformed"
    SERVER_ERROR = "server_error"
    NOT_AN_API = "not_an_api"


class Origin(StrEnum):
    """Where a fact was found."""

    FIELD = "field"
    DRAFT = "draft"
    REJECTION = "rejection"


class Stage(StrEnum):
    """How far the author got, as far as the draft or the rejection says."""

    UNKNOWN = "unknown"
    APPLIED = "applied"
    INTERVIEWED = "interviewed"
    FINAL_ROUND = "final-round"


class Channel(StrEnum):
    """Where the reply will be sent; it decides how long a letter may be."""

    EMAIL = "email"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Draft:
    """The reply as its author wrote it, and what the author told us besides.

    ``rejection`` is the message it answers: its text, or a whole .eml as ``str`` or ``bytes``. ``name`` signs the letter,
    ``to`` is how the recipient is addressed ("Dr. Brandvold"), ``liked`` is one true thing the author enjoyed.
    """

    text: str
    rejection: str | bytes | None = None
    name: str | None = None
    to: str | None = None
    role: str | None = None
    company: str | None = None
    liked: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body that an engine wrote; the body ends without a newline."""

    subject: str
    body: str

    @property
    def text(self) -> str:
        """The letter as the gate judges it: subject line, blank line, body."""
        return f"Subject: {self.subject}\n\n{self.body}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing understood of a draft, with where it stands; ``span`` is None for a field of the author's."""

    kind: str
    text: str
    origin: Origin
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What was understood of a draft. A missing name is None and never made up.

    ``recipient`` is the form of address for the salutation, ``people`` who else was met, ``details`` the clauses worth
    keeping (their ``kind`` tells why: liked, logistics, wish, thanks, other-role), ``contacts`` the numbers, addresses and
    amounts that must survive to the letter. ``sentences`` are the author's own that could stand as they are, in order (their
    ``kind`` is what they do); in a ``calm`` draft they are nearly all of it. ``salutation`` and ``closing`` are the author's
    own words before the recipient's name and before the signature, when they are fit for a letter.
    """

    sender: Fact | None = None
    recipient: Fact | None = None
    role: Fact | None = None
    company: Fact | None = None
    reference: Fact | None = None
    subject: Fact | None = None
    stage: Stage = Stage.UNKNOWN
    channel: Channel = Channel.EMAIL
    british: bool = False
    no_reply: bool = False
    automated: bool = False
    people: tuple[Fact, ...] = ()
    details: tuple[Fact, ...] = ()
    contacts: tuple[Fact, ...] = ()
    sentences: tuple[Fact, ...] = ()
    calm: bool = False
    salutation: str | None = None
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """What one blocking rule asks of a writer, as a value that engines may see without knowing the rule."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence of the draft that is not in the letter, and the rules it broke (none: it was only not needed)."""

    text: str
    span: Span
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer as the server counted them."""

    prompt: int
    completion: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The server is given time before it is asked again; ``reason`` says what it answered."""

    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class PromptCut:
    """A server counted far fewer tokens in a request than it has words: it has most likely read only a part of it."""

    host: str
    tokens: int
    words: int


Notice = Waiting | PromptCut
Tell = Callable[[Notice], None]
"""Who is told of what happens while an engine writes."""


def keep_quiet(_: Notice) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a writer is told for one attempt.

    ``guidance`` holds the advice of every blocking rule, ``broken`` that of the rules broken by earlier attempts,
    ``dropped`` the sentences of the draft that broke a rule, ``attempt`` counts from 1, ``deadline`` is a reading of
    ``time.monotonic()`` after which no answer is of use. ``refused`` are the words of earlier letters that broke a rule; a
    model is never told them. A writer may ``tell`` what goes on meanwhile.
    """

    draft: Draft
    facts: Facts
    guidance: tuple[Guidance, ...]
    broken: tuple[Guidance, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    attempt: int = 1
    deadline: float = float("inf")
    refused: tuple[str, ...] = ()
    tell: Tell = field(default=keep_quiet, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave back. ``detail`` explains an outcome other than ok in words fit for a person, without the draft.

    ``spare`` holds further letters, where an engine wrote several at once; ``usage`` counts the tokens of them all.
    """

    outcome: Outcome
    letter: Letter | None = None
    usage: Usage | None = None
    requests: int = 0
    detail: str = ""
    spare: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """What a model said of a text that breaks no rule: ``findings`` is what it objects to.

    An outcome other than ok means that its answer could not be used; ``detail`` says why, without the text.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    usage: Usage | None = None
    requests: int = 0
    detail: str = ""


class Engine(Protocol):
    """Who writes. ``name`` is "chat" or "offline"; ``write`` never raises for what a server does wrong."""

    @property
    def name(self) -> str:
        """The engine's word in reports."""

    def write(self, brief: Brief) -> Answer:
        """Write one letter, or say what came instead."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a draft goes: to which model, at which host; ``redacted`` tells that names, numbers and addresses stay here."""

    model: str
    host: str
    redacted: bool = False


@runtime_checkable
class SendingEngine(Engine, Protocol):
    """An engine that sends the draft somewhere, and can say where before it does."""

    @property
    def destination(self) -> Destination:
        """Where it goes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of an engine: what it was, its letter and verdict, tokens, requests made and seconds taken.

    Where an engine wrote several letters at once, ``candidates`` counts them, and the letter is the first that passed, or the
    one that came nearest.
    """

    engine: str
    outcome: Outcome
    letter: Letter | None
    verdict: Verdict | None
    usage: Usage | None
    requests: int
    seconds: float
    detail: str = ""
    candidates: int = 1

    @property
    def passed(self) -> bool:
        """True when there is a letter and no rule stops it."""
        return self.letter is not None and self.verdict is not None and self.verdict.passed


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The draft and every attempt in order; the letter is reachable only if it passed.

    ``verdict`` is what the judge says of the draft itself, ``advice`` what is best to do now.
    """

    draft: Draft
    facts: Facts
    attempts: tuple[Attempt, ...]
    kept: tuple[Fact, ...]
    dropped: tuple[Dropped, ...]
    advice: Advice
    fell_back: bool
    rulebook: str
    verdict: Verdict | None = None

    @property
    def passed(self) -> bool:
        """True when the last attempt gave a letter that breaks no rule."""
        return bool(self.attempts) and self.attempts[-1].passed

    @property
    def letter(self) -> Letter | None:
        """The letter that passed, or None: a letter that failed is never a result."""
        return self.attempts[-1].letter if self.passed else None
