"""Typing undone, names put aside, job titles shielded."""

import pytest

from poise.checking.loading import load_rulebook
from poise.reading.documents import parse


def terms(text: str) -> list[tuple[str, str]]:
    """Word and kind of each term of a one-sentence text."""
    (sentence,) = parse(text, masked=False).sentences
    return [(t.word, t.kind) for t in load_rulebook().lexicon.terms(sentence)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("i'd appreciate it", "i would appreciate it"),
        ("I\u2019d hoped so", "i had hoped so"),
        ("can't, won't, couldn't", "can not will not could not"),
        ("thx u guys dont kno", "thanks you guys do not know"),
        ("the team's choice", "the team choice"),
        ("it's late", "it is late"),
    ],
)
def test_typing_is_undone(typed: str, read: str):
    """Contractions, text-speak and frequent slips become the words they stand for."""
    assert " ".join(word for word, _ in terms(typed)) == read


def test_names_are_never_evidence():
    """A capitalised word beside a title or another name is a name, whatever it means otherwise."""
    assert ("savage", "name") in terms("I enjoyed meeting Mr. Savage today")
    assert ("grievance", "name") in terms("I applied to the Grievance Bureau in town")


def test_capitals_mean_nothing_in_a_sentence_of_capitals():
    """Shouted words stay words."""
    assert ("idiot", "") in terms("YOU ARE AN IDIOT")


def test_the_name_of_a_job_is_shielded():
    """Words inside a job or team name are put aside, and reported as put aside."""
    (sentence,) = parse("I applied for the complaints officer role", masked=False).sentences
    reading = load_rulebook().lexicon.read(sentence)
    assert reading.has("shield.*")
