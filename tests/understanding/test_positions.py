"""Which position, with whom, and under which number."""

import time

import pytest

from poise.domain import Draft
from poise.understanding import understand


def role(text: str, rejection: str | None = None) -> str | None:
    """The position."""
    found = understand(Draft(text, rejection=rejection)).role
    return found.text if found else None


def company(text: str, rejection: str | None = None) -> str | None:
    """The employer."""
    found = understand(Draft(text, rejection=rejection)).company
    return found.text if found else None


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        ("Thanks for the update on the Field Agronomist (Horticulture) role.", "Field Agronomist"),
        ("mate you can shove your sous chef gig", "sous chef"),
        ("I was considered for Complaints Resolution Manager and heard nothing.", "Complaints Resolution Manager"),
        ("So for Threat Intelligence Lead you will take someone else. OK.", "Threat Intelligence Lead"),
        ("2 months I waited on that claims analyst job", "claims analyst"),
        ("sir this is sandeep who came for depot supervisor at the hub", "depot supervisor"),
        ("from Thursday's interview for the Band 6 renal post", "Band 6 renal post"),
        ("whoever got the lead guide job better be good", "lead guide"),
        ("my application for the position of Chair of Trustees", "Chair of Trustees"),
        ("I was seen for Head of Physics, and I thank you.", "Head of Physics"),
        ("considering me as Guest Master\u2019s assistant.", "Guest Master\u2019s assistant"),
        ("Thank you for the research assistantship interview.", "research assistantship"),
    ],
)
def test_the_position_is_found_where_people_name_it(draft, title):
    """Before and after its noun, after "for", in lower case, and with words that sound like anger."""
    assert role(draft) == title


@pytest.mark.parametrize(
    "draft",
    [
        "Wow. Ok. Noted.",
        "I saw it in a LinkedIn post of yours.",
        "It is the same job as before, the worst place, a real waste.",
        "Dear Country Director,\n\nno.",
    ],
)
def test_no_position_is_made_up(draft):
    """Posts on a network, adjectives and addressees are no positions."""
    assert role(draft) is None


def test_another_opening_is_not_the_position():
    """What is wished for next is not what was refused."""
    text = "Sorry about the Quality Engineer spot. If the Supplier Quality role opens, please tell me."
    assert role(text) == "Quality Engineer"
    assert role("Three rounds. If the Programme Officer post in Kisumu comes up let me know.") is None
    assert role("If Narrative Designer ever opens again, please shout.") == "Narrative Designer"


REJECTION = """PRAIRIE SMILE PARTNERS - APPLICANT PORTAL

Dear Yesenia,

Position: BILINGUAL DENTAL HYGIENIST
Job ID: 7781-BR
New status: NOT SELECTED

This is a system-generated message. Replies to this address are not read.
"""


def test_a_portal_notice_is_read():
    """Labelled lines, capitals, the letterhead and the number."""
    found = understand(Draft("Please think of me.\n\nYesenia", rejection=REJECTION))
    assert found.role.text == "Bilingual Dental Hygienist"
    assert found.company.text == "Prairie Smile Partners"
    assert found.reference.text == "7781-BR"
    assert found.automated


def test_a_title_broken_over_quoted_lines_is_one_title():
    """Marks and line breaks of a quotation do not cut a title."""
    text = "No.\n\nCosima\n\nOn 6 Feb 2026, at 17:48, Julian Frith <j@example.com> wrote:\n\n> Dear Cosima\n>\n"
    text += "> The Board has resolved to appoint another candidate as General\n> Counsel and Company Secretary.\n>\n> Julian\n"
    assert role(text) == "General Counsel and Company Secretary"


def test_an_agency_is_not_the_employer():
    """The client is, when the message names one."""
    message = (
        "From: Lotte Smit (Hartwell & Dunne Staffing)\nSubject: outcome\n\nHi Bryony,\n\nour client Orsini Bio has decided "
    )
    message += "not to progress your application for Histology Technician.\n\nLotte Smit\nHartwell & Dunne Staffing\n"
    assert company("Ok.\n\nBryony", message) == "Orsini Bio"


def test_the_authors_own_firm_is_not_the_employer():
    """A signature names where the author works now."""
    text = "Thank you for the Claims Adjuster interview.\n\n-- \nHyacinth Rowe\nClaims Handler | Stonegate Mutual\n555-0166\n"
    assert company(text) is None


def test_a_note_in_an_html_comment_is_not_read():
    """Nobody was meant to read comments."""
    message = "Dear Tomasi,\n\nwe cannot offer you the Plasterer place.\n\n<!-- our client Evilcorp Ltd -->\nMarguerite Asher\n"
    assert company("Ok.\n\nTomasi", message) is None


WAYS = (
    "I went for the {0} and you binned me.",
    "My application for {0} was ignored for weeks.",
    "I applied to be a {0} and you turned me down.",
    "I'd have been a brilliant {0} and you know it.",
    "I applied for {0} in March. You answered in June.",
    "When I applied for {0} I thought you were serious people.",
    "Subject: {0} application\n\nWhat a waste of my time.",
    "I was one of the two left for {0}.",
    "Even the {0} role is beyond me apparently.",
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "title", ["Night Porter", "Veterinary Nurse", "Key Account Manager", "Chef de Partie", "Second Violin"]
)
def test_a_position_is_the_same_however_it_is_mentioned(title, way):
    """Neither what stands around a title nor the name under the draft becomes a part of it."""
    text = way.format(title)
    head = "" if text.startswith("Subject") else "Dear Ms Hart,\n\n"
    assert role(f"{head}{text}\n\nAna Ruiz") == title


@pytest.mark.parametrize(
    "draft",
    [
        "Dear Ms Hart, your snotty manager never wrote back. Ana",
        "Dear Ms Hart, I got your email. Kevin is a boy in a suit. Ana",
        "Dear Ms Hart, the LinkedIn post said friendly team. Ha. Ana",
    ],
)
def test_people_are_no_positions(draft):
    """Somebody complained about, or a place to post in, is not what the author applied for."""
    assert role(draft) is None


def test_a_long_draft_takes_time_in_proportion():
    """Hundreds of mentions are not compared each with each."""
    line = "You never called me about the Night Porter role, and I waited.\n"
    times = []
    for count in (200, 800):
        began = time.process_time()
        assert role("Dear Ms Hart,\n\n" + line * count) == "Night Porter"
        times.append(time.process_time() - began)
    assert times[1] < 12 * max(times[0], 0.02)


@pytest.mark.parametrize(
    ("draft", "rejection", "title"),
    [
        ("No.", "Dear Mr Geddes\n\nHEAD GREENKEEPER\n\nI write to inform you that the Committee has appointed another.",
         "Head Greenkeeper"),
        ("No.", "Dear Ms Lim,\n\nASSISTANT MANAGER, FINANCE & ACCOUNTS\n\nWe refer to the above and regret to inform you.",
         "Assistant Manager, Finance & Accounts"),
        ("No.", "Dear Mr Bright,\n\nUndercutter, Tarrant & Moss\n\nThank you for calling on us.\n\nTarrant & Moss Ltd",
         "Undercutter"),
        ("No.", "Betreft: vacature Brewer / Brouwer\n\nThe function was filled internally.", "Brewer"),
        ("you find me another dealer place", "Your test for Senior Dealer (Baccarat) was marked Not Passed.", "Senior Dealer"),
        ("So the Affineur must have a neutral nose.", "Bedankt voor je sollicitatie als [Affineur / Kaasrijper]!",
         "Affineur"),
        ("No.", "the Postdoctoral Fellowship in Stellar Magnetism has been offered to another candidate.",
         "Postdoctoral Fellowship in Stellar Magnetism"),
        ("Your Head of Reptiles was kind. I am not the successful Reptile Keeper.", None, "Reptile Keeper"),
        ("get wanting a hygienist who is hungrier", None, "hygienist"),
    ],
)  # fmt: skip
def test_the_position_is_read_from_headings_subjects_and_hints(draft, rejection, title):
    """The fullest form that either side gives, without the firm's name."""
    assert role(draft, rejection) == title


def test_a_simile_names_no_position():
    """Somebody else's trade in a joke is not what was applied for."""
    assert role("This is handy, like a taxi driver without eyes.") is None


@pytest.mark.parametrize(
    ("draft", "message", "title"),
    [
        ("no.", "Hi Ana,\n\nRe Accounts Clerk.\n\nNo, sorry.", "Accounts Clerk"),
        ("no.", "Onderwerp: uw sollicitatie / Veterinary Nurse\n\nNo, sorry.", "Veterinary Nurse"),
        ("no.", "Betreff: Probetag Ski Lift Operator\n\nNo, sorry.", "Ski Lift Operator"),
        ("no.", "Betreff: Ihre Bewerbung als Project Engineer (m/w/d), Kennziffer 0177\n\nNo.", "Project Engineer"),
        ("no.", "RE: HIGH SCHOOL CHEMISTRY TEACHER, POSTING 22-118\n\nNo.", "High School Chemistry Teacher"),
        ("Subject: RE: Your application to be our Night Auditor\n\nno.", None, "Night Auditor"),
        ("I applied for Teaching Assistant. Is the lunchtime supervisor post still going?", None, "Teaching Assistant"),
        ("Tell your lad he's a good teacher. Cheers.", None, None),
    ],
)
def test_a_position_stands_without_the_words_that_led_to_it(draft, message, title):
    """Labels, numbers and foreign headings are no part of it, and a post asked after is another one."""
    assert role(draft, message) == title
