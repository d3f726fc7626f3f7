"""Money between the two: a sum says what it is for, and is asked for only where it is owed."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


def sums(text: str) -> list[str]:
    """The sums in a draft, as a letter would name them."""
    return [fact.text for fact in understand(Draft(text)).details if fact.kind == "logistics.sum"]


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        ("What a joke. I'm still owed the fuel: 212 km, $85.40, you said to send the docket.", "the $85.40 for fuel"),
        ("Thieves. Pay me the \u20ac140 we agreed, porter day rate.", "the porter day rate of \u20ac140"),
        ("Shame. You said the flight would be paid back: SEK 1 890, booking QX4PLR.",
         "the SEK 1 890 for the flight (booking QX4PLR)"),
        ("Joke. Also the medical was $87.50 and Janelle's email says you cover it.", "the $87.50 for the medical"),
        ("Clowns. So: refund. PHP 4,250, official receipt no. 77213.", "the refund of PHP 4,250 (receipt no. 77213)"),
        ("Shame. Could you transfer the $18 parking like you said.", "the $18 for parking"),
        ("So rude. The agency fee of R850 was supposed to be refunded.", "the agency fee of R850"),
        ("Useless. My uniform allowance of \u00a362.40 is still due.", "my uniform allowance of \u00a362.40"),
        ("Useless lot. My mum paid the $35 exam deposit and the flyer said it is refundable.", "the exam deposit of $35"),
    ],
)  # fmt: skip
def test_a_sum_says_what_it_is_for(draft, named):
    """Amount, purpose and number come together, whichever stood first."""
    assert sums(draft) == [named]


@pytest.mark.parametrize(
    "draft",
    [
        "You clowns. My rate is CHF 1,150 per day and you owe me an answer.",
        "Idiots. Cut me a check for $640, else I mail the form.",
        "Shame. I own a car worth \u00a34,000 and nobody looked at it.",
        "Shame. Cancel the invoice before they charge my bank \u00a338.",
    ],
)
def test_a_price_or_an_ultimatum_is_no_sum(draft):
    """What something costs, what somebody earns, and money under threat stay out."""
    assert sums(draft) == []


def test_a_statement_about_money_that_is_polite_stays_the_authors():
    """The sentence is kept, so that the sum is not said twice."""
    known = understand(Draft("You clowns. Kindly refund the \u00a312 for the gumboots."))
    assert "Kindly refund the \u00a312 for the gumboots." in [fact.text for fact in known.sentences]


@pytest.mark.parametrize(
    ("draft", "date"),
    [
        ("Shame. I need my passport back. I want it before 10 December.", ["10 December"]),
        ("Wow. You never gave me back my scissors, want them by weds.", ["Wednesday"]),
        ("Liars. Send back my portfolio, I need it by the 20th.", ["the 20th"]),
        ("Give me the job by Monday or I call the police.", []),
        ("I want you to know that I washed my face before the 3pm visit.", []),
    ],
)
def test_a_date_by_which_something_is_needed_is_kept_and_an_ultimatum_is_not(draft, date):
    """Days and dates count, hours and threats do not."""
    assert [f.text for f in understand(Draft(draft)).details if f.kind == "logistics.by"] == date
