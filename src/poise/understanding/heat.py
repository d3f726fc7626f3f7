"""What must not be carried over: words of anger, mockery, pleading, blame and the like, and the marks of shouting.

This says nothing about whether a letter may be sent; it keeps a detail from being taken out of a sentence together with the
tone around it.
"""

import re
from collections.abc import Sequence
from functools import cache

from poise.understanding.vocabulary import load, phrase_pattern
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word

_FEW = 4
_SEVERAL = 2
_SHORTEST_SHOUT = 2
_SHOUTED = re.compile(r"\b[^\W\d_a-z]{2,}\b")
_QUOTED = re.compile(r"[\"\u201c\u201d\u00ab\u00bb]")
_TITLED = re.compile(r"[\"\u201c][A-Z][^\"\u201c\u201d]{1,40}[\"\u201d]")
_BRACES = re.compile(r"\{\{|\}\}|<[^>]{0,40}>|###|https?:")
_LAUGHTER = re.compile(r"!!|\b(?:(?:ha){2,}|ha ha|hehe|lol|lmao|jk|rofl)\b", re.IGNORECASE)
_JOKING = re.compile(
    "[\U0001f300-\U0001f48f\U0001f4a0-\U0001f5ff\U0001f602-\U0001f609\U0001f60b-\U0001f641"
    "\U0001f643-\U0001f64e\U0001f680-\U0001faff]"
)
_NEVER_NAMES = listed("sets", "heat.never_names")
_GREETING = 60
_SYMBOL = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")


@cache
def _hot() -> frozenset[str]:
    return listed("heat", *(key for key in load("heat") if key.startswith("hot_")))


@cache
def _stark() -> frozenset[str]:
    """Words that are hot wherever they stand, also in the name of a thing."""
    return _hot() - listed("heat", "dual")


def without_loaded(keys: str) -> str:
    """The folded words less trade terms that only sound hot: "kill chain"."""
    return phrase_pattern("heat", "loaded").sub(" ", keys)


def has_heat(words: Sequence[Word], *, named: bool = False) -> bool:
    """Whether any word or phrase is hot; ``named``: they name a thing, so that words with an innocent sense pass."""
    keys = without_loaded(" ".join("_" if _is_named(word) else word.key for word in words))
    hot = _stark() if named else _hot()
    return any(key in hot for key in keys.split()) or bool(phrase_pattern("heat", "phrases").search(keys))


def _is_named(word: Word) -> bool:
    """Whether a capital inside a sentence makes a name of the word: Mercy in the office, Complaints Resolution Manager."""
    return word.is_capital and not word.text.isupper() and word.gap in {" ", ", "} and word.key not in _NEVER_NAMES


def has_negation(words: Sequence[Word]) -> bool:
    """Whether something is denied."""
    numbered = {i for i in range(len(words) - 1) if words[i].key == "no" and words[i + 1].text[0].isdigit()}
    return any(word.key in listed("heat", "negations") and i not in numbered for i, word in enumerate(words))


def is_hot_word(word: Word) -> bool:
    """Whether a single word is hot in any sense."""
    return word.key in _hot()


def is_marked(text: str, *, loud: bool = False) -> bool:
    """Whether the typing itself carries a tone: quotation marks, capitals for emphasis, braces, symbols.

    ``loud``: the whole text is in capitals, so that they mean nothing.
    """
    if _QUOTED.search(_TITLED.sub(" ", text)) or _BRACES.search(text) or _SYMBOL.search(text):
        return True
    return not loud and any(is_shouted(m.group()) for m in _SHOUTED.finditer(text))


def is_shouted(word: str) -> bool:
    """Whether a word in capitals is an ordinary word, and no abbreviation."""
    key = word.lower()
    return (
        len(word) > 1
        and key not in listed("heat", "caps_ok")
        and key in listed("common", "words")
        and len(key) > _SHORTEST_SHOUT
    )


def is_clean(text: str, words: Sequence[Word], *, named: bool = False, loud: bool = False) -> bool:
    """Whether a stretch of ``text`` given as words can be carried over as it is."""
    if not words:
        return False
    typed = text[words[0].start : words[-1].end]
    return not has_heat(words, named=named) and not is_marked(typed, loud=loud)


def is_loud(words: Sequence[Word]) -> bool:
    """Whether most of a text is in capitals."""
    long = [word for word in words if len(word.text) > 1]
    return len(long) > _FEW and sum(word.text.isupper() for word in long) * 2 > len(long)


def is_ironic(keys: str, symbols: str) -> bool:
    """Whether a draft, given folded, has the marks of irony: then praise in it counts only if it says that it is meant."""
    marks = len(phrase_pattern("heat", "markers").findall(keys))
    return (
        marks > 0
        or bool(_QUOTED.search(symbols.partition("\n")[0][:_GREETING]))
        or bool(re.search("[\U0001f644\U0001f44f\U0001f485\U0001f643]", symbols))
    )


def is_threatening(words: Sequence[Word]) -> bool:
    """Whether a draft has several words of threat: then what its author holds is leverage, and no practical matter."""
    if phrase_pattern("heat", "threats").search(" ".join(word.key for word in words)):
        return True
    return sum(word.key in listed("heat", "hot_threat") - listed("heat", "dual") for word in words) >= _SEVERAL


def is_playful(text: str) -> bool:
    """Whether a draft jokes all along, going by its marks: emoji, doubled exclamation marks, laughter."""
    return bool(_LAUGHTER.search(text)) or bool(_JOKING.search(text))


def is_sincere(keys: str) -> bool:
    """Whether a sentence, given folded, says that it is meant."""
    return bool(phrase_pattern("heat", "sincerity").search(keys))
