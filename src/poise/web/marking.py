"""A verdict as the page shows it: the text in pieces, its places numbered, and for each place what is to be said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poise.checking.rulebook import Rulebook
from poise.domain import Finding, Severity, Verdict

_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one rule stumbled: what it met, why that does harm, what to do, and the part of the article that says so."""

    rule: str
    said: str
    why: str
    fix: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words that one or more rules stumbled over. ``label`` is what the mark and the list call it."""

    label: str
    severity: Severity
    start: int
    end: int
    quote: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and the place that it is, if it is one."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A judged text: its pieces in order, the places that count, smaller notes, and what is missing from it."""

    pieces: tuple[Piece, ...]
    places: tuple[Place, ...]
    notes: tuple[Place, ...]
    missing: tuple[Reason, ...]
    passed: bool
    skipped: tuple[str, ...]

    @property
    def grave(self) -> int:
        """How many places must change before the text is sent."""
        return sum(place.severity is Severity.ERROR for place in self.places)


def mark(text: str, verdict: Verdict, rulebook: Rulebook, *, offset: int = 0) -> Sheet:
    """Lay out the verdict on ``text``, which stands at ``offset`` in what was judged."""
    findings = [f for f in verdict.findings if f.span.end > f.span.start]
    grave = [f for f in findings if f.severity is not Severity.NOTE]
    groups = list(_gather(grave))
    apart = [f for f in findings if f.severity is Severity.NOTE and not any(_touch(f, group) for group in groups)]
    places = tuple(_place(str(n), group, text, rulebook, offset) for n, group in enumerate(groups, 1))
    notes = tuple(_place(_letter(n), group, text, rulebook, offset) for n, group in enumerate(_gather(apart)))
    empty = [f for f in verdict.findings if f.span.end == f.span.start and f.severity is not Severity.NOTE]
    return Sheet(
        pieces=tuple(_cut(text, sorted((*places, *notes), key=lambda place: place.start))),
        places=places,
        notes=notes,
        missing=_explain(empty, rulebook),
        passed=verdict.passed,
        skipped=tuple(dict.fromkeys(part.kind for part in verdict.skipped)),
    )


def _gather(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings whose words overlap, together: nobody should read about the same words in two places."""
    group: list[Finding] = []
    for finding in findings:
        if group and not _touch(finding, group):
            yield group
            group = []
        group.append(finding)
    if group:
        yield group


def _touch(finding: Finding, group: Sequence[Finding]) -> bool:
    return any(finding.span.start < other.span.end and other.span.start < finding.span.end for other in group)


def _place(label: str, group: Sequence[Finding], text: str, rulebook: Rulebook, offset: int) -> Place:
    start = max(min(f.span.start for f in group) - offset, 0)
    end = max(f.span.end for f in group) - offset
    severity = next(s for s in Severity if any(f.severity is s for f in group))
    return Place(label, severity, start, end, _shorten(text[start:end]), _explain(group, rulebook))


def _explain(group: Sequence[Finding], rulebook: Rulebook) -> tuple[Reason, ...]:
    """What is said of these findings, the same sentence never twice."""
    reasons: list[Reason] = []
    for finding in group:
        told = {text for reason in reasons for text in (reason.why, reason.fix)}
        said = rulebook.rule(finding.rule).title if finding.severity is Severity.NOTE else finding.message
        why, fix = ("" if text in told else text for text in (finding.why, finding.fix))
        reasons.append(Reason(finding.rule, said, why, fix, finding.source))
    return tuple(reasons)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}\u2026"


def _letter(number: int) -> str:
    """a, b, … z, then aa, ab: notes are not counted with what must change."""
    first, last = divmod(number, 26)
    return (chr(ord("a") + first - 1) if first else "") + chr(ord("a") + last)


def _cut(text: str, places: Sequence[Place]) -> Iterator[Piece]:
    position = 0
    for place in places:
        if place.start > position:
            yield Piece(text[position : place.start])
        yield Piece(text[place.start : place.end], place)
        position = place.end
    if position < len(text):
        yield Piece(text[position:])
