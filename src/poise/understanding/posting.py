"""Where the author wants things sent: postal addresses in sentences about sending, living and moving, whole or not at all."""

import re
from collections.abc import Iterator, Sequence

from poise.domain import Fact
from poise.understanding.passages import Passage
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import proper_case

_STREETS = "|".join(sorted(listed("sets", "contacts.streets"), key=lambda w: (-len(w), w)))
_STREET = re.compile(
    r"(?:\b(?:flat|apt\.?|apartment|unit|room|suite|plot|block|tower) [\w-]{1,5}, ?){0,3}"
    rf"\b\d{{1,5}}[a-z]?(?:[-/]\d{{1,4}})? (?:[^\W\d_][\w'\u2019.-]* ){{1,4}}?(?:{_STREETS})\b\.?"
    r"(?:, ?(?:flat|apt\.?|apartment|unit|room|suite|floor|#) ?[\w-]{1,5})?"
    r"(?:, ?(?-i:[A-Z])(?:[^\W\d]|['\u2019-])+(?: (?-i:[A-Z])(?:[^\W\d_]|['\u2019-])+(?!\w)){0,2}){0,3}"
    r"(?:,? (?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4,6}))?",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:\b(?:to|is|at|changed|address)|:)\s{1,3}(?=(?:c/o )?[A-Z0-9])|(?=\bc/o [A-Z])")
_TO = re.compile(r"[,:] (?:please,? )?to\s")
_STOP = re.compile(r"[.!?;\n]|$")
_ABBREVIATED = re.compile(r"\b(?:st|ave|rd|apt|p\.?o|no|dr|str|bldg|blk|ste)$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|[ ,])(?!(?:Room|Size|No)\b)([^\W\d_a-z][\w'\u2019-]+),? (?:no\.? )?\d{1,5}[a-z]?\b")
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}")
_LONGEST = 110
_POSTED = listed("sets", "contacts.posted")
_MOST = 16


def find_addresses(sources: Sources, passages: Sequence[Passage]) -> Iterator[Fact]:
    """Where things are to be sent: "14 Mill Cottages, Oxley Quay", in or right after a sentence about sending."""
    for index, passage in enumerate(passages):
        near = [*passages[max(0, index - 1)].words, *passage.words]
        if _POSTED.isdisjoint(word.key for word in near) and not _sent_to(sources.text, passage):
            continue
        taken = -1
        for start, end in sorted(_places(sources.text, passage.start, passage.end), key=lambda span: (span[0], -span[1])):
            if start >= taken:
                taken = end
                text = " ".join(sources.text[start:end].split()).rstrip(".")
                yield sources.in_draft("address", proper_case(text) if text.isupper() else text, start, end)


def _sent_to(text: str, passage: Passage) -> bool:
    """Whether a street follows a bare "to": "my bank letter, please, to 22 Marsh Lane"."""
    return any(_STREET.match(text, lead.end()) for lead in _TO.finditer(text, passage.start, passage.end))


def _places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where an address begins and ends: after a word that leads to one, or around the name of a street."""
    for lead, _ in zip(_LEAD.finditer(text, start, end), range(_MOST), strict=False):
        stop = _address_end(text, lead.end(), end)
        found = text[lead.end() : stop]
        if _is_address(found):
            yield lead.end(), stop
    for match in _STREET.finditer(text, start, end):
        shown = match.group()
        if shown[0].isupper() or any(part[:1].isupper() for part in shown.split()[1:]):
            yield match.start(), match.end()


def _address_end(text: str, start: int, end: int) -> int:
    """Where the words from ``start`` on stop being an address: at a mark, or before a small word that leads on."""
    end = min(end, start + _LONGEST)
    stop = start
    while stop < end:
        mark = _STOP.search(text, stop, end)
        stop = mark.start() if mark else end
        if stop < end and text[stop] == "." and _ABBREVIATED.search(text, start, stop):
            stop += 1
            continue
        break
    for word in re.finditer(r"[^\W\d_]+", text[start:stop]):
        if word.group() in listed("contacts", "address_ends") or word.group() == "I":
            stop = start + word.start()
            break
    return start + len(text[start:stop].rstrip(" ,:-\u2013("))


def _is_address(text: str) -> bool:
    """Whether the words are an address: a name and a number stand together, and no day does."""
    if _ACCOUNT.match(text):
        return False
    named = _NUMBERED.search(text)
    days = listed("grammar", "weekdays", "months")
    dated = any(part.strip(",.").lower() in days for part in text.split())
    return bool((named or _STREET.search(text)) and not dated and len(text) < _LONGEST and "@" not in text)
