"""The JSON of ``--format json``, as values: their fields are the published contract, which may grow and never change.

``start`` and ``end`` are code points in exactly the text that was given; lines and columns count from 1.
"""

import json
from dataclasses import asdict, dataclass
from typing import Literal, cast

from poise.cli.places import Lines
from poise.cli.spending import add_up
from poise.domain import Advice, Attempt, Finding, Outcome, Rewrite, Severity, Usage, Verdict
from poise.engines.settings import Price

EngineName = Literal["chat", "offline"]
SkippedKind = Literal["quoted", "signature", "footer"]


@dataclass(frozen=True, slots=True)
class SlotReport:
    """One part of a rule that met, and where."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FindingReport:
    """A place where the text breaks a rule; ``fix`` is what the rule advises. An empty span: something is missing."""

    rule: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    why: str
    source: str
    fix: str
    slots: tuple[SlotReport, ...]


@dataclass(frozen=True, slots=True)
class SkippedReport:
    """A part that was not judged because the author did not write it."""

    kind: SkippedKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What ``poise check`` says about one file; ``file`` is ``-`` for what was piped. ``passed`` means: no error."""

    version: Literal[1]
    file: str
    verdict: Advice
    passed: bool
    rulebook: str
    findings: tuple[FindingReport, ...]
    skipped: tuple[SkippedReport, ...]


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A detail of the draft that is in the letter."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class DroppedReport:
    """A sentence of the draft that is not in the letter, and the rules that it broke."""

    text: str
    start: int
    end: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactsReport:
    """What became of the details of the draft."""

    kept: tuple[KeptReport, ...]
    dropped: tuple[DroppedReport, ...]


@dataclass(frozen=True, slots=True)
class UsageReport:
    """Tokens, as the server counted them."""

    prompt: int
    completion: int


@dataclass(frozen=True, slots=True)
class AttemptReport:
    """One answer of an engine: what it was, and the rules that stopped its letter."""

    engine: EngineName
    outcome: Outcome
    findings: tuple[str, ...]
    usage: UsageReport | None
    seconds: float


@dataclass(frozen=True, slots=True)
class SpentReport:
    """What all attempts with a model took together; null is unknown. ``price`` goes by the user's own table."""

    requests: int
    seconds: float
    usage: UsageReport | None
    price: float | None


@dataclass(frozen=True, slots=True)
class RewriteReport:
    """What ``poise rewrite`` made; ``letter`` is the body alone, and null, as ``subject`` is, when none passed."""

    version: Literal[1]
    passed: bool
    engine: EngineName
    fell_back: bool
    subject: str | None
    letter: str | None
    advice: Advice
    facts: FactsReport
    attempts: tuple[AttemptReport, ...]
    rulebook: str
    spent: SpentReport | None = None


def report_check(name: str, text: str, verdict: Verdict) -> CheckReport:
    """The report on one text that was judged; ``name`` is its file, or ``-``."""
    lines = Lines(text)
    return CheckReport(
        version=1,
        file=name,
        verdict=verdict.advice,
        passed=verdict.passed,
        rulebook=verdict.rulebook,
        findings=tuple(_report_finding(finding, lines) for finding in verdict.findings),
        skipped=tuple(SkippedReport(cast("SkippedKind", s.kind), s.span.start, s.span.end) for s in verdict.skipped),
    )


def report_rewrite(result: Rewrite, price: Price | None = None) -> RewriteReport:
    """The report on a draft that was answered, with a letter or without one. ``price`` is that of the model's tokens."""
    letter = result.letter
    spent = add_up(result, price)
    writer = result.attempts[-1].engine if result.attempts else "offline"
    return RewriteReport(
        version=1,
        passed=result.passed,
        engine=cast("EngineName", writer),
        fell_back=result.fell_back,
        subject=letter.subject if letter else None,
        letter=letter.body if letter else None,
        advice=result.advice,
        facts=FactsReport(
            kept=tuple(KeptReport(fact.kind, fact.text) for fact in result.kept),
            dropped=tuple(DroppedReport(d.text, d.span.start, d.span.end, d.rules) for d in result.dropped),
        ),
        attempts=tuple(_report_attempt(attempt) for attempt in result.attempts),
        rulebook=result.rulebook,
        spent=SpentReport(spent.requests, round(spent.seconds, 3), _report_usage(spent.usage), spent.price),
    )


def as_json(report: CheckReport | RewriteReport) -> str:
    """The report on one line, in ASCII: it arrives whole through every pipe, terminal and log."""
    return json.dumps(asdict(report)) + "\n"


def _report_finding(finding: Finding, lines: Lines) -> FindingReport:
    place = lines.place(finding.span.start)
    return FindingReport(
        rule=finding.rule,
        severity=finding.severity,
        start=finding.span.start,
        end=finding.span.end,
        line=place.line,
        column=place.column,
        text=finding.text,
        message=finding.message,
        why=finding.why,
        source=finding.source,
        fix=finding.fix,
        slots=tuple(SlotReport(slot.name, slot.text, slot.span.start, slot.span.end) for slot in finding.slots),
    )


def _report_attempt(attempt: Attempt) -> AttemptReport:
    broken = () if attempt.verdict is None else tuple(dict.fromkeys(f.rule for f in attempt.verdict.errors))
    return AttemptReport(
        engine=cast("EngineName", attempt.engine),
        outcome=attempt.outcome,
        findings=broken,
        usage=_report_usage(attempt.usage),
        seconds=round(attempt.seconds, 3),
    )


def _report_usage(usage: Usage | None) -> UsageReport | None:
    return UsageReport(usage.prompt, usage.completion) if usage else None
