"""The verdict: findings with exact spans, in order, unmoved by how a text is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poise.checking.judging import judge
from poise.checking.loading import load_rulebook
from poise.domain import Profile, Severity
from poise.errors import InputError

ASKS = "Could you tell me what I could have done better?"
POLITE = "Dear Ms. Lund,\n\nThank you for considering me. I am a little disappointed, and I hope to apply again.\n\nMia Stern"


def rules(text: str, profile: Profile = Profile.CHECK) -> set[str]:
    """The rules that stop a text."""
    return {f.rule for f in judge(text, load_rulebook(), profile=profile).errors}


def test_points_at_the_words_that_met():
    """The finding's text is the given text at its span, and so is every slot's."""
    text = f"Dear Ms. Lund,\n\nThank you. {ASKS}\n\nMia"
    finding = next(f for f in judge(text, load_rulebook()).errors if f.family == "feedback")
    assert text[finding.span.start : finding.span.end] == finding.text
    assert "could" in finding.text.lower()
    for slot in finding.slots:
        assert text[slot.span.start : slot.span.end] == slot.text
    assert "{" not in finding.message


@pytest.mark.parametrize(
    "typed",
    [
        ASKS.upper(),
        ASKS.lower(),
        ASKS.replace("Could you", "Could\u200b you"),
        ASKS.replace(" ", "\u00a0"),
        ASKS.replace("could have", "could\nhave"),
        f"{POLITE}\n\n{ASKS}",
        ASKS.replace("tell", "t\u0435ll"),
    ],
)
def test_typing_does_not_change_the_verdict(typed: str):
    """Case, invisible characters, odd spaces, wraps, look-alikes and polite company leave the finding."""
    assert {r.partition("/")[0] for r in rules(typed)} >= {"feedback"}


def test_quoted_text_and_signatures_are_skipped_in_check_and_judged_in_the_gate():
    """A person is not blamed for the employer's words; an engine has no right to quotations."""
    text = f"{POLITE}\n\nOn Mon, 2 March 2026 at 10:00, Ann Lund <a@example.com> wrote:\n> {ASKS}\n"
    verdict = judge(text, load_rulebook())
    assert verdict.passed
    assert [s.kind for s in verdict.skipped] == ["quoted"]
    assert not judge(text, load_rulebook(), profile=Profile.GATE).passed


def test_something_missing_is_reported_at_the_end_of_the_body():
    """An empty span after the last word the author wrote, and a warning only in check."""
    text = "Hello,\n\nI wish you well.\n\n-- \nMia Stern\n"
    missing = next(f for f in judge(text, load_rulebook()).findings if f.rule == "form/thanks")
    assert (missing.span.start, missing.span.end) == (24, 24)
    assert missing.severity is Severity.WARNING


@pytest.mark.parametrize(("text", "complaint"), [("", "no text"), (" \n\t", "no text"), ("> only\n> quotes\n", "quoted")])
def test_what_cannot_be_judged_is_refused(text: str, complaint: str):
    """Nothing of the author's own is an error, never a pass."""
    with pytest.raises(InputError, match=complaint):
        judge(text, load_rulebook())


def test_another_language_is_refused():
    """The rules are English, and say so instead of passing what they cannot read."""
    text = (
        "Sehr geehrte Frau Lund, vielen Dank für Ihre Nachricht. Ich bin enttäuscht und wünsche Ihnen trotzdem alles Gute. "
        "Mit freundlichen Grüßen"
    )
    with pytest.raises(InputError, match="English"):
        judge(text, load_rulebook())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_verdict_with_exact_spans(text: str):
    """No text makes the judge fail, and what it points at is there."""
    for profile in Profile:
        try:
            verdict = judge(text, load_rulebook(), profile=profile)
        except InputError:
            continue
        for finding in verdict.findings:
            assert finding.text == text[finding.span.start : finding.span.end]
        assert list(verdict.findings) == sorted(verdict.findings, key=lambda f: (f.span.start, f.rule, f.span.end))
