"""What goes from one to the other is found by the small words around it, whatever it is called."""

import pytest

from poise.domain import Brief, Draft
from poise.engines.offline import Offline
from poise.understanding import understand
from poise.understanding.handing import is_handed
from poise.understanding.words import split_words


@pytest.mark.parametrize(
    "clause",
    [
        "my euphonium mouthpiece is still in your rehearsal room",
        "I've got your moisture probe in my van",
        "you still have my grandmother's thimble",
        "who has my negatives",
        "I'm returning the boathouse key",
        "please take me off the rota app",
        "I need my sextant back",
        "where do I send the stub",
    ],
)
def test_a_thing_that_no_list_knows_is_seen_to_change_hands(clause: str) -> None:
    """The words around it tell."""
    assert is_handed(split_words(clause))


@pytest.mark.parametrize(
    "clause", ["my heart is still in the work", "you kept my hopes up", "I still have your letter", "I enjoyed the day"]
)
def test_a_notion_is_no_thing(clause: str) -> None:
    """Hearts, hopes and letters are not handed back."""
    assert not is_handed(split_words(clause))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("This is a joke. ive still got ur moisture probe ill drop it in on friday", "moisture probe"),
        ("What a circus. You got my theodolite in the site office.", "theodolite"),
        ("You clowns. I want paying for the trial shift.", "the pay for the trial shift"),
        ("You clowns. The original diploma you copied never came back.", "original diploma"),
        ("You clowns. Where's the form for the claim?", "Could you tell me where the form for the claim is?"),
    ],
)
def test_a_letter_keeps_what_changes_hands(said: str, kept: str) -> None:
    """As the author said it, or in a phrase of ours."""
    draft = Draft(f"Hello,\n\n{said}\n\nPat Lowe", rejection="Dear Pat,\n\nWe chose somebody else.\n\nBest wishes")
    answer = Offline(0).write(Brief(draft, understand(draft), (), (), (), 1))
    assert answer.letter is not None
    assert kept in answer.letter.body
