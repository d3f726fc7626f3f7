"""Proves a rulebook by its own files: every example, every exception, every phrase.

An exception is proved by a text on which the rule is silent with it and fires without it. A phrase is proved by its words,
each of which must survive typing and folding as it stands, and by a sentence made of it in which its concept is found: a
phrase that no text can reach is an error, never dead weight.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from poise.checking.compiling import Compiled, Sources
from poise.checking.kinds import KINDS
from poise.checking.rulebook import Rule, Rulebook
from poise.checking.schema import Example
from poise.checking.sheets import Given, lay_out
from poise.domain import Draft, Finding, Profile
from poise.reading.documents import parse
from poise.recognising.lexicon import Hit
from poise.recognising.phrases import Gap, Path, Words

_FILLER = "zyx"
_SAMPLES = {"name": "Zyxwell", "number": "7", "any": _FILLER}


class Proof(NamedTuple):
    """One promise of a rule or concept: what was promised of which text, and whether it holds."""

    subject: str
    promise: str
    text: str
    holds: bool


def prove(sources: Sources, rulebook: Rulebook, files: Collection[str] | None = None) -> Iterator[Proof]:
    """Every promise of every rule and phrase, kept or broken; with ``files``, of those that stand in these files."""
    for compiled in sources.rules:
        if files is None or compiled.source.name in files:
            rule = rulebook.rule(compiled.id)
            yield from _prove_examples(compiled, rule, rulebook)
            yield from _prove_exceptions(compiled, rule, rulebook)
    for concept in rulebook.lexicon.concepts:
        if files is None or sources.concepts.file(concept) in files:
            yield from _prove_concept(concept, sources, rulebook)


def _fire(rule: Rule, rulebook: Rulebook, example: Example) -> list[Finding]:
    """What ``rule`` alone finds in an example, in the stricter profile, whole text judged."""
    draft = Draft(example.draft) if example.draft is not None else None
    sheet = lay_out(parse(example.text, masked=False), rulebook, Profile.GATE, Given(draft))
    by_words = rule._replace(points=None, tier="decides")  # points are fitted anew with every rule; a promise is about words
    return list(KINDS[rule.kind](by_words, sheet))


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
    """An exception silences a rule that looks for something, and makes one fire that something satisfies."""
    spoils = rule.kind in {"absent", "recognises"}
    promises = ("fires", "would be silent") if spoils else ("is silent", "would fire")
    for index, exemption in enumerate(compiled.file.unless):
        without = rule._replace(unless=rule.unless[:index] + rule.unless[index + 1 :])
        text, example = exemption.proves, Example(text=exemption.proves)
        with_it, without_it = bool(_fire(rule, rulebook, example)), bool(_fire(without, rulebook, example))
        yield Proof(rule.id, f"{promises[0]} thanks to exception {index + 1} on", text, with_it == spoils)
        yield Proof(rule.id, f"{promises[1]} without exception {index + 1} on", text, without_it != spoils)


def _prove_concept(concept: str, sources: Sources, rulebook: Rulebook) -> Iterator[Proof]:
    words: set[str] = set()
    for paths in sources.concepts.phrase_paths(concept):
        words.update(word for path in paths for step in path if isinstance(step, Words) for word in step.words)
        text = _sentence(paths[0])
        yield Proof(concept, "is found in", text, any(h.concept == concept for h in _hits(text, rulebook)))
    for word in sorted(words):
        yield Proof(concept, "can meet the word", word, _is_typed(word, rulebook))


def _hits(text: str, rulebook: Rulebook) -> Iterator[Hit]:
    for sentence in parse(text, masked=False).sentences:
        yield from rulebook.lexicon.read(sentence).every


def _is_typed(word: str, rulebook: Rulebook) -> bool:
    """Whether the word of a phrase is one that a text can hold: one token, spelled as rules see it."""
    sentences = parse(word, masked=False).sentences
    terms = [term.word for sentence in sentences for term in rulebook.lexicon.terms(sentence)]
    return terms == [word]


def _sentence(path: Path) -> str:
    """One sentence that the path must match."""
    return " ".join(word for step in path if (word := _example(step)))


def _example(step: object) -> str:
    if isinstance(step, Gap):
        return " ".join([_FILLER] * step.least)
    if not isinstance(step, Words):
        return ""
    if step.words:
        return min(step.words)
    return min(step.prefixes) + "x" if step.prefixes else _SAMPLES[min(step.classes)]
