"""Credit: whoever the author wants something kind to be told is thanked by name, wherever that name stands."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


def people(text: str) -> list[str]:
    """The people of a draft as a letter would thank them."""
    return [fact.text for fact in understand(Draft(f"Dear Mr Ash,\n\n{text}\n\nBo Lind")).people]


@pytest.mark.parametrize(
    ("draft", "thanked"),
    [
        ("Clowns. Orla ran the counter alone. I hope you let her know I said so.", ["Orla"]),
        ("Clowns. Bram, who has run the yard since the flood, never once made me feel slow.", ["Bram"]),
        ("Clowns. Tell your lad Ifor he's a good teacher.", ["Ifor"]),
        ("Clowns. Tell Aurel and Big Mette I'll miss them.", ["Aurel", "Big Mette"]),
        ("Clowns. Let Ms Odom know I said thank you.", ["Ms Odom"]),
        ("Clowns. Miss Achterhuis ought to be promoted.", ["Miss Achterhuis"]),
        ("Clowns. Whoever took us round the boiler room deserves a medal.", ["whoever took us round the boiler room"]),
        ("Clowns. Magda on inbound has carried me more than once.", ["Magda on inbound"]),
        ("Clowns. I did the reading with Mrs Gill's group, so thank her from me.", ["Mrs Gill"]),
        ("A DISGRACE. ONLY ONE WHO TREATED ME RIGHT WAS MARCY IN SERVICE, TELL HER THANKS.", ["Marcy in service"]),
        ("Clowns. The lad who had me hang the door gave me a fair go.", ["the lad who had me hang the door"]),
    ],
)
def test_credit_finds_its_name(draft, thanked):
    """Across a comma, a sentence, a nickname or capitals."""
    assert people(draft) == thanked


@pytest.mark.parametrize(
    "draft",
    [
        "Lonnie is a weasel, tell him so.",
        "Tell Keith he was useless.",
        "Karen made up her mind, tell her thanks for nothing.",
        "I know all of Westport. Tell them so.",
        "You tell Simmons he made a mistake.",
    ],
)
def test_blame_is_no_credit(draft):
    """Nobody is thanked who was scolded, and no town."""
    assert people(f"Shame on you. {draft}") == []
