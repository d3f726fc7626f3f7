"""Rule and concept files to a rulebook as plain data. Everything that can be wrong with a rule is found here."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from poise.checking.packing import compile_weights
from poise.checking.schema import KINDS, RuleFile, Severities, validate
from poise.errors import RuleError
from poise.recognising.compiling import Concepts
from poise.recognising.sources import Source
from poise.verdicts import Profile

CONCEPTS = "concepts"
HINTS = "hints"
BUILT_IN = ("form.question", "form.exclamation", "form.marks", "form.capitals", "form.quotation")
ALWAYS = ("allowed.*", "shield.*", "understood.*")


class Compiled(NamedTuple):
    """A rule file that was read: its id, where it stands, and what it says."""

    id: str
    source: Source
    file: RuleFile


class Sources(NamedTuple):
    """Every file of a rulebook, read and validated."""

    concepts: Concepts
    rules: tuple[Compiled, ...]
    words: Mapping[str, Any]
    weights: Mapping[str, Any]


def read_sources(packaged: Mapping[str, str], own: Mapping[str, str]) -> Sources:
    """Read the packaged files and then the user's own, whose ids and concepts replace equal ones."""
    concepts = Concepts()
    rules: dict[str, Compiled] = {}
    words: dict[str, Any] = {}
    weights: dict[str, Any] = {}
    for name, text in [*sorted(packaged.items()), *sorted(own.items())]:
        path = PurePosixPath(name)
        if path.suffix == ".json":
            (weights if path.parts[0] == HINTS else words).update(json.loads(text))
            continue
        source = Source(name, text)
        if path.parts[0] == CONCEPTS:
            concepts.add(source, source.data)
        else:
            rule = Compiled(str(path.with_suffix("")), source, validate(source))
            if rule.file.concepts:
                concepts.add(source, {k: list(v) for k, v in rule.file.concepts.items()}, "concepts")
            rules[rule.id] = rule
    if not rules:
        raise RuleError("the rulebook is empty: nothing can be judged with it")
    return Sources(concepts, tuple(rules[k] for k in sorted(rules)), words, weights)


def compile_rulebook(packaged: Mapping[str, str], own: Mapping[str, str], key: str) -> dict[str, Any]:
    """The whole rulebook as data for JSON. Raises RuleError naming file, line and the legal keys."""
    sources = read_sources(packaged, own)
    known = [*sources.concepts.phrases, *BUILT_IN]
    wanted: set[str] = set(_expand(ALWAYS, known))
    rows = []
    for rule in sources.rules:
        row = _row(rule, known)
        rows.append(row)
        wanted.update(c for _, names in row["slots"] for c in names)
        wanted.update(c for u in (*row["unless"], *row["dangers"]) for c in u["match"])
    lexicon = sources.concepts.compile(wanted - set(BUILT_IN)) | dict(sources.words)
    return {"hash": key, "lexicon": lexicon, "rules": rows, "weights": compile_weights(sources.weights)}


def _expand(names: Iterable[str], known: Iterable[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        found.extend(k for k in known if k.startswith(name[:-1])) if name.endswith(".*") else found.append(name)
    return found


def _concepts(rule: Compiled, names: list[str], known: list[str], *path: str | int) -> list[str]:
    for index, name in enumerate(names):
        if not _expand([name], known) or (not name.endswith(".*") and name not in known):
            raise rule.source.error(f'there is no concept "{name}"', *path, index)
    return sorted(set(_expand(names, known)))


def _kind(file: RuleFile) -> str:
    return next(k for k in KINDS if getattr(file, k) is not None)


def _slots(rule: Compiled, known: list[str]) -> list[tuple[str, list[str]]]:
    file = rule.file
    if file.when is not None:
        return [(slot, _concepts(rule, names, known, "when", slot)) for slot, names in file.when.items()]
    if file.absent is not None:
        return [("absent", _concepts(rule, file.absent, known, "absent"))]
    if file.recognises is not None:
        return [(act, _concepts(rule, names, known, "recognises", act)) for act, names in file.recognises.items()]
    return []


def _row(rule: Compiled, known: list[str]) -> dict[str, Any]:
    file = rule.file
    slots = _slots(rule, known)
    _check_message(rule, {name for name, _ in slots})
    unless = [
        {"match": _concepts(rule, u.match, known, "unless", i, "match"), "cancels": u.cancels, "covers": u.covers}
        for i, u in enumerate(file.unless)
    ]
    dangers = [
        {"match": _concepts(rule, d.match, known, "dangers", i, "match"), "excused": d.excused}
        for i, d in enumerate(file.dangers)
    ]
    kept = (
        "title",
        "message",
        "advice",
        "why",
        "source",
        "above",
        "below",
        "scope",
        "within",
        "ordered",
        "at_least",
        "tier",
        "where",
        "points",
    )
    row = {key: getattr(file, key) for key in kept}
    both = file.severity if isinstance(file.severity, Severities) else Severities(check=file.severity, gate=file.severity)
    return row | {
        "id": rule.id,
        "severities": {Profile.CHECK.value: both.check.value, Profile.GATE.value: both.gate.value},
        "verdict": file.verdict.value if file.verdict else None,
        "kind": _kind(file),
        "slots": slots,
        "measure": file.measure or file.facts or "",
        "quoted": file.quoted == "judged",
        "unless": unless,
        "dangers": dangers,
    }


def _check_message(rule: Compiled, slots: set[str]) -> None:
    """A message may quote the words of a slot, and nothing else."""
    legal = slots | {"text", "count", "words", "points"}
    for name in re.findall(r"\{(\w*)\}", rule.file.message):
        if name not in legal:
            raise rule.source.error(f'message quotes "{{{name}}}"; it may quote {", ".join(sorted(legal))}', "message")
