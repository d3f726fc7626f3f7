"""Whether a text is clearly not English, so that rules made for English would be silent about it.

In doubt it is English: short texts, slang, dialects, other Englishes, and letters that only greet in another language.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from poise.reading.normalising import fold
from poise.reading.wordlists import load

_LAST_LATIN = "\u024f"
_MORE_LATIN = ("\u1e00", "\u1eff")
_FEWEST_LETTERS = 12
_FEWEST_WORDS = 8
_FEWEST_MARKS = 4
_FEWEST_DIFFERENT = 3
_FEWEST_UNKNOWN = 40
_CLEAR_SHARE = 0.2
_ENGLISH_SHARE = 0.03
_TIMES_ENGLISH = 3


@cache
def _english() -> frozenset[str]:
    return frozenset(load("language")["english"])


class _Foreign(NamedTuple):
    """The words of other languages: which languages each one marks, and what each language shares with English."""

    marks: dict[str, list[str]]
    shared: dict[str, frozenset[str]]


@cache
def _foreign() -> _Foreign:
    """The word lists of the languages, folded as the words of a text are. Shared words speak for neither side."""
    marks: dict[str, list[str]] = {}
    shared: dict[str, frozenset[str]] = {}
    for language, listed in load("language")["foreign"].items():
        words = frozenset(fold("\n".join(listed)).text.lower().split("\n"))
        shared[language] = words & _english()
        for word in words - _english():
            marks.setdefault(word, []).append(language)
    return _Foreign(marks, shared)


def is_clearly_foreign(words: Sequence[str]) -> bool:
    """Whether the normalised ``words`` of a text are clearly not English; False in doubt, and for no words at all."""
    spelled = [word for word in words if not word.startswith("<") and any(map(str.isalpha, word))]
    latin = [word for word in spelled if word.isascii() or _is_latin(word)]
    if len(latin) < len(spelled):
        other = _letters(spelled) - _letters(latin)
        if other > max(_FEWEST_LETTERS, _TIMES_ENGLISH * _letters(latin)):
            return True
    return _is_known_language(latin) or _is_unknown_language(latin)


def _letters(words: Sequence[str]) -> int:
    return sum(c.isalpha() for word in words for c in word)


def _is_latin(word: str) -> bool:
    return all(c <= _LAST_LATIN or _MORE_LATIN[0] <= c <= _MORE_LATIN[1] for c in word if c.isalpha())


def _is_known_language(words: Sequence[str]) -> bool:
    """Whether the marks of one language fill much of the text, and English words next to nothing."""
    if len(words) < _FEWEST_WORDS:
        return False
    counts = Counter(part for word in words for part in _parts(word))
    foreign = _foreign()
    found: dict[str, list[int]] = {}
    for word in counts.keys() & foreign.marks.keys():
        for language in foreign.marks[word]:
            found.setdefault(language, []).append(counts[word])
    return any(
        len(times) >= _FEWEST_DIFFERENT and sum(times) >= _enough(counts, len(words), foreign.shared[language])
        for language, times in found.items()
    )


def _enough(counts: Counter[str], words: int, shared: frozenset[str]) -> float:
    """How often the marks of a language must stand in a text of so many words to outweigh the English ones."""
    against = sum(counts[word] for word in counts.keys() & _english() if word not in shared)
    return max(_FEWEST_MARKS, _CLEAR_SHARE * words, _TIMES_ENGLISH * against)


def _parts(word: str) -> tuple[str, ...]:
    """A word, or for an elision such as "l'entretien" both its parts."""
    head, apostrophe, tail = word.partition("'")
    return (head + apostrophe, tail) if apostrophe else (word,)


def _is_unknown_language(words: Sequence[str]) -> bool:
    """Whether a text is long and yet has hardly any of the words that no English text is without."""
    return len(set(words)) >= _FEWEST_UNKNOWN and sum(map(_english().__contains__, words)) < _ENGLISH_SHARE * len(words)
