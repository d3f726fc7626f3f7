"""`poise rules`: what there is, why, and whether it holds."""

import re

import pytest
from texts import HOUSE_RULE

from poise.checking.loading import load_rulebook

ASKS = "feedback/asks-for-feedback"


def test_the_list_has_every_rule_with_both_severities(run):
    """One line for each rule, and a head line."""
    lines = run("rules", "list").out.splitlines()
    rules = load_rulebook().rules
    assert [line.split()[2] for line in lines[1:]] == [rule.id for rule in rules]
    assert {line.split()[0] for line in lines[1:]} <= {"error", "warning", "note"}


@pytest.mark.parametrize("name", [ASKS, "asks-for-feedback"])
def test_a_rule_is_shown_with_reason_advice_and_examples(run, name):
    """Everything that is worth knowing about a rule, without opening its file."""
    ran = run("rules", "show", name)
    rule = load_rulebook().rule(ASKS)
    out = " ".join(ran.out.split())
    assert ran.status == 0
    for text in (ASKS, rule.title, rule.why, rule.advice, rule.source, "Flags", "Passes"):
        assert text in out


def test_whoever_wants_feedback_is_told_what_serves_better(run):
    """Every page of a rule that forbids asking ends with the look back that answers the question."""
    from poise.checking.loading import load_rulebook

    asking = [rule.id for rule in load_rulebook().rules if rule.family == "feedback"]
    for rule in asking:
        last = run("rules", "show", rule).out.rstrip().rpartition("\n\n")[2]
        assert last.startswith("What serves better"), rule
        assert "interview" in last, rule


def test_a_rule_of_ones_own_is_shown_too(run, write, tmp_path):
    """--rules works here as everywhere."""
    write(HOUSE_RULE, "mine/house/luck.yaml")
    assert "Speaks of luck" in run("rules", "show", "luck", "--rules", tmp_path / "mine").out
    assert "house/luck" in run("rules", "list", "--rules", tmp_path / "mine").out


def test_an_unknown_rule_is_refused_with_its_neighbours(run):
    """A misspelt id ends with 2 and the ids that come near."""
    ran = run("rules", "show", "asks-for-feedbak")
    assert (ran.status, ran.out) == (2, "")
    assert ASKS in ran.err


def test_why_names_what_was_recognised_and_what_breaks(run):
    """Concepts with their words, and the rules that they break."""
    out = run("rules", "why", "Could you give me some feedback on my interview?").out
    assert "act.ask" in out
    assert '"Could you' in out
    assert ASKS in out.partition("Breaks:")[2]


def test_why_names_what_an_exception_cancelled(run, write, tmp_path):
    """Why something was not flagged can be asked as well."""
    excused = "unless: [{match: [house.excuse], cancels: luck, covers: match, proves: as luck of course has it}]\n"
    rule = HOUSE_RULE.replace("concepts: {", "concepts: {house.excuse: [as luck of course], ")
    write(rule + excused, "mine/house/luck.yaml")
    out = run("rules", "why", "as luck of course has it", "--rules", tmp_path / "mine").out
    assert 'house/luck, luck: house.luck "luck of course"' in out.partition("Cancelled by an exception:")[2]


def test_a_rule_that_keeps_its_promises_passes(run, write, tmp_path):
    """Each example and each phrase of a folder is tried and counted: here at least nine, and none of the packaged ones."""
    write(HOUSE_RULE, "mine/house/luck.yaml")
    ran = run("rules", "test", tmp_path / "mine")
    assert ran.status == 0
    assert re.fullmatch(r"1 rule: (9|1\d) passed, 0 failed\n", ran.out)


def test_a_broken_promise_is_named(run, write, tmp_path):
    """A pass that is flagged and a flag that passes are told with their texts, and the exit code is 1."""
    broken = HOUSE_RULE.replace("passes: [good luck,", "passes: [luck of course today,")
    write(broken.replace("flags: [", "flags: [nothing, "), "mine/house/luck.yaml")
    ran = run("rules", "test", tmp_path / "mine")
    assert ran.status == 1
    assert '"luck of course today"' in ran.out
    assert '"nothing"' in ran.out
    assert ran.out.endswith(" passed, 2 failed\n")
    assert ran.out.count("\n") == 3


def test_a_rule_with_a_wrong_key_is_exit_code_2(run, write, tmp_path):
    """Not usable is not the same as not kept."""
    write(HOUSE_RULE.replace("advice:", "advise:"), "mine/house/luck.yaml")
    ran = run("rules", "test", tmp_path / "mine")
    assert ran.status == 2
    assert "house/luck.yaml:4" in ran.err
