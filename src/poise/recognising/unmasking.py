"""Swearwords behind stars, signs and figures: "a$$hole", "w*nker", "1d10t", "f***ing".

A word that holds anything but letters is laid over each word of a list: a star stands for any letter, another sign or a
figure for the letter that it looks like. A word with nothing to hide is never looked at.
"""

from collections.abc import Iterable
from functools import lru_cache

_LOOKS_LIKE = {
    "@": "a",
    "$": "s",
    "!": "i",
    "#": "u",
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
}
_HIDES = frozenset("*#@$")


class Masks:
    """The words that people write in disguise, by their first letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in words:
            self._words.setdefault(word[0], []).append(word)
        self.undo = lru_cache(4096)(self._undo)

    def _undo(self, word: str) -> str:
        """The word behind ``word``, or ``word`` itself. Typed in small letters; at least its first letter must show."""
        first = _LOOKS_LIKE.get(word[0], word[0])
        return next((hidden for hidden in self._words.get(first, ()) if _lies_over(word, hidden)), word)


def _lies_over(typed: str, hidden: str) -> bool:
    return len(typed) == len(hidden) and any(map(str.isalpha, typed)) and all(map(_may_be, typed, hidden))


def _may_be(mark: str, letter: str) -> bool:
    return mark == letter or mark in _HIDES or _LOOKS_LIKE.get(mark) == letter
