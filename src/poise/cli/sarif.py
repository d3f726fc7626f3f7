"""Findings for tools that read SARIF 2.1.0, as code hosts and editors do."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from poise.cli.places import Lines
from poise.cli.showing import Shown
from poise.domain import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(judged: Sequence[Shown]) -> str:
    """One SARIF log with one run over all the texts that were judged."""
    rules: dict[str, Finding] = {}
    for shown in judged:
        for finding in shown.verdict.findings:
            rules.setdefault(finding.rule, finding)
    order = {rule: index for index, rule in enumerate(sorted(rules))}
    results = [result for shown in judged for result in _results(shown, order)]
    driver = {"name": "poise", "semanticVersion": version("poise"), "rules": [_rule(rules[rule]) for rule in order]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.fix},
        "fullDescription": {"text": finding.why},
        "help": {"text": f"{finding.fix} Source: {finding.source}"},
    }


def _results(shown: Shown, order: dict[str, int]) -> Iterable[dict[str, Any]]:
    lines = Lines(shown.text)
    for finding in shown.verdict.findings:
        start, end = lines.place(finding.span.start), lines.place(finding.span.end)
        region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
        offsets = {"charOffset": finding.span.start, "charLength": finding.span.end - finding.span.start}
        place = {"artifactLocation": {"uri": _uri(shown.name)}, "region": region | offsets}
        yield {
            "ruleId": finding.rule,
            "ruleIndex": order[finding.rule],
            "level": finding.severity.value,
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": place}],
            "partialFingerprints": {"ruleAndWords/v1": _fingerprint(finding)},
        }


def _uri(name: str) -> str:
    """A relative reference as it was given; a whole path as the only kind of URI that may begin with a slash."""
    if name == "-":
        return "stdin"
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(finding: Finding) -> str:
    """The same for the same words wherever they move; the words cannot be read from it."""
    words = " ".join(finding.text.lower().split())
    return sha256(f"{finding.rule}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
