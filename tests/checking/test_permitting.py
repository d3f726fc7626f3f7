"""Sentences that do what such a letter is for pass the gate; what else they hold is excused only by the right act."""

from pathlib import Path

import pytest

from poise.checking.compiling import compile_rulebook
from poise.checking.judging import judge
from poise.checking.loading import folder_files, load_rulebook
from poise.checking.rulebook import Rulebook
from poise.domain import Finding, Profile, Severity

RULE = """
title: Strange
severity: {check: note, gate: error}
message: Sentence {count} ({words}).
advice: a
why: b
source: c
recognises: {thank: [house.thank], regret: [house.regret]}
above: 6
dangers:
  - {match: [house.panel], excused: [thank]}
  - {match: [house.not], excused: [regret]}
unless:
  - {match: [house.nothing], cancels: thank, covers: clause, proves: Thank you panel for nothing.}
concepts:
  house.thank: [thank you]
  house.regret: [i am sorry]
  house.panel: [panel]
  house.not: [not]
  house.nothing: [for nothing]
examples:
  flags: [the panel, not me, thank you not, I am sorry panel]
  passes: [thank you, I am sorry, a dog barked, thank you panel]
"""


@pytest.fixture(name="strange")
def own_rulebook(tmp_path: Path):
    """A function that judges by the one rule above."""
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "strange.yaml").write_text(RULE, "utf-8")
    words = {k: v for k, v in _packaged().items() if k.endswith(".json") and not k.startswith("hints")}
    rulebook = Rulebook(compile_rulebook(words, folder_files(tmp_path), "test"))

    def findings(text: str) -> list[Finding]:
        return list(judge(text, rulebook, profile=Profile.GATE).findings)

    return findings


def _packaged() -> dict[str, str]:
    from poise.checking.loading import packaged_files

    return dict(packaged_files())


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the panel.",
        "I am sorry that it is not so.",
        "Thank you for the panel, and I am sorry that it is not so.",
        "The dog barked.",
    ],
)
def test_a_danger_is_excused_by_the_right_act_in_its_part(strange, text: str):
    """Thanks excuse the panel, regret excuses a "not", and harmless narration needs no excuse."""
    assert strange(text) == []


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("The panel laughed.", "panel"),
        ("Thank you, but it is not so.", "not"),
        ("I am sorry, and the panel laughed.", "panel"),
        ("Thank you, panel, for nothing.", "panel"),
    ],
)
def test_a_danger_without_its_act_is_quoted(strange, text: str, danger: str):
    """The wrong act, the right one in another part, and a spoilt one excuse nothing."""
    (finding,) = strange(text)
    assert [slot.text for slot in finding.slots] == [danger]
    assert f'"{danger}"' in finding.message


def test_narration_that_goes_on_is_not_permitted(strange):
    """Without any act, more words than ``above`` are too many."""
    assert strange("The dog barked at a red van.") != []
    assert strange("Thank you: the dog barked at a red van.") == []


def test_a_sentence_with_few_points_passes_and_a_person_is_only_told():
    """In check the rule is a note; in the gate it stops a sentence that other evidence speaks against too."""
    text = "Thank you for the tour.\n\nI feel that my record was overlooked by your panel, and I must say so."
    severities = {
        profile: {f.severity for f in judge(text, load_rulebook(), profile=profile).findings if f.family == "review"}
        for profile in Profile
    }
    assert severities == {Profile.CHECK: {Severity.NOTE}, Profile.GATE: {Severity.ERROR}}
