"""How well the judge does on labelled replies, by family; `python -m evaluation.replies FILE…` prints the table.

Recall: violating texts with an error of a prohibited family. Located: of those, the share with a finding that overlaps the
marked words. False alarms: innocent texts with such an error. Leak: violating texts that the gate accepts. Accepted: complete
innocent letters that the gate accepts; `form` and `facts` are counted apart.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from poise.checking.judging import judge
from poise.checking.loading import load_rulebook
from poise.checking.rulebook import Rulebook
from poise.domain import Finding, Profile, Severity
from poise.errors import InputError

FAMILIES = {
    "feedback-request": "feedback",
    "reason-request": "feedback",
    "grievance": "grievance",
    "insult": "insult",
    "argues-decision": "argument",
    "overdone-disappointment": "disappointment",
    "unprofessional-tone": "tone",
    "threat": "threat",
}
NEWEST = frozenset("mo")
PROHIBITED = frozenset({*FAMILIES.values(), "meta"})
Reply = dict[str, Any]


def load(paths: Iterable[Path]) -> list[Reply]:
    """All replies of the JSON-lines files, in order."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass
class Tally:
    """Counts of one group of replies."""

    bad: int = 0
    flagged: int = 0
    warned: int = 0
    located: int = 0
    innocent: int = 0
    alarms: int = 0
    soft_alarms: int = 0
    leaked: int = 0
    complete: int = 0
    accepted: int = 0
    own_family: int = 0
    rules: dict[str, list[int]] = field(default_factory=dict)


def prohibited(findings: Iterable[Finding], *least: Severity) -> list[Finding]:
    """The findings of prohibited content with one of these severities."""
    return [f for f in findings if f.family in PROHIBITED and f.severity in least]


def _spans(reply: Reply) -> list[tuple[int, int]]:
    return [(at, at + len(s)) for s in reply.get("spans", ()) if (at := reply["text"].find(s)) >= 0]


def count(reply: Reply, rulebook: Rulebook, tally: Tally) -> None:
    """Judge one reply in both profiles and add it to the tally; what is refused as not English is left out."""
    try:
        findings = judge(reply["text"], rulebook).findings
        gate = judge(reply["text"], rulebook, profile=Profile.GATE).findings
    except InputError:
        return
    errors = prohibited(findings, Severity.ERROR)
    soft = prohibited(findings, Severity.ERROR, Severity.WARNING)
    stopped = any(f.severity is Severity.ERROR and f.family not in {"form", "facts"} for f in gate)
    for rule in {f.rule for f in errors}:
        tally.rules.setdefault(rule, [0, 0])[0 if reply.get("labels") else 1] += 1
    if reply.get("labels"):
        families = {FAMILIES[label] for label in reply["labels"]}
        tally.bad += 1
        tally.flagged += bool(errors)
        tally.warned += bool(soft)
        tally.own_family += any(f.family in families for f in errors)
        marked = _spans(reply)
        tally.located += any(f.span.start < b and a < f.span.end for f in errors for a, b in marked)
        tally.leaked += not stopped
        return
    tally.innocent += 1
    tally.alarms += bool(errors)
    tally.soft_alarms += bool(soft)
    if reply.get("complete"):
        tally.complete += 1
        tally.accepted += not stopped


def evaluate(replies: Sequence[Reply], rulebook: Rulebook) -> dict[str, Tally]:
    """A tally for all, and for each of the groups that replies belong to."""
    tallies: dict[str, Tally] = {}
    for reply in replies:
        for group in ("all", *_groups(reply)):
            count(reply, rulebook, tallies.setdefault(group, Tally()))
    return tallies


def _groups(reply: Reply) -> Iterator[str]:
    yield f"register: {reply['register']}"
    if reply["id"][0] in NEWEST:
        yield "written last"
        yield f"written last: {reply['register']}"
    if reply.get("labels"):
        yield from dict.fromkeys(f"family: {FAMILIES[label]}" for label in reply["labels"])
    else:
        yield "near miss" if reply.get("trap") else "ordinary"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.3f}" if whole else "     -"


_COLUMNS = ("bad", "recall", "+warn", "located", "family", "good", "alarms", "+warn", "leak", "accept")


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{'group':24}" + "".join(f"{column:>8}" for column in _COLUMNS)
    for name in sorted(tallies):
        t = tallies[name]
        cells = (
            *(f"{t.bad:6}", _share(t.flagged, t.bad), _share(t.warned, t.bad), _share(t.located, t.flagged)),
            *(
                _share(t.own_family, t.flagged),
                f"{t.innocent:6}",
                _share(t.alarms, t.innocent),
                _share(t.soft_alarms, t.innocent),
            ),
            *(_share(t.leaked, t.bad), _share(t.accepted, t.complete)),
        )
        yield f"{name:24}" + "".join(f"  {cell}" for cell in cells)


def main(arguments: Sequence[str]) -> None:
    """Print the table for the named files, and with ``-v`` each rule's hits on bad and on innocent texts."""
    paths = [Path(a) for a in arguments if a != "-v"] or sorted((Path(__file__).parent.parent / "corpus").glob("*.jsonl"))
    tallies = evaluate(load(p for p in paths if p.name != "drafts.jsonl"), load_rulebook())
    print("\n".join(table(tallies)))
    if "-v" in arguments:
        for rule, (bad, innocent) in sorted(tallies["all"].rules.items(), key=lambda r: -r[1][0]):
            print(f"{rule:44} bad {bad:4}  innocent {innocent:4}")


if __name__ == "__main__":
    main(sys.argv[1:])
