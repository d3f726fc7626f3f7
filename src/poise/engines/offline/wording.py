"""Putting the author's words into a frame so that they agree with it."""

import re

from poise.understanding.vocabulary import words as listed

_PREPOSITION = re.compile(
    r"\s(?:of|in|on|at|for|with|from|to|about|near|by|under|behind|he|she|you|they|i|we)\s", re.IGNORECASE
)
_DAY = re.compile(r"(?<!\bon)(?<!\bnext)(?<!\bthis)(?<!\bevery)(?<!\bany) ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$")
_TWICE = re.compile(r"\b(the|a|an|of|to|for|and|in|at|with|your|my) \1\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase names several things: "the key and the base", "my two models", "the drawings"."""
    bare = _BRACKETS.sub("", phrase)
    if re.search(r"\band\b", bare):
        return True
    head = _PREPOSITION.split(f" {bare} ", maxsplit=1)[0].split()
    last = head[-1] if head else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))


def fill(frame: str, phrase: str, **slots: str) -> str:
    """The frame with the phrase and every word that has to agree with it; the sentence begins with a capital."""
    many = is_plural(phrase)
    values = {
        "x": phrase,
        "X": capital(phrase),
        "them": "them" if many else "it",
        "they": "they" if many else "it",
        "It": "They" if many else "It",
        "is": "are" if many else "is",
        **slots,
    }
    filled = re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], ""), frame)
    return capital(_TWICE.sub(r"\1", " ".join(filled.split())))


def article(phrase: str) -> str:
    """The article that suits a phrase: "an intern"."""
    return "an" if phrase[:1].lower() in "aeio" else "a"


def as_position(phrase: str) -> str:
    """Whoever is sought made the position: "a records clerk in Oslo" is "a records clerk position in Oslo"."""
    parted = _PREPOSITION.search(f"{phrase} ")
    head = phrase[: parted.start()] if parted else phrase
    first, last = head.split(" ", 1)[0], head.rsplit(" ", 1)[-1].lower()
    if last not in listed("roles", "heads") or last in listed("roles", "nouns") | listed("wishing", "openings"):
        return phrase
    if first in {"a", "an"}:
        return f"{head} position{phrase[len(head) :]}"
    return f"the {head} position{phrase[len(head) :]}" if first[:1].isupper() else phrase


def without_brackets(phrase: str) -> str:
    """The phrase without asides in brackets."""
    return " ".join(_BRACKETS.sub("", phrase).split())


def capital(text: str) -> str:
    """The text with a capital at its beginning; a handle or an address stays as it is."""
    first = text.split(" ", 1)[0]
    return text if "@" in first or "." in first[:-1] else text[:1].upper() + text[1:]


def on_day(phrase: str) -> str:
    """The phrase with "on" before a weekday at its end: "the key and the base on Friday"."""
    return _DAY.sub(r" on \1", phrase)


def lower_start(text: str) -> str:
    """The text as it goes on inside a sentence: lower case, unless it begins with "I" or a name would suffer."""
    first = text.split(" ", 1)[0]
    if first in {"I", "I'm", "I've", "I'd", "I'll"} or not first[:1].isupper() or first[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def goes_on(text: str) -> str:
    """The sentence as it goes on after a colon: lower case, unless a name or "I" begins it."""
    first = text.split(" ", 1)[0].lower()
    small = listed("grammar", "determiners", "prepositions", "joiners", "auxiliaries")
    plain = first in small or first in {"please", "kindly", "as", "it", "they", "there", "one"}
    return text[:1].lower() + text[1:] if plain else text


def sentence(text: str) -> str:
    """A clause as a sentence."""
    return capital(text.rstrip(" .,;")) + "."
