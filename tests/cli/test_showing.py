"""What a person reads: a clear first line, the words in the way, why, and what to do instead."""

import io
import unicodedata
from itertools import pairwise

import pytest

from poise.cli.excerpts import draw
from poise.cli.places import Lines
from poise.cli.showing import Shown, show
from poise.cli.terminal import Style, safe
from poise.domain import Advice, Finding, Severity, Skipped, Slot, Span, Verdict


def finding(text, words, *slots, severity=Severity.ERROR, rule="tone/test"):
    """A finding over ``words`` of ``text``, whose slots are filled by these words."""
    start = text.index(words) if words else len(text)
    places = tuple(Slot("slot", s, Span(text.index(s, start), text.index(s, start) + len(s))) for s in slots)
    span = Span(start, start + len(words))
    return Finding(rule, severity, span, words, "Says it.", "It harms.", "An article", "Say this.", places)


def verdict(*findings, advice=Advice.REVISE, skipped=()):
    """A verdict with these findings."""
    return Verdict(findings, advice, skipped, "hash")


def shown(text, judged, *, notes=False, named=False, stream=None):
    """What ``show`` writes."""
    stream = stream or io.StringIO()
    show(Shown(text, judged, "reply.txt"), stream, notes=notes, named=named)
    return stream.getvalue()


def drawn(text, found, columns=60):
    """The excerpt as lines."""
    return draw(text, Lines(text), found, columns, Style(io.StringIO()))


def columns(text):
    """How many columns a text takes in a terminal, told by another way than the one under test."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) or c in "\u200d\ufe0f" for c in text)


def test_the_first_line_says_yes_or_no():
    """Whether to send is the first thing said, with the number of lines to change."""
    text = "You fool.\nYou knave. You rogue.\n"
    one, two, three = (finding(text, w) for w in ("fool", "knave", "rogue"))
    assert shown(text, verdict(one)).startswith("Do not send yet: 1 line to change.\n")
    assert shown(text, verdict(one, two, three)).startswith("Do not send yet: 2 lines to change.\n")
    assert shown(text, verdict(advice=Advice.SEND)) == "Nothing here breaks the rules.\n"
    weak = finding(text, "fool", severity=Severity.WARNING)
    assert shown(text, verdict(weak, advice=Advice.SEND)).startswith("Nothing here must change; 1 thing could be better.")


def test_a_finding_says_where_what_why_and_what_to_do():
    """Line, column, rule, the marked words, the reason and the advice are all there."""
    text = "Hello,\nyou total fool.\n"
    out = shown(text, verdict(finding(text, "total fool", "fool")))
    assert "error  line 2, column 5  tone/test" in out
    assert "  2 | you total fool.\n    |     ~~~~~~^^^^\n" in out
    assert "Why: It harms." in out
    assert "Instead: Say this." in out


def test_a_reason_is_given_once_for_each_rule():
    """The second finding of a rule is shown without repeating the sermon."""
    text = "fool knave"
    out = shown(text, verdict(finding(text, "fool"), finding(text, "knave")))
    assert out.count("Says it.") == 2
    assert out.count("It harms.") == 1


def test_notes_are_one_count_until_asked_for():
    """Notes are folded, and the way to see them is said."""
    text = "fool knave"
    notes = verdict(*(finding(text, w, severity=Severity.NOTE) for w in ("fool", "knave")), advice=Advice.SEND)
    assert shown(text, notes) == "Nothing here breaks the rules.\n\n2 notes not shown; -v shows them.\n"
    assert shown(text, notes, notes=True).count("note  line 1") == 2


def test_what_was_not_judged_is_said():
    """Silence about a quotation must not look like approval of it."""
    skipped = (Skipped("quoted", Span(0, 3)), Skipped("signature", Span(4, 6)), Skipped("quoted", Span(7, 9)))
    out = shown("x" * 9, verdict(advice=Advice.SEND, skipped=skipped))
    assert out.endswith("Not judged, because you did not write it: quoted text, a signature.\n")


@pytest.mark.parametrize("advice", [Advice.WAIT, Advice.DO_NOT_SEND, Advice.NO_REPLY_NEEDED, Advice.SEEK_ADVICE])
def test_advice_beyond_wording_stands_before_the_findings(advice):
    """When changing words is not the point, that is said first."""
    text = "You fool."
    lines = shown(text, verdict(finding(text, "fool"), advice=advice)).splitlines()
    assert lines[1]
    assert lines[2] == ""


def test_somebody_in_danger_reads_where_help_is_and_nothing_else():
    """No findings and no counts for somebody who speaks of self-harm: kind words, and where to turn."""
    text = "You fool."
    out = shown(text, verdict(finding(text, "fool"), advice=Advice.GET_HELP))
    for place in ("local emergency number", "findahelpline.com", "988", "116 123"):
        assert place in out
    assert "fool" not in out
    assert "Do not send" not in out


def test_several_files_are_told_apart():
    """With more than one file, each verdict begins with its name."""
    assert shown("x", verdict(advice=Advice.SEND), named=True).startswith("reply.txt: Nothing here")


def test_something_missing_has_no_excerpt():
    """A finding about what is not there points at no word."""
    text = "Hello"
    assert drawn(text, finding(text, "")) == []
    assert "the whole text" in shown(text, verdict(finding(text, "")))


@pytest.mark.parametrize(
    "line",
    [
        "plain words and then FOOL at the end",
        "\ttabs\tbefore FOOL",
        "\u4f60\u597d wide FOOL",
        "\U0001f621\U0001f621 angry FOOL",
        "cafe\u0301 FOOL",
        "\U0001f468\u200d\U0001f469 FOOL",
        "x " * 200 + "FOOL" + " y" * 200,
        "x" * 500 + "FOOL" + "y" * 500,
    ],
)
def test_marks_stand_under_the_words(line):
    """Whatever stands before the words, tabs, wide characters, emoji or a very long line, the marks are under them."""
    rows = drawn(line, finding(line, "FOOL"), 60)
    text, marks = next((t, m) for t, m in pairwise(rows) if "FOOL" in t)
    assert "^^^^" in marks
    assert columns(text[: text.index("FOOL")]) == len(marks[: marks.index("^^^^")])
    assert all(columns(row) <= 66 for row in rows)


def test_a_finding_over_many_lines_shows_the_first_of_them():
    """A long finding does not fill the screen."""
    text = "\n".join(f"line {n}" for n in range(50))
    rows = drawn(text, finding(text, text))
    assert len(rows) == 13
    assert rows[-1].endswith("...")


def test_nothing_in_a_text_can_steer_the_terminal():
    """Escape sequences and direction overrides of a draft are shown harmlessly, in excerpts and in messages."""
    line = "red \x1b[31mFOOL\x07 \u202eback"
    assert not any(c in "".join(drawn(line, finding(line, "FOOL"))) for c in "\x1b\x07\u202e")
    assert safe("a\x1b[2Jb\nc\u202e") == "a\u00b7[2Jb c"


def test_colours_are_for_terminals_and_never_alone(terminal, monkeypatch):
    """A terminal gets colours and the same words; pipes, NO_COLOR and TERM=dumb get the words."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = "You fool."
    judged = verdict(finding(text, "fool"))
    coloured = shown(text, judged, stream=terminal)
    plain = shown(text, judged)
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert shown(text, judged, stream=type(terminal)()) == plain


def test_places_count_as_editors_do():
    """Lines end at line feed, carriage return or both, and at nothing else; columns count code points."""
    text = "a\u2028b\fc\r\nd\U0001f621e\rf\n"
    lines = Lines(text)
    assert lines.place(text.index("c")) == (1, 5)
    assert lines.place(text.index("e")) == (2, 3)
    assert lines.place(text.index("f")) == (3, 1)
    assert [text[slice(*lines.bounds(n))] for n in (1, 2, 3, 4)] == ["a\u2028b\fc", "d\U0001f621e", "f", ""]
