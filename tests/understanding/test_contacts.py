"""Contacts: what an answer must reproduce to the character, and whose name a mailbox or a machine does not give."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


@pytest.mark.parametrize(
    ("draft", "contact"),
    [
        ("My work is at https://example.com/moss, if you like.", "https://example.com/moss"),
        ("Send back my logbook. 14 Mill Cottages, Oxley Quay.", "14 Mill Cottages, Oxley Quay"),
        ("SEND BACK MY LOGBOOK. 14 MILL COTTAGES, OXLEY QUAY.", "14 Mill Cottages, Oxley Quay"),
        ("Please post it to Flat 3, Block B, 41 Well Road.", "Flat 3, Block B, 41 Well Road"),
        ("I am still owed \u20a9218,000 for the flight.", "\u20a9218,000"),
        ("Thank you.\n\nR. Menon\nCandidate ID QT-40518", "QT-40518"),
        ("Please update your file. Req. 4-2-19.", "4-2-19"),
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
        "From: Jobs Brightloaf <jobs-noreply@example.com>\nSubject: Your application\n\nDear Ana,\n\nNo.\n\nBrightloaf BV",
        "Dear Ana,\n\nIt is a no this time.\n\nLots of love,\nPip, your virtual recruiter\nFern & Co",
        "Hi Ana,\n\nIt is a no this time.\n\nAlex\nTalent Concierge (automated)\nFirwood Group",
    ],
)
def test_a_mailbox_and_a_machine_have_no_name(rejection):
    """Nobody is greeted by the name of a shared mailbox or of a machine."""
    assert understand(Draft("I am furious.", rejection=rejection)).recipient is None


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("pls mr ravi give me one more chance", "Mr Ravi"),
        ("Congrats to you all. @Milan no hard feelings", "Milan"),
        ("Dear Mr. and Mrs. Van Der Berg,\n\nThank you.", "Mr. and Mrs. Van Der Berg"),
    ],
)
def test_somebody_is_called_in_many_ways(draft, name):
    """A title in small letters, a handle and a couple are forms of address too."""
    recipient = understand(Draft(draft)).recipient
    assert recipient is not None
    assert recipient.text == name
