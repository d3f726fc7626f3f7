"""People: whoever is greeted, thanked or spoken well of comes out with a whole name and a whole deed."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


def people(text: str) -> list[str]:
    """The people of a draft as a letter would thank them."""
    return [fact.text for fact in understand(Draft(text)).people]


@pytest.mark.parametrize(
    ("draft", "thanked"),
    [
        ("Typical. Mr Arul who showed me the cell counter said I learn quickly.", "Mr Arul, who showed me the cell counter"),
        ("Whatever. Tell Big Ned he's a legend for letting me run the lathe.", "Big Ned for letting me run the lathe"),
        ("Lads, a farce. Fair play to Orla for the tea and the chat about injuries.",
         "Orla for the tea and the chat about injuries"),
        ("A farce. Tell Miss Odile her lemon cake was the best I ate all year.", "Miss Odile for her lemon cake"),
        ("Shame on you. The prototype rig was cool at least, greet Svea.", "Svea"),
        ("Fools. Big up Marlo he taught me the straight razor properly.", "Marlo, who taught me the straight razor properly"),
        ("Idiots. Firefighter Lovell walked me through the smoke house with great patience.",
         "Firefighter Lovell, who walked me through the smoke house with great patience"),
        ("Cowboys. Only decent bit was Inga going through the meter readings with me.",
         "Inga for going through the meter readings with me"),
        ("Joke. Sister Duma on ward 4 held my hand when I was shaking.", "Sister Duma on ward 4, who held my hand"),
        ("Cowboys. Akio knows his stuff.", "Akio"),
    ],
)  # fmt: skip
def test_a_kind_word_for_somebody_is_kept_whole(draft, thanked):
    """The name with its place or post, and what they did as far as it goes."""
    assert people(draft) == [thanked]


@pytest.mark.parametrize(
    "draft",
    [
        "Thank heavens for the spreadsheet.",
        "A bot called Bruce wrote to me. Tell Bruce I said ta.",
        "I gave Kolossa my best and I thought that meant something.",
        "The invoice (agreed with Ms Vermeer on the phone) is still open.",
        "Gus the cellarman, he gave me nothing.",
    ],
)
def test_irony_and_passing_names_thank_nobody(draft):
    """No person is made of an exclamation, a joke, or a name in brackets."""
    assert people(draft) == []


@pytest.mark.parametrize(
    ("draft", "liked"),
    [
        ("Clowns. I am grateful for the garden, the cinnamon buns and Mrs. Lager's kindness when my ear hurt.",
         "the garden, the cinnamon buns and Mrs. Lager's kindness"),
        ("Shame. Thank you for lunch with Ms Binh and the tour in the printing house.",
         "lunch with Ms Binh and the tour in the printing house"),
        ("Liars. I was truly moved by how Mr Solis spoke with the family.", "how Mr Solis spoke with the family"),
        ("Rude. It was nice holding the barn owl tho.", "holding the barn owl"),
        ("Farce. The system round with Farid on rate limiters taught me more than my last two years.",
         "the system round with Farid on rate limiters"),
        ("Fools. I had fun at the till with Abbie though.", "the till with Abbie"),
    ],
)  # fmt: skip
def test_what_was_liked_ends_where_it_should(draft, liked):
    """Lists, clauses that tell how, and gerunds come out whole."""
    assert liked in [f.text for f in understand(Draft(draft)).details if f.kind.startswith("liked")]


@pytest.mark.parametrize(
    "draft",
    [
        "Thank you for your heartfelt automated message at 3 in the morning.",
        "Clowns. You think I forget what I saw on the night shift.",
        "Deposit back please, a check is fine.",
        "Clowns. My design for the courtyard won a prize.",
        "I'd redone my whole kitchen to practise the laminations.",
    ],
)
def test_news_places_and_boasts_were_not_liked(draft):
    """Thanks for a message, a thing that would do, a place and a prize are nothing to look back on."""
    assert [f.text for f in understand(Draft(draft)).details if f.kind.startswith(("liked", "activity"))] == []
