"""Things between the two: named whole, and never as leverage."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


def things(text: str) -> list[tuple[str, str]]:
    """The things of a draft that go to and fro."""
    return [(f.kind.partition(".")[2], f.text) for f in understand(Draft(text)).details if f.kind.startswith("logistics.")]


@pytest.mark.parametrize(
    ("draft", "kind", "thing"),
    [
        ("Shove it. You never even gave me back my scissors the blue ones.", "back", "my blue scissors"),
        ("You idiots. I need back my diploma and the two passport photos.", "back", "my diploma and the two passport photos"),
        ("Shame. My mallet (the apple wood one, my grandfather's) is still on your bench.", "collect",
         "my mallet (the apple wood one, my grandfather's)"),
        ("Shame. My degree certificate and marksheets (3 nos.) are with your HR.", "collect",
         "my degree certificate and marksheets (3 nos.)"),
    ],
)  # fmt: skip
def test_a_thing_is_named_whole(draft, kind, thing):
    """With its bracket closed, and with what tells it from others."""
    assert (kind, thing) in things(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "You have made an enemy. I have photos of your log book. Tick tock.",
        "It says I lack Kubernetes, I have the certificate. Clowns.",
        "Clowns, can you send me the hoodie you promised.",
    ],
)
def test_leverage_papers_and_promises_are_no_things_to_return(draft):
    """What somebody holds against another, has earned, or was promised, is not lent."""
    assert things(draft) == []


@pytest.mark.parametrize(
    ("draft", "lifted"),
    [
        ("You clowns. Key is under the pot.", "The key is under the pot."),
        ("You clowns. My portfolio is still in room 12.", "My portfolio is still in room 12."),
        ("Idiots. I've got one of your aprons and a scraper here, can post.",
         "I've got one of your aprons and a scraper here, which I can post."),
        ("Shambles. My number is 555-0133 now, the old ones dead.", "My number is 555-0133 now."),
    ],
)  # fmt: skip
def test_an_arrangement_is_made_fit_for_a_letter(draft, lifted):
    """The words are the author's, put in order."""
    assert lifted in [fact.text for fact in understand(Draft(draft)).sentences]


@pytest.mark.parametrize(
    "draft",
    [
        "Liars. Noemi told us it's refundable for those who pass the medical.",
        "Shame. My copy of Loudon, lent to Mr Spurl the steward, I should like back.",
        "Clowns. And then I find out from a LinkedIn post that my key went to somebody else.",
    ],
)
def test_hearsay_and_broken_sentences_are_not_lifted(draft):
    """What others said, and a sentence without its verb, is left out."""
    assert [fact.text for fact in understand(Draft(draft)).sentences] == []


def test_a_second_mate_keeps_his_trade():
    """A word that speaks to somebody elsewhere stays inside a name of work, and honey stays in the honey house."""
    known = understand(Draft("Clowns. Nana Adu's honey house was spotless. Put me down for a second mate opening."))
    assert [f.text for f in known.details] == ["Nana Adu's honey house", "a second mate opening"]
