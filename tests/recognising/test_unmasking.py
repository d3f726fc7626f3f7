"""Swearwords in disguise are known for what they are, and nothing else is taken for one."""

import pytest

from poise.recognising.unmasking import Masks

MASKS = Masks(["asshole", "assholes", "fuck", "fucking", "idiots", "shit", "pig"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a$$hole", "asshole"),
        ("a**holes", "assholes"),
        ("@sshole", "asshole"),
        ("f***", "fuck"),
        ("f*cking", "fucking"),
        ("1d10ts", "idiots"),
        ("$h!t", "shit"),
    ],
)
def test_stars_signs_and_figures_are_seen_through(typed: str, meant: str):
    """A star hides any letter, a sign or a figure the letter that it looks like."""
    assert MASKS.undo(typed) == meant


@pytest.mark.parametrize("typed", ["mp3", "4x4", "b2b", "c++", "covid-19", "$5", "pitch", "p45", "****", "h1b"])
def test_codes_and_plain_words_stay_what_they_are(typed: str):
    """A word is changed only where it lies over a swearword letter by letter."""
    assert MASKS.undo(typed) == typed
