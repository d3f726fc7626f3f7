"""Positions that a draft only hints at, and words that look like one and are none."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


def role(text: str, rejection: str | None = None) -> str | None:
    """The position."""
    found = understand(Draft(text, rejection=rejection)).role
    return found.text if found else None


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        ("Hey Phil. No kitchen porter for me? fine. Rob", "kitchen porter"),
        ("I'm the best tiler in Leeds and you went with some lad. Gaz", "tiler"),
        ("Night guard 11 years, never slept one time. You take a boy. Musa", "night guard"),
        ("Twelve years a shepherd and they pick a student. Ewan", "shepherd"),
        ("Dear Ms Holt, so now your nephew is head waiter. How nice. Tomas Vrba", "head waiter"),
        ("Mr Adeyemi, you made your cousin storekeeper. I have nine years. Femi", "storekeeper"),
        ("Hit me up for line cook if the new guy bails. Tito", "line cook"),
        ("baggage loader, sweeper, anything, just give me a chance sir. Ibrahim", "baggage loader"),
        ("pls mam i need this cleaner work. i can start tomorow. Rosa", "cleaner"),
        ("wanted that scaffolder start so bad. ta for the tool test tho. Shaun", "scaffolder"),
        ("I applied to be your lollipop lady, not prime minister. Joan", "lollipop lady"),
        ("Hi Sal, gutted i didnt get the dinner lady one. xx Bev", "dinner lady"),
        ("Shift manager went to an outsider AGAIN. I give up. Trudi", "shift manager"),
        ("Listen Vince. I know about the till. Give me floor manager or your missus hears.", "floor manager"),
        ("You said 'we need a strong welder'. I am a strong welder. Bo", "welder"),
        ("the job (gate attendant) was perfect for me. Thanks for the chat. Moe", "gate attendant"),
        ("I learn that the Verger's post went to a man who cannot tell a candle from a teapot. A. Soames", "Verger"),
        ("You will find another marine superintendent, I am sure. S. Galt", "marine superintendent"),
    ],
)
def test_a_trade_in_passing_is_the_position(draft, title):
    """Boasts, years, lists of what one would do, and who got it instead all tell what it was."""
    assert role(draft) == title


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        ("so no forklift job for me then. cheers anyway. dean", "forklift job"),
        ("Thought I had the milking job in the bag. Thanks for the tea. Owen", "milking job"),
        ("nice one. u gave the scaffold gig to ur boys mate. lee", "scaffold gig"),
    ],
)
def test_work_without_a_trade_keeps_the_word_that_makes_it_a_position(draft, title):
    """Nobody says "the forklift role"."""
    assert role(draft) == title


@pytest.mark.parametrize(
    "draft",
    [
        "Only Devi from finance is a proper accountant over there.",
        "Please return my certificates by registered post.",
        "I would still be ready for the second position.",
        "Told me to come for trial at Bella Roma pizza place.",
        'Whoever it was has now become a "Head of". I wish them well.',
        'I shall write a song about it, working title "Someone More Senior".',
    ],
)
def test_what_sounds_like_a_position_is_none(draft):
    """Somebody's trade, the mail, a number and a cut quotation are not what was applied for."""
    assert role(draft) is None


def test_what_was_never_applied_for_is_not_the_position():
    """An employer's mix-up is told by the author."""
    message = "Dear Ines,\n\nThank you for applying for Receptionist.\n\nPaula Brand"
    assert role("I never applied for Receptionist, I applied for Radiographer! Ines", message) == "Radiographer"
    assert role("It was the Cellar Hand job I went for, not the Sales Rep one. Jack") == "Cellar Hand"


def test_a_wish_gives_way_to_what_was_applied_for():
    """And stands in for it when nothing else is named."""
    message = "Dear Bea,\n\nwe chose somebody else for Reading Room Supervisor.\n\nJoan"
    assert role("I hope you think of me for the Archive Volunteer post in spring.\n\nBea", message) == "Reading Room Supervisor"
    text = "Sorry not to get Programme Lead. I'd be interested if the Access Coordinator job is readvertised."
    assert role(text) == "Programme Lead"
    assert role("When you need a Yacht Broker who sells, call me. Max") == "Yacht Broker"


@pytest.mark.parametrize(
    ("rejection", "title"),
    [
        ("Captain Brandt,\n\nSecond Mate, MV Larkspur. We have engaged somebody else.\n\nP. Orlov\nMaster", "Second Mate"),
        ("Sir,\n\nSTORES MANAGER - FORT KELD\n\nI regret it.\n\nJ R HALL\nCol (retd)\nfor Keld Services Partnership",
         "Stores Manager"),
        ("Dear Dr Oduya,\n\nLectureship in Early Drama (Ref. EN/44)\n\nI am sorry to say so.\n\nHelen Hale\nHead of School",
         "Lectureship in Early Drama"),
        ("Dear Dr Tutt,\n\nI am writing about the Readership in Economic History. No.\n\nA. Lund",
         "Readership in Economic History"),
        ("Bonjour,\n\nmerci de votre candidature au poste de Seed\nCurator. We have selected another.", "Seed Curator"),
        ("Dear Petra,\n\nthank you for meeting us about the Funeral Arranger role.\n\nEstelle", "Funeral Arranger"),
    ],
)  # fmt: skip
def test_the_employers_own_words_name_the_position(rejection, title):
    """In a first sentence without a verb, in capitals, in another language, with its field."""
    assert role("No.\n\nAna", rejection) == title
