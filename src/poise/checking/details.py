"""Details of a text that somebody must have given: names, firms, roles, dates, numbers, addresses and links.

Wording is compared without regard to case, accents, apostrophes and possessives; numbers by their digits, so "14th" is "14"
and "555 0199" is "555-0199". Numbers in words are never judged.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from poise.checking.pages import Page
from poise.reading.normalising import fold
from poise.reading.segmenting import Token, segment
from poise.recognising.lexicon import Term
from poise.verdicts import Span

Detail = tuple[Span, str]

_PARTS = r"\d+"
_LONGEST_RUN = 4
_AFTER_LINK = ".,;:!?)>"
_MONTHS_IN_YEAR = 12


@cache
def vocabulary() -> dict[str, Any]:
    """The word lists of this stage; callers leave them as they are."""
    lists: dict[str, Any] = json.loads(Path(__file__).with_name("details.json").read_bytes())
    return lists


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary()[name].split())


def listed(name: str, key: str) -> frozenset[str]:
    """A list of the words that drafts are understood by."""
    from poise.understanding.vocabulary import words  # a text checked without its draft needs none of it

    return words(name, key)


class Known:
    """What a text gives: its words (short forms also in full), its numbers however they are spaced, its months and weekdays."""

    def __init__(self, text: str) -> None:
        folded = fold(text)
        self.text = folded.text.lower()
        tokens = [token for sentence in segment(folded) for token in sentence.tokens]
        typed = {_plain(token.word) for token in tokens} | set(re.findall(r"[a-z]+", self.text))
        short = vocabulary()["short_forms"]
        self.words = typed | {long for word in typed & short.keys() for long in short[word].split()}
        spelled = {str(value) for value, word in enumerate(vocabulary()["numerals"].split()) if word in typed}
        self.numbers = spelled | set(_joined_numbers(tokens))
        self.calendar = {day for word in self.words if (day := _calendar(word))} | _dated_months(tokens)

    def has_word(self, word: str) -> bool:
        """Whether a word stands there in some form."""
        plain = _plain(word)
        return any(form in self.words for form in (plain, plain + "s", plain.removesuffix("s"), plain.removesuffix("es")))

    def has_number(self, token: str) -> bool:
        """Whether a number stands there, or every part of it does ("9-11")."""
        parts = re.findall(_PARTS, token)
        whole = "".join(parts) in self.numbers or _plain(token) in self.words
        return bool(parts) and (whole or all(part in self.numbers for part in parts))


def _plain(word: str) -> str:
    folded = word if word.isascii() else fold(word).text
    return folded.lower().removesuffix("'s").replace("'", "")


def _joined_numbers(tokens: Sequence[Token]) -> Iterator[str]:
    """The digits of each number, and of neighbouring numbers as one."""
    for numeric, run in groupby(tokens, key=lambda token: token.shape == "0"):
        written = [re.findall(_PARTS, token.word) for token in run] if numeric else []
        yield from (part for parts in written for part in parts)
        digits = ["".join(parts) for parts in written]
        for start in range(len(digits)):
            for stop in range(start + 1, min(start + _LONGEST_RUN, len(digits)) + 1):
                yield "".join(digits[start:stop])


def _dated_months(tokens: Sequence[Token]) -> set[str]:
    """The months that dates in figures may mean: 14/03, 2026-03-14."""
    months = vocabulary()["months"].split()
    found: set[str] = set()
    for token in tokens:
        parts = re.split(r"[./\-]", token.word) if token.shape == "0" else []
        if len(parts) > 1 and all(p.isdigit() for p in parts):
            found.update(months[int(p) - 1][:3] for p in parts if 1 <= int(p) <= _MONTHS_IN_YEAR)
    return found


def _calendar(word: str) -> str:
    """The first three letters of a month or weekday, however it is shortened; "" for any other word."""
    whole = word in _words("months") or word in _words("weekdays")
    return word[:3] if whole or word in _words("short_days") or word in _words("short_months") else ""


def find_unknown(page: Page, text: str, known: Known, *, heading: bool) -> Iterator[Detail]:
    """Details of a sentence of ``text`` that are not among the ``known``; in a ``heading`` capitals mean little."""
    terms = page.reading.terms
    for index, term in enumerate(terms):
        token = term.token
        if _is_unknown(terms, index, text, known, heading=heading):
            words = text[token.start : token.end].rstrip(_AFTER_LINK)
            yield Span(token.start, token.start + len(words)), words


def _is_unknown(terms: Sequence[Term], index: int, text: str, known: Known, *, heading: bool) -> bool:
    token = terms[index].token
    word = _plain(token.word)
    if token.shape == "@":
        return text[token.start : token.end].rstrip(_AFTER_LINK).lower() not in known.text
    if token.shape == "0":
        return len(terms) > 1 and not known.has_number(token.word)
    if len(word) < 2 or known.has_word(word):  # noqa: PLR2004  an initial is no detail
        return False
    if _calendar(word) and token.shape == "X":
        return _is_date(terms, index) and _calendar(word) not in known.calendar
    if _names_post(terms, index):
        return True
    return _is_name(terms, index, heading=heading) and word not in _words("harmless")


def _is_date(terms: Sequence[Term], index: int) -> bool:
    """A month or weekday; "May" and "March" at the beginning of a sentence are verbs unless a number follows."""
    return index > 0 or (len(terms) > 1 and terms[1].token.shape == "0") or len(terms[index].token.word) > 5  # noqa: PLR2004


def _names_post(terms: Sequence[Term], index: int) -> bool:
    """The last word of a role's title, before "position", "role" and the like, in whatever case."""
    following = terms[index + 1].word if index + 1 < len(terms) else ""
    return following in _words("posts") and terms[index].token.word in listed("roles", "heads")


def _is_name(terms: Sequence[Term], index: int, *, heading: bool) -> bool:
    term = terms[index]
    if index == 0 and not term.kind:
        return _opens_with_name(term.token)
    if term.kind != "name":
        return False
    first, last = _run(terms, index)
    if any(not _is_common(other.token) for other in terms[first : last + 1]):
        return not _is_common(term.token) or not heading
    return not heading and last > first > 0 and terms[first - 1].word in _words("before_names")


def _opens_with_name(token: Token) -> bool:
    """A possessive at the beginning of a sentence whose owner is no ordinary word: "Weatherby's tour"."""
    return token.shape == "X" and token.word.endswith("'s") and not _is_common(token)


def _run(terms: Sequence[Term], index: int) -> tuple[int, int]:
    """The first and the last of the neighbouring names that a name stands among, a few each way."""
    first = last = index
    while first > max(0, index - _LONGEST_RUN) and terms[first - 1].kind == "name" and terms[first].token.lead == 0:
        first -= 1
    stop = min(len(terms), index + _LONGEST_RUN)
    while last + 1 < stop and terms[last + 1].kind == "name" and terms[last + 1].token.lead == 0:
        last += 1
    return first, last


def _is_common(token: Token) -> bool:
    """Whether it is an ordinary English word, in the singular or the plural."""
    word = _plain(token.word)
    common = listed("common", "words")
    return any(form in common for form in (word, word.removesuffix("s"), word.removesuffix("ly")))
