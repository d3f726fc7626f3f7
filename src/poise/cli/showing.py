"""A verdict in words for the person who wrote the text: whether to send it, which words are in the way, what to do."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from poise.cli.excerpts import draw
from poise.cli.outputs import say
from poise.cli.places import Lines
from poise.cli.terminal import Style, safe, width
from poise.verdicts import Advice, Finding, Severity, Skipped, Verdict

_ADVICE = {
    Advice.WAIT: "Wait a day before you send anything; what is written in anger is read in cold blood.",
    Advice.DO_NOT_SEND: "Better to send nothing at all, in any wording, before you have slept on it.",
    Advice.NO_REPLY_NEEDED: (
        "No reply is needed: nobody waits for an answer to that message. Write to a person you met, or to nobody."
    ),
    Advice.SEEK_ADVICE: (
        "This may be about more than a rejection. Keep your notes and the messages, and take advice before you reply."
    ),
}
_HELP = (
    "This sounds like more than a job. You matter, and you need not carry it alone: please talk to somebody now.\n"
    "If you are in danger, call your local emergency number.\n"
    "Somebody to talk to, wherever you are: findahelpline.com\n"
    "In the US and Canada: 988. In the UK and Ireland: 116 123.\n"
    "The letter can wait."
)
_SKIPPED = {"quoted": "quoted text", "signature": "a signature", "footer": "a footer"}


class Shown(NamedTuple):
    """A text with its verdict; ``name`` is its file, or ``-``."""

    text: str
    verdict: Verdict
    name: str


def show(shown: Shown, stream: TextIO, *, notes: bool, named: bool) -> None:
    """Write the verdict to ``stream``; without ``notes``, those are one count. ``named``: say which file."""
    head = f"{safe(shown.name)}: " if named else ""
    say(head + "\n".join(_lines(shown, Style(stream), notes=notes)) + "\n", stream)


def counsel(advice: Advice) -> str:
    """What to do besides changing words, in one or a few lines; empty where nothing is to be said."""
    return _HELP if advice is Advice.GET_HELP else _ADVICE.get(advice, "")


def folded(findings: Sequence[Finding], *, notes: bool) -> tuple[Finding, ...]:
    """The findings to show: all of them, or without the notes."""
    return tuple(f for f in findings if notes or f.severity is not Severity.NOTE)


def _lines(shown: Shown, style: Style, *, notes: bool) -> Iterator[str]:
    verdict = shown.verdict
    if verdict.advice is Advice.GET_HELP:
        yield _HELP
        return
    lines = Lines(shown.text)
    yield style.paint(_headline(verdict, lines), "bold", "green" if verdict.passed else "red")
    if counsel(verdict.advice):
        yield counsel(verdict.advice)
    explained: set[str] = set()
    for finding in folded(verdict.findings, notes=notes):
        yield ""
        yield from _finding(finding, shown, lines, style, brief=finding.rule in explained)
        explained.add(finding.rule)
    yield from _leftovers(verdict, notes=notes)


def _headline(verdict: Verdict, lines: Lines) -> str:
    """Yes or no, in the first words."""
    if not verdict.passed:
        count = len({lines.place(f.span.start).line for f in verdict.errors})
        return f"Do not send yet: {count} line{'s' if count != 1 else ''} to change."
    warnings = sum(f.severity is Severity.WARNING for f in verdict.findings)
    if warnings:
        return f"Nothing here must change; {warnings} thing{'s' if warnings != 1 else ''} could be better."
    return "Nothing here breaks the rules."


def _finding(finding: Finding, shown: Shown, lines: Lines, style: Style, *, brief: bool) -> Iterator[str]:
    place = lines.place(finding.span.start)
    where = f"line {place.line}, column {place.column}" if finding.text else "the whole text"
    points = f", {finding.points:g} points" if finding.points is not None else ""
    label = style.severity(finding.severity, finding.severity)
    yield f"{label}  {where}  {style.paint(f'{finding.rule}{points}', 'dim')}"
    yield from _paragraph("", safe(finding.message))
    yield from draw(shown.text, lines, finding, width(), style)
    if not brief:
        yield from _paragraph("Why: ", finding.why)
        yield from _paragraph("Instead: ", finding.fix)


def _paragraph(label: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(f"{label}{text}", width(), initial_indent="  ", subsequent_indent="  " + " " * len(label))


def _leftovers(verdict: Verdict, *, notes: bool) -> Iterator[str]:
    """What was not shown and what was not judged: both are said, so that silence means something."""
    hidden = 0 if notes else sum(f.severity is Severity.NOTE for f in verdict.findings)
    if hidden:
        yield ""
        yield f"{hidden} note{'s' if hidden != 1 else ''} not shown; -v shows {'them' if hidden != 1 else 'it'}."
    if verdict.skipped:
        yield ""
        yield f"Not judged, because you did not write it: {_kinds(verdict.skipped)}."


def _kinds(skipped: Sequence[Skipped]) -> str:
    kinds = dict.fromkeys(_SKIPPED.get(part.kind, part.kind) for part in skipped)
    return ", ".join(kinds)
