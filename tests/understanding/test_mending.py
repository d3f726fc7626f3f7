"""Typing that is repaired before a sentence of the author's stands in a letter."""

import pytest

from poise.understanding.mending import mend_sentence


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("happy to be asked again", "I would be happy to be asked again."),
        ("would love to be on the list for spring", "I would love to be on the list for spring."),
        ("its a pity but i've the badge nd the key", "It's a pity but I've the badge and the key."),
        ("hope the new gardener settles in", "I hope the new gardener settles in."),
        ("still got your apron", "I still have your apron."),
        ("i can bring it 2moro wiv the form", "I can bring it tomorrow with the form."),
        ("i'm here until the 22nd", "I'm here until the 22nd."),
        ("the dog wagged its tail", "The dog wagged its tail."),
    ],
)
def test_what_was_left_out_in_typing_is_put_in(typed, mended):
    """A sentence gets its subject, its small words whole, and a capital."""
    assert mend_sentence(typed) == mended


def test_a_question_keeps_its_beginning():
    """A question without a subject stays as short as it was."""
    assert mend_sentence("happy to wait until May", question=True) == "Happy to wait until May?"
