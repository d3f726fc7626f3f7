"""What stands below a letter and is not part of it: signatures and footers.

Only the unmistakable is taken: what follows ``-- ``, telephone numbers and addresses under a name, "Sent from my phone",
legal notices. A name alone, a postscript, or a line that speaks to the reader is the author's own text.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from poise.reading.lines import Line, has_words
from poise.reading.wordlists import folded, load

_WORD = r"[^\W_]+(?:['&.\-][^\W_]+)*"
_MAIL = r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}\Z"
_LINK = (
    r"(?:https?://|www\.)\S{1,200}\Z|(?:[\w\-]{1,63}\.){1,4}(?:com|org|net|info|dev|app|[a-z]{2})(?:/\S{0,200})?\Z"
)
_TELEPHONE = r"[+(]?\d[\d()./\-]{0,20}\Z"
_POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b|\b\d{4,5} [A-Z][a-z]"
_SPEAKER = r"\bu\b|\bI\b(?!\.)"
_PIECES = r"[\s|,;\u00b7\u2022]+"
_LONGEST_SIGNATURE = 12
_LONGEST_CARD = 8
_LONGEST_CARD_LINE = 100
_LONGEST_NOTICE = 3000
_FEWEST_DIGITS = 6
_SENTENCE = 5


class Ending(NamedTuple):
    """Lines ``first`` to ``last`` (inclusive), and what they are: signature or footer."""

    kind: str
    first: int
    last: int


def find_endings(lines: Sequence[Line], first: int, last: int, *, final: bool) -> list[Ending]:
    """Find signature and footers at the end of lines ``first`` to ``last`` (inclusive).

    ``final`` says that none of the author's text comes after: only there can contact lines without ``-- `` be a signature.
    """
    footers, last = _take_footers(lines, first, last)
    signature = _find_delimited(lines, first, last) or (_find_card(lines, first, last) if final else None)
    if signature is None:
        return footers
    above, _ = _take_footers(lines, first, signature.first - 1)
    return [*above, signature, *footers]


def _take_footers(lines: Sequence[Line], first: int, last: int) -> tuple[list[Ending], int]:
    """The footers at the end, and the last line above them."""
    footers: list[Ending] = []
    while True:
        while last >= first and not lines[last].text.strip():
            last -= 1
        start = _footer_start(lines, first, last)
        if start is None:
            return footers[::-1], last
        footers.append(Ending("footer", start, last))
        last = start - 1


def _footer_start(lines: Sequence[Line], first: int, last: int) -> int | None:
    """Where the footer that ends with line ``last`` begins; None when that line is no footer."""
    if last < first:
        return None
    if _is_device(lines[last].text) or _is_small_print(lines[last].text):
        return last
    size = 0
    for index in range(last, first - 1, -1):
        size += len(lines[index].text)
        if size > _LONGEST_NOTICE or not has_words(lines[index]):
            return None
        if _starts_notice(lines[index].text):
            return index if _is_notice(" ".join(line.text for line in lines[index : last + 1])) else None
    return None


@cache
def _devices() -> tuple[tuple[str, ...], frozenset[str]]:
    data = load("quoting")["devices"]
    return tuple(start.casefold() for start in data["starts"]), folded(data["words"])


def _is_device(text: str) -> bool:
    """``Sent from my iPhone``, and nothing that only a person would write."""
    line = text.strip(" \t\u00a0.!-_*>").casefold()
    starts, words = _devices()
    start = next((s for s in starts if line.startswith(s)), None)
    if start is None or len(line) > _LONGEST_CARD_LINE:
        return False
    rest = [w for piece in line[len(start) :].replace("<", " ").split() if (w := piece.strip(".,<>()"))]
    known = [word in words or any(c.isdigit() for c in word) or word.startswith("http") for word in rest]
    return all(known) and (bool(rest) or line == start)


def _is_small_print(text: str) -> bool:
    data = load("quoting")["footers"]
    line = text.strip(" \t\u00a0*_-.\u203b\U0001f331\U0001f333").casefold()
    return line in data["exact"] or line.startswith(tuple(data["starts"]))


def _starts_notice(text: str) -> bool:
    return text.strip(" \t\u00a0*_-").casefold().startswith(tuple(load("quoting")["legal"]["starts"]))


def _is_notice(text: str) -> bool:
    """Whether a paragraph says all that makes a legal notice, not only that something is confidential."""
    words = {word.casefold() for word in re.findall(_WORD, text)}
    return any(all(words.intersection(group) for group in needs) for needs in load("quoting")["legal"]["needs"])


def _find_delimited(lines: Sequence[Line], first: int, last: int) -> Ending | None:
    """The block below the first ``-- `` that a signature can follow; it ends before any line that is prose."""
    for index in range(last, max(first, last - _LONGEST_SIGNATURE) - 1, -1):
        if lines[index].text.rstrip() == "--":
            end = index
            while end < last and not _is_prose(lines[end + 1].text):
                end += 1
            while end > index and not lines[end].text.strip():
                end -= 1
            return Ending("signature", index, end) if end > index else None
    return None


@cache
def _address_words() -> frozenset[str]:
    return folded(load("quoting")["address"])


def _is_prose(text: str) -> bool:
    """A postscript, a sentence, or anything said to the reader."""
    line = text.strip()
    words = [word.casefold() for word in re.findall(_WORD, line.replace("\u2019", "'"))]
    if words[:1] in (["ps"], ["p.s"], ["p.p.s"], ["pps"]):
        return True
    spoken = not _address_words().isdisjoint(words) or bool(re.search(_SPEAKER, line))
    return spoken or (len(words) >= _SENTENCE and line.endswith((".", "!", "?")))


def _find_card(lines: Sequence[Line], first: int, last: int) -> Ending | None:
    """Telephone, address and title lines under a name at the very end; without a contact line there is no card."""
    start, contact = last + 1, False
    for index in range(last, max(first, last - _LONGEST_CARD) - 1, -1):
        text = lines[index].text.strip()
        is_contact = _is_contact(text)
        if not (is_contact or _is_title(text)):
            break
        start, contact = index, contact or is_contact
    named = start > first and _is_name(lines[start - 1].text)
    return Ending("signature", start, last) if contact and named and start <= last else None


def _is_contact(text: str) -> bool:
    """Nothing but numbers, addresses and links, with the labels people put before them; or a street."""
    if not text or len(text) > _LONGEST_CARD_LINE:
        return False
    data = load("quoting")["contact"]
    digits, reached = 0, False
    for piece in filter(None, re.split(_PIECES, text)):
        if _is_address(piece.strip("<>()")):
            reached = True
        elif any(map(str.isdigit, piece)) and re.match(_TELEPHONE, piece):
            digits += sum(c.isdigit() for c in piece)
        elif piece.strip(":.()-/").casefold() not in data["labels"] and piece.strip(":.()-/\u2013"):
            return _is_street(text)
    return reached or digits >= _FEWEST_DIGITS


def _is_address(piece: str) -> bool:
    """An e-mail address or a link."""
    dotted = "." in piece
    return bool((dotted and "@" in piece and re.match(_MAIL, piece)) or ((dotted or "://" in piece) and re.match(_LINK, piece)))


def _is_street(text: str) -> bool:
    """A house number and a street, or a postcode; every word a name."""
    if not any(map(str.isdigit, text)):
        return False
    data = load("quoting")["contact"]
    words = re.findall(_WORD, text)
    streets = any(w.casefold() in data["streets"] or w.casefold().endswith(tuple(data["endings"])) for w in words)
    return (streets or bool(re.search(_POSTCODE, text))) and all(_is_capital(word) for word in words)


def _is_capital(word: str) -> bool:
    return not word[0].islower() or word.casefold() in load("quoting")["contact"]["connectors"]


def _is_title(text: str) -> bool:
    """``Claims Handler | Stonegate Mutual``: a word for a post or a firm, and every word a name."""
    if len(text) > _LONGEST_CARD_LINE or text.endswith((".", "!", "?")):
        return False
    words = re.findall(_WORD, text.replace("\u2019", "'"))
    lower = [word.casefold() for word in words]
    known = any(word in load("quoting")["contact"]["titles"] for word in lower)
    return known and all(map(_is_capital, words)) and not _address_words().intersection(lower)


def _is_name(text: str) -> bool:
    """One to five words that could be somebody's name, perhaps with letters after it."""
    words = re.findall(_WORD, text.partition(",")[0])
    if not 0 < len(words) <= _SENTENCE or text.rstrip().endswith(("!", "?", ":")):
        return False
    return all(map(_is_capital, words)) and _address_words().isdisjoint(word.casefold() for word in words)
