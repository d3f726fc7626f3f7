"""The packaged rulebook keeps every promise that its own files make."""

import json
from collections.abc import Iterator
from functools import cache

import pytest

from poise.checking.compiling import Sources, compile_rulebook, read_sources
from poise.checking.loading import load_rulebook, packaged_files
from poise.checking.proving import Proof, prove
from poise.checking.rulebook import Rulebook
from poise.domain import Advice, Profile, Severity

PROHIBITED = {"feedback", "grievance", "insult", "argument", "disappointment", "tone", "threat"}


@cache
def sources() -> Sources:
    """The packaged rule files, read once."""
    return read_sources(packaged_files(), {})


@cache
def proofs() -> dict[str, list[Proof]]:
    """Every promise of the packaged rulebook, by what makes it."""
    found: dict[str, list[Proof]] = {}
    for proof in prove(sources(), Rulebook(compile_rulebook(packaged_files(), {}, "test"))):
        found.setdefault(proof.subject, []).append(proof)
    return found


def subjects() -> Iterator[str]:
    """Every rule, and every concept that the rulebook uses."""
    yield from (rule.id for rule in sources().rules)
    yield from load_rulebook().lexicon.concepts


@pytest.mark.parametrize("subject", tuple(subjects()))
def test_every_promise_holds(subject: str):
    """Flagged examples fire with their slots, near misses are silent, gaps are still gaps, exceptions and phrases are alive."""
    promises = proofs()[subject]
    assert [f"{p.promise}: {p.text}" for p in promises if not p.holds] == []


@pytest.mark.parametrize(
    "rule", [r for r in load_rulebook().rules if r.tier != "hint" and r.kind != "weighs"], ids=lambda rule: rule.id
)
def test_prohibited_content_facts_and_meta_stop_a_letter_in_both_profiles(rule):
    """The severities of the contract."""
    if rule.family in PROHIBITED | {"facts", "meta"}:
        assert set(rule.severities.values()) == {Severity.ERROR}
    elif rule.family == "review":
        assert rule.severities == {Profile.CHECK: Severity.NOTE, Profile.GATE: Severity.ERROR}


def test_every_prohibition_of_the_article_has_a_family():
    """No family is empty."""
    assert {rule.family for rule in load_rulebook().rules} >= PROHIBITED | {"review", "form", "facts", "meta"}


def test_equal_files_give_equal_rulebooks():
    """Compiling is deterministic, so the hash names what judges."""
    files = packaged_files()
    first = compile_rulebook(files, {}, "k")
    second = compile_rulebook(dict(reversed(list(files.items()))), {}, "k")
    equal = json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
    assert equal, "the same files compile to different rulebooks"


def test_the_prompt_tells_the_advice_of_every_rule_that_stops_a_letter():
    """One rule, three uses: what a letter is held to is what its writer is told, in about 900 tokens at most."""
    rulebook = load_rulebook()
    told = {guidance.text for guidance in rulebook.guidance}
    for rule in rulebook.rules:
        if rule.blocks and rule.verdict is not Advice.GET_HELP:
            assert rule.advice in told, rule.id
    assert sum(len(text) for text in told) / 4 < 900
