"""How a verdict is laid out for the page."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

import poise
from poise.checking.loading import open_rulebook
from poise.web.marking import mark

TEXT = (
    "Dear Ms. Lind,\n\nThank you for your time. You are idiots. Could you tell me why I was not chosen, and give me feedback? "
    "The weather was fine.\n\nTamsin"
)
PARTS = [TEXT, "You idiots. ", "<b>&amp;", "I will sue you. ", "\n\n", "why me? ", "\u200bé ", "> q\n"]


def lay_out(text):
    """The sheet of a text."""
    return mark(text, poise.check(text), open_rulebook(None))


def test_the_pieces_are_the_text():
    """Nothing is lost or added, and each place is the words that it quotes."""
    sheet = lay_out(TEXT)
    assert "".join(piece.text for piece in sheet.pieces) == TEXT
    marked = [piece.text for piece in sheet.pieces if piece.place in sheet.places]
    assert [TEXT[place.start : place.end] for place in sheet.places] == marked


def test_places_are_numbered_in_the_order_of_the_text():
    """And none overlaps another."""
    places = lay_out(TEXT).places
    assert [place.label for place in places] == [str(n) for n in range(1, len(places) + 1)]
    assert len(places) > 1
    assert all(a.end <= b.start for a, b in pairwise(places))


def test_what_is_missing_is_no_place():
    """A finding about something that is not there has no words to mark."""
    sheet = lay_out("Dear Ms. Lind,\n\nI got your letter.\n\nTamsin")
    assert "form/thanks" in {reason.rule for reason in sheet.missing}
    assert sheet.passed


def test_no_reason_is_told_twice_in_one_place():
    """Two rules with the same advice give it once."""
    (place,) = lay_out("Thank you for your time. Tell me what exactly I did wrong. Please keep me in mind. Sam").places
    told = [text for reason in place.reasons for text in (reason.why, reason.fix) if text]
    assert len(place.reasons) > 1
    assert len(told) == len(set(told))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS)))
def test_any_text_is_laid_out_whole(parts):
    """Whatever is found in it."""
    text = "Thank you. " + "".join(parts)
    sheet = lay_out(text)
    assert "".join(piece.text for piece in sheet.pieces) == text
