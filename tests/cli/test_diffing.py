"""The difference between a draft and its letter, for people."""

import io

from poise.cli.diffing import diff_words
from poise.cli.terminal import Style

PLAIN = Style(io.StringIO())


def test_what_went_and_what_came_is_marked():
    """Shared runs stand as they are; the rest is marked without colours."""
    old = "Dear Ms. Lind,\n\nyou fool. I will bring the key back on Thursday."
    new = "Dear Ms. Lind,\n\nThank you. I will bring the key back on Thursday."
    assert diff_words(old, new, PLAIN) == (
        "Dear Ms. Lind,\n\n[-you fool.-] {+Thank you.+} I will bring the key back on Thursday."
    )


def test_a_stray_word_in_common_does_not_tear_sentences_apart():
    """Two texts always share some words; only runs of them count."""
    assert diff_words("I hate you and the job", "Thank you for the time", PLAIN) == (
        "[-I hate you and the job-]{+Thank you for the time+}"
    )


def test_equal_texts_have_no_marks():
    """Nothing changed, nothing marked."""
    assert diff_words("Thank you so much.", "Thank you so much.", PLAIN) == "Thank you so much."


def test_very_long_texts_are_not_compared():
    """A comparison that would take minutes is left out, and that is said."""
    assert "not compared" in diff_words("word " * 100_000, "letter", PLAIN)


def test_the_terminal_is_not_steered(terminal, monkeypatch):
    """Escape sequences in a draft do nothing, and marks stay beside the colours."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = diff_words("bad \x1b[2J words here", "good", Style(terminal))
    assert "\x1b[2J" not in out
    assert "[-bad" in out
    assert "\x1b[" in out
