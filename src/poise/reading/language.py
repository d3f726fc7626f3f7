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


class _Language(NamedTuple):
    """Words that mark a language, and those it shares with English, which speak for neither."""

    marks: frozenset[str]
    shared: frozenset[str]


@cache
def _languages() -> tuple[_Language, ...]:
    """The word lists of the languages, folded as the words of a text are."""
    lists = [frozenset(fold(word).text.lower() for word in words) for words in load("language")["foreign"].values()]
    return tuple(_Language(words - _english(), words & _english()) for words in lists)


def is_clearly_foreign(words: Sequence[str]) -> bool:
    """Whether the normalised ``words`` of a text are clearly not English; False in doubt, and for no words at all."""
    spelled = [word for word in words if not word.startswith("<") and any(c.isalpha() for c in word)]
    latin = [word for word in spelled if _is_latin(word)]
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
    english = {word: count for word, count in counts.items() if word in _english()}
    for language in _languages():
        found = [count for word, count in counts.items() if word in language.marks]
        against = sum(count for word, count in english.items() if word not in language.shared)
        enough = max(_FEWEST_MARKS, _CLEAR_SHARE * len(words), _TIMES_ENGLISH * against)
        if len(found) >= _FEWEST_DIFFERENT and sum(found) >= enough:
            return True
    return False


def _parts(word: str) -> tuple[str, ...]:
    """A word, or for an elision such as "l'entretien" both its parts."""
    head, apostrophe, tail = word.partition("'")
    return (head + apostrophe, tail) if apostrophe else (word,)


def _is_unknown_language(words: Sequence[str]) -> bool:
    """Whether a text is long and yet has hardly any of the words that no English text is without."""
    english = sum(word in _english() for word in words)
    return len(set(words)) >= _FEWEST_UNKNOWN and english < _ENGLISH_SHARE * len(words)
