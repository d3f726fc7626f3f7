"""Numbers, addresses and amounts of the author's that a letter has to reproduce to the character."""

import re
from collections.abc import Iterator, Sequence

from poise.domain import Fact
from poise.understanding.passages import Passage
from poise.understanding.posting import find_addresses
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed

_MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}\w")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"]{3,200}[\w/]|(?<![@\w.])[a-z0-9\-]{2,63}(?:\.[a-z0-9\-]{2,63}){0,3}\.(?:com|org|net|io|dev|me|co|app|info|uk|de|fr|in|ng|za|au|ca|nz|ie)(?:/[^\s<>()\"]{0,200})?(?![\w@])"
)
_TELEPHONE = re.compile(r"(?<![\w\-/.#])\+?\(?\d{1,4}\)?(?:[\s.\-]?\(?\d{2,4}\)?){1,4}(?![\w/])(?!-\w)")
_ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
    r"|(?<=sort code )\d\d[ -]?\d\d[ -]?\d\d,? (?:and )?acc(?:oun)?t\.?(?: no\.?| number)?:? \d{6,12}(?!\d)"
)
_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d{1,2})?|\d[\d.,]{0,12}\d|\d"
AMOUNT = re.compile(
    rf"[\u00a3$\u00a5\u20a0-\u20cf\u0e3f]\s?(?:{_NUMBER})|\b(?:[A-Z]{{3}}|Rs\.?|KSh|Ksh|RM|Rp|Tk|[NR])\s?(?:{_NUMBER})(?![\w-])"
    rf"|(?<![\w-])(?:{_NUMBER})\s?(?:\u20ac|(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|kr|euros?|pounds?|dollars?|quid|bucks|rand|rupees?|yen|won|naira|francs?|crowns|kronor|zloty|pesos?)\b)"
)
_CODE = re.compile(
    r"(?<![\w/-])(?=[A-Z0-9/-]{0,14}\d)(?=[A-Z0-9/-]{0,14}[A-Z])[A-Z0-9]{1,8}(?:[-/][A-Z0-9]{1,8}){0,3}(?![\w/-])"
)
_SHORTEST_CODE = 4
_LONGEST = 5000
_TAG = re.compile(
    r"\b(?:tag|no\.?|number|serial|asset|ref|reference|id|code|#)\s{0,2}(?:no\.?\s?|is\s|#\s?)?(?P<tag>(?=[A-Z\-]{0,6}\d)[A-Z0-9]{1,6}(?:-?[A-Z0-9]{1,6}){0,3})\b",
    re.IGNORECASE,
)
_DIGITS = range(7, 16)
_LABELLED = re.compile(
    r"\b(?:candidate|applicant|application|case|req|requisition|ref|reference|vacancy|job|file|booking|order)\.?,?\s?"
    r"(?:(?:id|no|nr|number|ref|code)\b\.?)?\s?[:#]?\s?#?"
    r"(?P<code>(?=[A-Z/-]{0,12}\d)[A-Z0-9]{1,10}(?:[-/][A-Z0-9]{1,10}){0,4})(?![\w/-])",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z0-9/-]{4,}")
_HEADER = re.compile(r"\s*(?:to|from|cc|bcc|sent|date|subject)\s?:", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"\b(?:{'|'.join(sorted(listed('contacts', 'numbered')))})\s(?:no\.?\s?|number\s|#\s?)?"
    r"(?P<tag>\d{2,6})\b(?![.,:%/-]?\d)",
    re.IGNORECASE,
)


def find_contacts(sources: Sources, passages: Sequence[Passage]) -> tuple[Fact, ...]:
    """Telephone numbers, mail addresses and links anywhere in the author's lines; amounts and tags where they matter."""
    found = [
        *_reachable(sources),
        *find_addresses(sources, passages),
        *_owed(sources, passages),
        *_tagged(sources, passages),
        *_labelled(sources),
    ]
    unique: dict[str, Fact] = {}
    for fact in sorted(found, key=lambda f: f.span.start if f.span else 0):
        unique.setdefault(fact.text, fact)
    return tuple(unique.values())


def _reachable(sources: Sources) -> Iterator[Fact]:
    for line in sources.lines:
        if _HEADER.match(line.text):
            continue
        taken: list[tuple[int, int]] = []
        for kind, pattern in (("email", _MAIL), ("link", _LINK), ("account", _ACCOUNT), ("phone", _TELEPHONE)):
            for match in pattern.finditer(line.text[:_LONGEST]):
                inside = any(a < match.end() and match.start() < b for a, b in taken)
                if inside or (kind == "phone" and not _is_telephone(line.text, match)):
                    continue
                taken.append(match.span())
                text = match.group().rstrip(".,;:!?'\u2019") if kind == "link" else match.group()
                yield sources.in_draft(kind, text, line.start + match.start(), line.start + match.start() + len(text))


def _labelled(sources: Sources) -> Iterator[Fact]:
    """Codes under which the employer keeps the author's case, wherever the author writes them: "Req. 4-2-19"."""
    for line in sources.lines:
        for match in _LABELLED.finditer(line.text[:_LONGEST]):
            code = match["code"]
            if _CAPITALS.fullmatch(code) and (any(c in "-/" for c in code) or not code.isdigit()):
                yield sources.in_draft("tag", code, line.start + match.start("code"), line.start + match.end("code"))


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
    money = listed("logistics", "money") | listed("contacts", "owed")
    about = [any(word.key in money for word in passage.words) for passage in passages]
    for index, passage in enumerate(passages):
        if not any(about[max(0, index - 1) : index + 2]):
            continue
        stop = passages[index + 1].start if index + 1 < len(passages) else min(len(sources.text), passage.end + 2)
        for match in AMOUNT.finditer(sources.text, max(0, passage.start - 2), min(stop, passage.end + 2)):
            yield sources.in_draft("amount", match.group().strip(), match.start(), match.start() + len(match.group().strip()))


def _tagged(sources: Sources, passages: Sequence[Passage]) -> Iterator[Fact]:
    """Numbers on things that go back, and codes under which something is kept: "asset tag VB-2209", "booking KX4PLR"."""
    for passage in passages:
        if any(word.key in listed("logistics", "coded") for word in passage.words):
            for match in _CODE.finditer(sources.text, passage.start, min(len(sources.text), passage.end + 1)):
                if len(match.group()) >= _SHORTEST_CODE:
                    yield sources.in_draft("tag", match.group(), match.start(), match.end())
        if any(word.key in listed("logistics", "things") for word in passage.words):
            yield from _numbered(sources, passage)


def _numbered(sources: Sources, passage: Passage) -> Iterator[Fact]:
    """The number of a thing: "0386" with a word for numbers before it, "locker 31" with the thing itself."""
    end = min(len(sources.text), passage.end + 1)
    taken: set[int] = set()
    for match in _NUMBERED.finditer(sources.text, passage.start, end):
        taken.add(match.end())
        yield sources.in_draft("tag", " ".join(match.group().lower().split()), match.start(), match.end())
    for match in _TAG.finditer(sources.text, passage.start, end):
        if len(match["tag"]) > 1 and any(c.isdigit() for c in match["tag"]) and match.end("tag") not in taken:
            yield sources.in_draft("tag", match["tag"], match.start("tag"), match.end("tag"))
