"""What stayed, went and came between two texts."""

from poise.comparing import MOST_WORDS, Change, compare


def test_runs_of_words_stay_and_the_rest_went_or_came():
    """The changes put together give both texts again."""
    old, new = "You fools. I will bring the key.", "Thank you. I will bring the key."
    changes = compare(old, new)
    assert changes == (Change("", "You fools. ", "Thank you. "), Change("I will bring the key.", "", ""))
    assert "".join(c.shared + c.gone for c in changes) == old
    assert "".join(c.shared + c.come for c in changes) == new


def test_equal_texts_are_shared_and_empty_ones_are_nothing():
    """No change is invented."""
    assert compare("The same three words.", "The same three words.") == (Change("The same three words.", "", ""),)
    assert compare("", "") == ()


def test_very_long_texts_are_not_compared():
    """Rather no comparison than one that takes for ever."""
    assert compare("word " * (MOST_WORDS + 1), "word") is None
