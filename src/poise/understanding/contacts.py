"""Numbers, addresses and amounts of the author's that a letter has to reproduce to the character."""

import re
from collections.abc import Iterator, Sequence

from poise.domain import Fact
from poise.understanding.passages import Passage
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed

_MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}\w")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"]{3,200}[\w/]|(?<![@\w.])[a-z0-9\-]{2,63}(?:\.[a-z0-9\-]{2,63}){0,3}\.(?:com|org|net|io|dev|me|co|app|info|uk|de|fr|in|ng|za|au|ca|nz|ie)(?:/[^\s<>()\"]{0,200})?(?![\w@])"
)
_TELEPHONE = re.compile(r"(?<![\w\-/.#])\+?\(?\d{1,4}\)?(?:[\s.\-]?\(?\d{2,4}\)?){1,4}(?![\w/])(?!-\w)")
_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d{1,2})?|\d[\d.,]{0,12}\d|\d"
_AMOUNT = re.compile(
    rf"[\u00a3$\u20ac\u20b9\u20a6\u20b1]\s?(?:{_NUMBER})|\b(?:[A-Z]{{3}}|Rs\.?)\s?(?:{_NUMBER})(?![\w-])"
    rf"|(?<![\w-])(?:{_NUMBER})\s?(?:\u20ac|(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|kr|euros?|pounds?|dollars?|quid)\b)"
)
_CODE = re.compile(
    r"(?<![\w/-])(?=[A-Z0-9/-]{0,14}\d)(?=[A-Z0-9/-]{0,14}[A-Z])[A-Z0-9]{1,8}(?:[-/][A-Z0-9]{1,8}){0,3}(?![\w/-])"
)
_SHORTEST_CODE = 4
_TAG = re.compile(
    r"\b(?:tag|no\.?|number|serial|asset|ref|reference|id|code|locker|card|#)\s{0,2}(?:no\.?\s?|is\s|#\s?)?(?P<tag>(?=[A-Z\-]{0,6}\d)[A-Z0-9]{1,6}(?:-?[A-Z0-9]{1,6}){0,3})\b",
    re.IGNORECASE,
)
_DIGITS = range(7, 16)


def find_contacts(sources: Sources, passages: Sequence[Passage]) -> tuple[Fact, ...]:
    """Telephone numbers, mail addresses and links anywhere in the author's lines; amounts and tags where they matter."""
    found = [*_reachable(sources), *_owed(sources, passages), *_tagged(sources, passages)]
    unique: dict[str, Fact] = {}
    for fact in sorted(found, key=lambda f: f.span.start if f.span else 0):
        unique.setdefault(fact.text, fact)
    return tuple(unique.values())


def _reachable(sources: Sources) -> Iterator[Fact]:
    for line in sources.lines:
        taken: list[tuple[int, int]] = []
        for kind, pattern in (("email", _MAIL), ("link", _LINK), ("phone", _TELEPHONE)):
            for match in pattern.finditer(line.text[:500]):
                inside = any(a < match.end() and match.start() < b for a, b in taken)
                if inside or (kind == "phone" and not _is_telephone(line.text, match)):
                    continue
                taken.append(match.span())
                yield sources.in_draft(kind, match.group(), line.start + match.start(), line.start + match.end())


def _is_telephone(line: str, match: re.Match[str]) -> bool:
    """Enough digits, and no amount, date or range of years around them."""
    digits = sum(c.isdigit() for c in match.group())
    before = line[max(0, match.start() - 2) : match.start()]
    if (
        digits not in _DIGITS
        or any(c in before for c in "\u00a3$\u20ac#")
        or re.match(r"\s?(?:\u20ac|%|euro|EUR)", line[match.end() :])
    ):
        return False
    return not re.fullmatch(r"(?:19|20)\d\d\s?[-\u2013]\s?(?:19|20)\d\d|\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)?\d\d", match.group())


def _owed(sources: Sources, passages: Sequence[Passage]) -> Iterator[Fact]:
    """Amounts in sentences about receipts, refunds and the like, and in their neighbours."""
    money = listed("logistics", "money")
    about = [any(word.key in money for word in passage.words) for passage in passages]
    for index, passage in enumerate(passages):
        if not any(about[max(0, index - 1) : index + 2]):
            continue
        stop = passages[index + 1].start if index + 1 < len(passages) else min(len(sources.text), passage.end + 2)
        for match in _AMOUNT.finditer(sources.text, max(0, passage.start - 2), min(stop, passage.end + 2)):
            yield sources.in_draft("amount", match.group().strip(), match.start(), match.start() + len(match.group().strip()))


def _tagged(sources: Sources, passages: Sequence[Passage]) -> Iterator[Fact]:
    """Numbers on things that go back, and codes under which something is kept: "asset tag VB-2209", "booking KX4PLR"."""
    for passage in passages:
        if any(word.key in listed("logistics", "coded") for word in passage.words):
            for match in _CODE.finditer(sources.text, passage.start, min(len(sources.text), passage.end + 1)):
                if len(match.group()) >= _SHORTEST_CODE:
                    yield sources.in_draft("tag", match.group(), match.start(), match.end())
        if any(word.key in listed("logistics", "things") for word in passage.words):
            for match in _TAG.finditer(sources.text, passage.start, min(len(sources.text), passage.end + 1)):
                if len(match["tag"]) > 1 and any(c.isdigit() for c in match["tag"]):
                    yield sources.in_draft("tag", match["tag"], match.start("tag"), match.end("tag"))
