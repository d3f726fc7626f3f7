"""Contacts: what an answer must reproduce to the character, and whose name a mailbox or a machine does not give."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


@pytest.mark.parametrize(
    ("draft", "contact"),
    [
        ("My work is at https://example.com/kelp, if you like.", "https://example.com/kelp"),
        ("Send back my logbook. 14 Dock Cottages, Milford Quay.", "14 Dock Cottages, Milford Quay"),
        ("SEND BACK MY LOGBOOK. 14 DOCK COTTAGES, MILFORD QUAY.", "14 Dock Cottages, Milford Quay"),
        ("Please post it to Flat 12, Block C, 88 Temple Tank Road.", "Flat 12, Block C, 88 Temple Tank Road"),
        ("I am still owed \u20a9384,000 for the flight.", "\u20a9384,000"),
        ("Thank you.\n\nS. Karthik\nCandidate ID PX-77120", "PX-77120"),
        ("Please update your file. Req. 7-7-31.", "7-7-31"),
    ],
)
def test_a_contact_is_kept_to_the_character(draft, contact):
    """Links, streets, amounts and codes come out whole, without the comma after them."""
    assert contact in [fact.text for fact in understand(Draft(draft)).contacts]


@pytest.mark.parametrize("code", ["I waited 14 days.", "The interview at 14 High Street was long."])
def test_what_is_no_contact_is_left_alone(code):
    """A number, or the employer's own street, is nothing to send anything to."""
    assert understand(Draft(code)).contacts == ()


@pytest.mark.parametrize(
    "rejection",
    [
        "From: Jobs Werkhout <jobs-noreply@example.com>\nSubject: Your application\n\nDear Stefan,\n\nNo.\n\nWerkhout BV",
        "Dear Tasha,\n\nIt is a no this time.\n\nLots of love,\nVee, your virtual recruiter\nLolly & Lark",
        "Hi Petra,\n\nIt is a no this time.\n\nAlex\nTalent Concierge (automated)\nHarrow Specie Re",
    ],
)
def test_a_mailbox_and_a_machine_have_no_name(rejection):
    """Nobody is greeted by the name of a shared mailbox or of a machine."""
    assert understand(Draft("I am furious.", rejection=rejection)).recipient is None


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("pls mr sanjay give me one more chance", "Mr Sanjay"),
        ("Congrats to you all. @Devon no hard feelings", "Devon"),
        ("Dear Mr. and Mrs. Van Der Linde,\n\nThank you.", "Mr. and Mrs. Van Der Linde"),
    ],
)
def test_somebody_is_called_in_many_ways(draft, name):
    """A title in small letters, a handle and a couple are forms of address too."""
    recipient = understand(Draft(draft)).recipient
    assert recipient is not None
    assert recipient.text == name
