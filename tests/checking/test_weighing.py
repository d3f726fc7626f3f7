"""Points add up as they were fitted, whatever way the rulebook keeps them."""

import json
from math import exp, log1p

import pytest

from poise.checking.features import find_names
from poise.checking.loading import load_rulebook, packaged_files
from poise.checking.packing import pack
from poise.checking.pages import Page
from poise.reading.documents import parse

SENTENCES = (
    "Thank you for your time.",
    "I would really like to know why I was not chosen, and what I could have done better.",
    "You people wasted 3 months of my life, 3 months, and you did not even tell me why!",
    "Halloran said that you would call, you did not call, and you will not call now?",
    "zyx",
)


def test_a_sentence_carries_the_points_of_each_of_its_features_once():
    """However often a word or a pair stands in a sentence, what was fitted for it counts once."""
    fitted = json.loads(packaged_files()["hints/points.json"])
    points = {
        head + rest: int(hundredths)
        for head, row in fitted["points"].items()
        for rest, hundredths in zip(row.split("\t")[::2], row.split("\t")[1::2], strict=True)
    }
    rulebook = load_rulebook()
    for text in SENTENCES:
        (sentence,) = parse(text, masked=False).sentences
        page = Page(rulebook.lexicon.read(sentence))
        odds = fitted["bias"] + sum(points.get(name, 0) for name in set(find_names(page))) / 100
        assert rulebook.scales.weigh(page).points == pytest.approx(log1p(exp(odds)) * fitted["unit"])


def test_features_are_named_as_they_stand():
    """Runs of one to three words, near words, concepts, and the two ends of a sentence."""
    (sentence,) = parse("Why me, Halloran", masked=False).sentences
    names = set(find_names(Page(load_rulebook().lexicon.read(sentence))))
    assert {"^", "^ why", "^ why me", "why me {name}", "why & {name}", "{name} $", "$"} <= names
    assert not any(name.endswith(" ") for name in names)


def test_points_are_packed_by_first_word():
    """What the file holds: the rest of each feature, and its points in hundredths."""
    assert pack({"why": 0.5, "why & me": -0.25}) == {"why": "\t50\t & me\t-25"}
