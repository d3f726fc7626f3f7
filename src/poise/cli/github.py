"""Findings as workflow commands, which GitHub shows beside the lines that they are about."""

from poise.cli.places import Lines
from poise.cli.showing import Shown, folded
from poise.domain import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | {ord(":"): "%3A", ord(","): "%2C"}


def as_github(shown: Shown, *, notes: bool) -> str:
    """One line for each finding on one text; notes only when asked for."""
    lines = Lines(shown.text)
    findings = folded(shown.verdict.findings, notes=notes)
    return "".join(f"{_command(finding, lines, shown.name)}\n" for finding in findings)


def _command(finding: Finding, lines: Lines, name: str) -> str:
    start, end = lines.place(finding.span.start), lines.place(finding.span.end)
    properties = {"file": name, "line": start.line, "endLine": end.line, "title": finding.rule}
    if start.line == end.line:
        properties |= {"col": start.column, "endColumn": end.column}
    told = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {told}::{f'{finding.message} {finding.fix}'.translate(_IN_MESSAGE)}"
