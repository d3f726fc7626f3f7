"""Frames wait for the words that they cannot do without, and are found as one pattern of them all would find them."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import poise.understanding
from poise.understanding.needing import find_needs, split
from poise.understanding.patterns import Frames, _expand
from poise.understanding.vocabulary import words

GOOD = frozenset({"good", "grand"})
DATA = Path(poise.understanding.__file__).parent / "data"
WHOLE = ("acts", "circumstances", "logistics", "wishing")
LISTS = (("liking", "after"), ("liking", "before"), ("liking", "to"), *((name, "") for name in WHOLE))


def frames() -> list[str]:
    """Every frame of the word lists."""
    found: list[str] = []
    for name, key in LISTS:
        lists = json.loads((DATA / f"{name}.json").read_text("utf-8"))
        values = [lists[key]] if key else [value for value in lists.values() if isinstance(value, list)]
        found += [frame for value in values for frame in value if isinstance(frame, str)]
    return found


@pytest.mark.parametrize(
    ("frame", "needs"),
    [
        ("made me smile", [{"made"}, {"me"}, {"smile"}]),
        ("i {f} (?:liked|loved)", [{"i"}, {"liked", "loved"}]),
        ("it was {f} (?:a |an )?{good} (?:thing )?to", [{"it"}, {"was"}, GOOD, {"to"}]),
        ("the (?:tour|long walk)(?: there| back)?", [{"the"}, {"tour", "long"}]),
        ("(?:much |very )*obliged", [{"obliged"}]),
        ("(?:ill|i) (?:un)?pack {any}", [{"ill", "i"}]),
        ("i(?:ve)? moved", [{"moved"}]),
        (r"(?:\\S+ |two )days?", []),
        ("(?:tour|)s?", []),
        ("(?:shout ?out|praise) to", [{"to"}]),
    ],
)
def test_what_a_frame_needs_is_read_off_it(frame: str, needs: list[set[str]]):
    """A word, or one of several; what may be left out, or may be part of a word, is not needed."""
    assert [set(need) for need in find_needs(frame, GOOD)] == needs


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_a_frame_matches_holds_what_it_needs(data: st.DataObject):
    """No frame of the word lists waits for a word that it can do without."""
    frame = data.draw(st.sampled_from([alternative for frame in frames() for alternative in split(frame, "|")]))
    found = data.draw(st.from_regex(rf"(?<!\S)(?:{_expand(frame)})(?!\S)", fullmatch=True))
    present = set(found.split())
    assert all(need & present for need in find_needs(frame, words("liking", "good")))


def test_the_first_of_the_list_wins_and_none_overlaps_another():
    """As with one pattern whose alternatives stand in this order."""
    listed = ["we (?:had )?fun", "fun", "we", "had fun", "(?:what|so much) fun|much"]
    pattern = re.compile(r"(?<!\S)(?:" + "|".join(f"(?:{frame})" for frame in listed) + r")(?!\S)")
    for text in ("we had fun and so much fun", "had fun we", "fun fun what fun much", "we funny had", ""):
        assert Frames(listed).findall(text) == [match.group() for match in pattern.finditer(text)]
    assert split("a|(?:b|c)", "|") == ["a", "(?:b|c)"]
