"""A draft in capitals throughout is read as it would have been typed without."""

import pytest

from poise.domain import Draft
from poise.understanding.sources import Sources


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "I LEFT MY FLASK IN YOUR CANTEEN. SEND IT TO BRISTOL.",
            "I left my flask in your canteen. Send it to Bristol.",
        ),
        ("TELL MRS HOLLOWAY I SAID THANKS. I'LL COME ON FRIDAY", "Tell Mrs Holloway I said thanks. I'll come on Friday"),
        ("YOUR MAN WAS RUDE. MY HGV LICENCE IS WITH JOLANTA KROL", "Your man was rude. My HGV licence is with Jolanta Krol"),
        ("SEND BACK MY TOOLS TO 9 FERN LANE PLEASE", "Send back my tools to 9 Fern Lane please"),
        ("YOU HAVE MY BADGE. IT IS MINE.\n\nDARIUS POOLE", "You have my badge. It is mine.\n\nDarius Poole"),
    ],
)
def test_words_in_capitals_are_read_in_lower_case_but_for_names_and_codes(typed, read):
    """So names, sentences and details are found as in any other draft."""
    assert Sources(Draft(typed)).text == read


def test_a_draft_that_only_shouts_here_and_there_is_read_as_typed():
    """Capitals for emphasis say something there."""
    draft = "You made me wait THREE WEEKS for this. I still have the yellow badge and will post it on Monday."
    assert Sources(Draft(draft)).text == draft


def test_nothing_moves_when_capitals_are_read_as_small_letters():
    """Every offset stays true, whatever the alphabet."""
    draft = "ÇA VA PAS. STRASSE 4, ŁÓDŹ. I WANT MY İZMİR FOLDER BACK FROM YOUR OFFICE"
    assert len(Sources(Draft(draft)).text) == len(draft)
