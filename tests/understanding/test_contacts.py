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
        ("Pay the fare to DE00 5550 0142 0000 0001 00 by Friday.", "DE00 5550 0142 0000 0001 00"),
        ("I still hold the key. " * 30 + "Ring me, 0803 555 0191.", "0803 555 0191"),
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


@pytest.mark.parametrize(
    ("draft", "address"),
    [
        ("My address changed: c/o Delmar, 77 Fern St, Apt 3. The old one is gone.", "c/o Delmar, 77 Fern St, Apt 3"),
        ("If found, please post my strap to Kade 12, 4 hoog.", "Kade 12, 4 hoog"),
        ("Please send my portfolio to Lindenallee 14, 10999 Bernau.", "Lindenallee 14, 10999 Bernau"),
        ("Could you mail the book back to 14 Mill Cottages, Oxley Quay by Friday?", "14 Mill Cottages, Oxley Quay"),
        ("Post my references to Flat 2, 9 Harbour Lane, Leeth EH6 6QQ, and not to the old place.",
         "Flat 2, 9 Harbour Lane, Leeth EH6 6QQ"),
        ("Return my drawings to PO Box 118, Nandi please.", "PO Box 118, Nandi"),
        ("My P45 and bank letter, please, to 22 Marsh Lane, Gorle.", "22 Marsh Lane, Gorle"),
        ("I live at Plot 7, Kolo Hill Drive now, so send the certificate there.", "Plot 7, Kolo Hill Drive"),
    ],
)  # fmt: skip
def test_an_address_is_whole(draft, address):
    """With its flat, its town and its code, in the order of any country, and nothing after it."""
    assert [fact.text for fact in understand(Draft(draft)).contacts if fact.kind == "address"] == [address]


@pytest.mark.parametrize(
    "draft",
    [
        "Send it to me by the 14th or I come to the office on Monday at 10.",
        "You can post the 2 certificates to my mother's in Hove.",
        "I lived at 14 Station Road for years and nobody cared.",
        "To: careers@example.com\n\nDear Ms Roe,\n\nno.",
    ],
)
def test_days_numbers_and_headers_are_no_address_of_the_authors(draft):
    """A wrong address would be worse than none."""
    assert understand(Draft(draft)).contacts == ()


def test_the_number_of_a_thing_comes_with_the_thing():
    """A bare "31" would tell nobody anything."""
    assert [f.text for f in understand(Draft("My helmet is in locker 31.")).contacts] == ["locker 31"]
