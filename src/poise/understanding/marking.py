"""What the words of a clause are about, as far as arrangements go: a thing, a time, a place, money, a request."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.vocabulary import load, phrase_pattern
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, is_common, split_words

_FEW = 2
_UNKNOWN_SHARE = 5
_PLACES = listed("lifting", "places")
_HELPING = listed("lifting", "helping")
_NUMBER = re.compile(r"\d{3}-\d{4}|\d{7,}")
_NUMBERED = re.compile(r"\d{1,2}(?:st|nd|rd|th|h|pm|am)|\d{1,2}[.:]\d\d")
_SPOKEN = frozenset({"im", "ive", "ill", "id", "youre", "theyre", "thats", "theres", "its"})
THINGS = frozenset({"thing", "paper", "money"})


def find_marks(words: Sequence[Word]) -> set[str]:
    """The marks of a clause: verb, thing, paper, money, time, place, pronoun, digit, contact, request."""
    found = {mark for index in range(len(words)) for mark in _marks_of(words, index)}
    if phrase_pattern("lifting", "requests").search(" ".join(w.key for w in words)):
        found.add("request")
    return found


def _marks_of(words: Sequence[Word], index: int) -> Iterator[str]:
    """What one word is a mark of."""
    word = words[index]
    for mark, key in (("verb", "verbs"), ("money", "money"), ("paper", "papers"), ("pronoun", "pronouns")):
        if word.key in listed("lifting", key):
            yield mark
    if index and words[index - 1].key in _HELPING and word.key in listed("lifting", "participles"):
        yield "verb"
    if is_thing(word):
        yield "thing"
    if word.key in listed("logistics", "when_words") or _NUMBERED.fullmatch(word.text):
        yield "time"
    if word.text[0].isdigit():
        yield "contact" if _NUMBER.search(word.text) else "digit"
    if word.key in _PLACES and index + 1 < len(words) and _is_place(words, index + 1):
        yield "place"


def is_about_things(words: Sequence[Word]) -> bool:
    """Whether a thing, a paper or money is named."""
    return bool(find_marks(words) & THINGS)


def is_thing(word: Word) -> bool:
    """Whether a word names something that is handed over, one or several."""
    things = listed("logistics", "things")
    return word.key in things or (word.key.endswith("s") and word.key[:-1] in things)


def _is_place(words: Sequence[Word], index: int) -> bool:
    """Whether a place or a person begins soon after a preposition: a name, or a numbered room."""
    near = words[index : index + 4]
    if near[0].key in {"you", "u"} and words[index - 1].key in {"with", "by"}:
        return True
    numbered = any(w.text[0].isdigit() for w in near[1:])
    named = any(w.is_capital and not is_common(w) and len(w.text) > 1 for w in near)
    fixed = any(w.key in listed("lifting", "fixed") for w in near)
    return numbered or named or fixed


def is_verb(word: Word) -> bool:
    """Whether a word makes a statement of the words around it."""
    verbs = listed("grammar", "verbs", "auxiliaries") | listed("lifting", "verbs", "participles")
    return word.key in verbs or word.key in _SPOKEN or "'" in word.text or "\u2019" in word.text


def has_verb(text: str) -> bool:
    """Whether a text is a statement, and not only a name of something."""
    return any(is_verb(word) for word in split_words(text))


def is_strange(words: Sequence[Word]) -> bool:
    """Whether too many words are in no list: a dialect or another language, that we could not mend."""
    known = listed("logistics", "things", "when_words") | listed("lifting", "verbs", "papers", "money")
    known |= load("mending")["replace"].keys()
    lower = [w for w in words if w.text.islower()]
    unknown = [w for w in lower if not (is_common(w) or w.key in known or w.key.endswith(("s", "ed", "ing")))]
    return len(unknown) > _FEW + len(lower) // _UNKNOWN_SHARE
