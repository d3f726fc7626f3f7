"""Folding: what rules see, and the way back to what was given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.reading.normalising import fold


@pytest.mark.parametrize(
    ("given_text", "seen"),
    [
        ("it\u2019s \u201cfine\u201d", 'it\'s "fine"'),
        ("wait\u2026", "wait..."),
        ("caf\u00e9, cafe\u0301", "cafe, cafe"),
        ("in\u200bsul\u00adt", "insult"),
        ("\uff26\uff35\uff2c\uff2c", "FULL"),
        ("\U0001d422diot", "idiot"),
        ("a\u00a0b", "a b"),
    ],
)
def test_folds_what_looks_alike(given_text: str, seen: str):
    """Typographic, composed, invisible and compatibility forms read as their plain ones."""
    assert fold(given_text).text == seen


def test_reads_imitated_letters_only_inside_words_that_hold_latin_ones():
    """A Cyrillic letter hidden in an English word is undone; a name in Cyrillic stays."""
    assert fold("you \u0456diot").text == "you idiot"
    assert fold("\u0418\u0432\u0430\u043d").text == "\u0418\u0432\u0430\u043d"


def test_survives_unpaired_surrogates():
    """What is no character at all vanishes instead of raising."""
    assert fold("no\ud800 reply").text == "no reply"


@given(st.text())
def test_every_folded_character_has_an_origin(text: str):
    """Offsets rise, stay inside the given text, and there is one for each folded character."""
    folded = fold(text)
    origins = [folded.origin(i) for i in range(len(folded.text))]
    assert origins == sorted(origins)
    assert all(0 <= o < len(text) for o in origins)


def test_what_vanishes_and_what_grows_do_not_make_up_for_each_other():
    """A text that stays as long as it was may still have moved inside."""
    given = "\u200bGrüße, Weiß"
    folded = fold(given)
    assert len(folded.text) == len(given) + 1
    moved = fold("\u200bstraße")
    assert moved.text == "strasse"
    assert [moved.origin(i) for i in range(len(moved.text))] == [1, 2, 3, 4, 5, 5, 6]
