"""What judging gives: a verdict and all that is in it. The rest of what flows through poise is in ``domain``, these included.

They stand apart so that a text is judged without making the many values that only a writer needs.

Offsets are code points in exactly the text that was given, half-open: ``Span(0, 5)`` covers 0, 1, 2, 3 and 4, and
``finding.text == given[finding.span.start:finding.span.end]``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: errors stop a letter, warnings and notes do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Advice(StrEnum):
    """What the judge would do with the text in the author's place."""

    SEND = "send"
    REVISE = "revise"
    WAIT = "wait"
    DO_NOT_SEND = "do-not-send"
    NO_REPLY_NEEDED = "no-reply-needed"
    SEEK_ADVICE = "seek-advice"
    GET_HELP = "get-help"


class Profile(StrEnum):
    """Whose text is judged: ``check`` what a person wrote, ``gate`` (stricter) what an engine wrote."""

    CHECK = "check"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in exactly the text that was given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a rule that met: its name in the rule, the words, and where they stand."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of a text that breaks a rule, with the words that met.

    ``points`` is set when hints decided together: what this one added to the sum.
    """

    rule: str
    severity: Severity
    span: Span
    text: str
    message: str
    why: str
    source: str
    fix: str
    slots: tuple[Slot, ...] = ()
    points: float | None = None

    @property
    def family(self) -> str:
        """The first part of the rule's id."""
        return self.rule.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of the text that was not judged because the author did not write it; ``kind``: quoted, signature, footer."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings on one text, sorted by start and then rule, and the advice. ``passed`` means: no error."""

    findings: tuple[Finding, ...]
    advice: Advice
    skipped: tuple[Skipped, ...]
    rulebook: str

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a letter."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def passed(self) -> bool:
        """True when no finding is an error."""
        return not self.errors
