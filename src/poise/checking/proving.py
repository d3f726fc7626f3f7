"""Proves a rulebook by its own files: every example, every exception, every phrase.

An exception is proved by a text on which the rule is silent with it and fires without it. A phrase is proved by a sentence
made from it in which its concept is found: a phrase that typing or folding made unreachable is an error, never dead weight.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from poise.checking.compiling import Compiled, Sources
from poise.checking.kinds import KINDS
from poise.checking.rulebook import Rule, Rulebook
from poise.checking.schema import Example
from poise.checking.sheets import lay_out
from poise.domain import Draft, Finding, Profile
from poise.reading.documents import parse
from poise.recognising.phrases import Gap, Path, Words

_FILLER = "zyx"
_SAMPLES = {"name": "Zyxwell", "number": "7", "any": _FILLER}


class Proof(NamedTuple):
    """One promise of a rule or concept: what was promised of which text, and whether it holds."""

    subject: str
    promise: str
    text: str
    holds: bool


def prove(sources: Sources, rulebook: Rulebook) -> Iterator[Proof]:
    """Every promise of every rule and phrase, kept or broken."""
    for compiled in sources.rules:
        rule = rulebook.rule(compiled.id)
        yield from _prove_examples(compiled, rule, rulebook)
        yield from _prove_exceptions(compiled, rule, rulebook)
    for concept in rulebook.lexicon.concepts:
        for path in sources.concepts.paths(concept):
            yield from _prove_phrase(concept, path, rulebook)


def _fire(rule: Rule, rulebook: Rulebook, example: Example) -> list[Finding]:
    """What ``rule`` alone finds in an example, in the stricter profile, whole text judged."""
    draft = Draft(example.draft) if example.draft is not None else None
    sheet = lay_out(parse(example.text, masked=False), rulebook, Profile.GATE, draft)
    return list(KINDS[rule.kind](rule, sheet))


def _prove_examples(compiled: Compiled, rule: Rule, rulebook: Rulebook) -> Iterator[Proof]:
    examples = compiled.file.examples
    for example in examples.flags:
        findings = _fire(rule, rulebook, example)
        yield Proof(rule.id, "flags", example.text, bool(findings))
        if example.slots and findings:
            yield Proof(rule.id, "fills its slots in", example.text, any(_filled(f, example.slots) for f in findings))
    for example in examples.passes:
        yield Proof(rule.id, "passes", example.text, not _fire(rule, rulebook, example))
    for example in examples.known_gaps:
        yield Proof(rule.id, "still misses (else move it up to flags)", example.text, not _fire(rule, rulebook, example))


def _filled(finding: Finding, slots: dict[str, str]) -> bool:
    words = {slot.name: " ".join(slot.text.split()).lower() for slot in finding.slots}
    return all(words.get(name, "") == text.lower() for name, text in slots.items())


def _prove_exceptions(compiled: Compiled, rule: Rule, rulebook: Rulebook) -> Iterator[Proof]:
    for index, exemption in enumerate(compiled.file.unless):
        without = replace(rule, unless=rule.unless[:index] + rule.unless[index + 1 :])
        text, example = exemption.proves, Example(text=exemption.proves)
        yield Proof(rule.id, f"is silent thanks to exception {index + 1} on", text, not _fire(rule, rulebook, example))
        yield Proof(rule.id, f"would fire without exception {index + 1} on", text, bool(_fire(without, rulebook, example)))


def _prove_phrase(concept: str, path: Path, rulebook: Rulebook) -> Iterator[Proof]:
    for text in _sentences(path):
        hits = [h for s in parse(text, masked=False).sentences for h in rulebook.lexicon.read(s).every]
        yield Proof(concept, "is found in", text, any(h.concept == concept for h in hits))


def _sentences(path: Path) -> Iterator[str]:
    """Sentences that together use every word of every step."""
    choices = [_choices(step) for step in path]
    for turn in range(max(len(c) for c in choices)):
        words = [c[turn % len(c)] for c in choices]
        yield " ".join(w for w in words if w)


def _choices(step: object) -> list[str]:
    if isinstance(step, Words):
        return [
            *sorted(step.words),
            *(p + "x" for p in sorted(step.prefixes)),
            *(_SAMPLES[c] for c in sorted(step.classes)),
        ]
    if isinstance(step, Gap):
        return [" ".join([_FILLER] * step.least)]
    return [""]
