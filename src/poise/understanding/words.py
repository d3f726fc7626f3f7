"""Words as they were typed, with what stands between them: names, roles and firms are recognised by both."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed

_WORD = re.compile(r"\d{1,12}(?:[.,:/]\d{1,12}){1,6}[^\W_]{0,4}|[^\W_](?:['\u2019\-]?[^\W_])*(?:\.[\u00aa\u00ba])?|&(?=\s)")
_STRONG = re.compile(
    r"[;:!?()\[\]{}|/\n\r\u2014\"\u201c\u201d<>*\u2022+@#=~\\\u2026]|\.\.|\s[\-\u2013]\s?|[^\s]\u2013\s|[^\w\s.,'\u2019\u2013\-&\u00a3$\u20ac]"
)
_STOP = re.compile(r"\.(?:\s|\Z)")
_PREFIXED = re.compile(r"(?:al|el|bin|d|l|o|de)[\-'\u2019][^\W\d_a-z]")
_PARTICLES = listed("sets", "words.particles")
_SMALL = (
    "subjects",
    "objects",
    "relatives",
    "auxiliaries",
    "verbs",
    "adverbs",
    "determiners",
    "prepositions",
    "joiners",
)


class Word(NamedTuple):
    """A word as typed: ``key`` is folded (lower case, no accents or apostrophes), ``gap`` what stands before it."""

    text: str
    key: str
    start: int
    end: int
    gap: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins as names do: Ana, and also al-Khatib or d'Arcy."""
        return self.text[0].isupper() or bool(_PREFIXED.match(self.text))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents or apostrophes: "Müller's" is "mullers"."""
    if not text.isascii():
        text = _ORDINAL.sub("", text)
        plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
        text = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    return text.lower().replace("'", "")


_ORDINAL = re.compile(r"\.?[\u00aa\u00ba]$")  # "Eng.ª" is a title like "Eng."
_LETTERS = str.maketrans(
    {"\u0142": "l", "\u0141": "L", "\u00f8": "o", "\u00d8": "O", "\u0131": "i", "\u00df": "ss", "\u00e6": "a"}
)


_TYPED: dict[str, str] = load("words")["typed"]
_LONGEST_KEPT = 120
_TECHNOLOGY = "i-t"


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` in order; offsets stand in ``text``."""
    if start == 0 and end is None and len(text) <= _LONGEST_KEPT:
        return _split_line(text)
    return _split(text, start, len(text) if end is None else end)


@lru_cache(maxsize=512)
def _split_line(text: str) -> tuple[Word, ...]:
    """The words of a short line: names and headings are asked for again and again."""
    return _split(text, 0, len(text))


def _split(text: str, start: int, end: int) -> tuple[Word, ...]:
    found: list[Word] = []
    position = start
    for match in _WORD.finditer(text, start, end):
        key = fold(match.group())
        key = _TYPED.get(key, key)
        found.append(Word(match.group(), key, match.start(), match.end(), text[position : match.start()]))
        position = match.end()
    for index, word in enumerate(found):
        if word.text == "IT" and not _is_shouted(found[max(0, index - 1) : index] + found[index + 1 : index + 2]):
            found[index] = word._replace(key=_TECHNOLOGY)
    return tuple(found)


def _is_shouted(around: Sequence[Word]) -> bool:
    return any(word.text.isupper() and len(word.text) > 1 for word in around)


def breaks(before: Word, after: Word) -> bool:
    """Whether a sentence or a phrase ends between two neighbours; a comma alone does not count, see ``has_comma``."""
    gap = after.gap
    if gap in {" ", ""}:
        return False
    if _STRONG.search(gap):
        return True
    return bool(_STOP.search(gap)) and not is_abbreviation(before)


def parts(before: Word, after: Word) -> bool:
    """Like ``breaks``, but a line break inside a running sentence, as wrapped mail has it, does not count."""
    wrapped = after.gap.count("\n") == 1 and not after.gap.strip() and (after.text.islower() or before.text.islower())
    return not wrapped and breaks(before, after)


def has_comma(word: Word) -> bool:
    """Whether a comma stands before the word."""
    return "," in word.gap


def is_abbreviation(word: Word) -> bool:
    """Whether a full stop after the word is its own: an initial, or a title such as "Dr."."""
    if len(word.text) == 1:
        return word.text.isupper() and word.text != "I"
    return word.key in listed("people", "abbreviated")


def is_particle(word: Word) -> bool:
    """Whether it is one of the small words inside names: van, de, al."""
    return word.key in _PARTICLES


def is_small(word: Word) -> bool:
    """Whether it is one of the words that hold a sentence together, rather than a noun or a name."""
    return word.key in listed("grammar", *_SMALL)


def is_common(word: Word) -> bool:
    """Whether it is an ordinary English word, whatever its case."""
    return word.key in listed("common", "words", "more") or is_small(word)


def joined(text: str, found: Sequence[Word]) -> str:
    """The text from the first to the last of ``found``, with every run of white space made one space."""
    return " ".join(text[found[0].start : found[-1].end].split())


def proper_case(name: str) -> str:
    """A name typed in capitals or in lower case, as names are written; any other is left as it is."""
    if not (name.isupper() or name.islower()):
        return name
    *first, last = [_proper_word(word) for word in name.split(" ")]
    return " ".join([*first, last[:1].upper() + last[1:] if first else last])


def _proper_word(word: str) -> str:
    if fold(word) in _PARTICLES and word.islower():
        return word
    parts = re.split(r"([\-'\u2019.\"&])", word.lower())
    done = "".join(part[:1].upper() + part[1:] for part in parts)
    done = re.sub(r"(['\u2019])S\b", r"\1s", done)
    done = re.sub(r"^Mc([a-z])(?=[a-z]{2})", lambda m: "Mc" + m.group(1).upper(), done)
    return done.replace("Co-Op", "Co-op")
