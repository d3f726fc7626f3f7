"""Whether a text keeps to the facts: nothing invented, nothing lost, nothing left to fill in.

A name, role, date, number, address or link may stand in a letter only if it stands in the draft, in the rejection or in a
field that the author filled in.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from poise.checking.details import Detail, Known, find_unknown, listed
from poise.checking.placeholders import find_markers, find_placeholders
from poise.checking.sheets import Sheet
from poise.reading.normalising import fold
from poise.verdicts import Span

if TYPE_CHECKING:
    from poise.domain import Draft, Fact, Facts

_ASIDE = r"\([^()]{0,80}\)|\s[\u2013\u2014-]\s.*"
_TELEPHONE = 6


def judge_facts(kind: str, sheet: Sheet) -> Iterator[Detail]:
    """What is wrong of one kind ("invented", "lost", "placeholder", "marker"), with where it stands."""
    if kind == "placeholder":
        yield from find_placeholders(sheet.document.text)
    elif kind == "marker":
        yield from find_markers(sheet.document.text)
    elif sheet.draft is not None and sheet.facts is not None:
        yield from _invented(sheet, sheet.draft) if kind == "invented" else _lost(sheet, sheet.facts)


def source_text(draft: "Draft") -> str:
    """Everything that details may be taken from, as one text."""
    rejection = draft.rejection or ""
    if isinstance(rejection, bytes) or "\n\n" in rejection:
        rejection = _mail_text(rejection)
    fields = (draft.name, draft.to, draft.role, draft.company, draft.liked)
    return "\n".join([draft.text, rejection, *(f for f in fields if f)])


def _mail_text(rejection: str | bytes) -> str:
    from poise.reading.mail import read_mail  # the e-mail parser is loaded only where there is a mail

    mail = read_mail(rejection)
    raw = rejection if isinstance(rejection, str) else ""
    return "\n".join([mail.text, mail.subject or "", mail.sender or "", mail.address or "", raw])


def _invented(sheet: Sheet, draft: "Draft") -> Iterator[Detail]:
    if sheet.document.text == draft.text:
        return
    known = Known("\n".join([source_text(draft), *_understood(sheet.facts)]))
    for page in sheet.pages:
        heading = "allowed.subject" in page.concepts
        yield from find_unknown(page, sheet.document.text, known, heading=heading)


def _understood(facts: "Facts | None") -> Iterator[str]:
    """What was understood of the draft, as it is written there or mended: a name cased, a title spelled out."""
    if facts is not None:
        alone = (facts.sender, facts.recipient, facts.role, facts.company, facts.reference, facts.subject)
        yield from (fact.text for fact in alone if fact is not None)
        yield from (fact.text for group in (facts.people, facts.details, facts.contacts) for fact in group)


def _lost(sheet: Sheet, facts: "Facts") -> Iterator[Detail]:
    letter = Known(sheet.document.text)
    end = Span(sheet.document.end, sheet.document.end)
    for fact in (facts.recipient, facts.role):
        if fact is not None and not _keeps(letter, fact):
            yield end, fact.text
    for contact in facts.contacts:
        if not _keeps_contact(letter, contact):
            yield end, contact.text
    missing = _lost_thing(letter, facts)
    if missing:
        yield end, missing


def _keeps(letter: Known, fact: "Fact") -> bool:
    """The family name of a recipient, or the last word of a role or half of its words; a form of address is no name."""
    words = re.findall(r"[^\W_][\w'\u2019\-]*", re.sub(_ASIDE, "", fact.text)) or [fact.text]
    telling = [word for word in words if fold(word).text.lower() not in listed("people", "titles")]
    if fact.kind == "recipient" and all(fold(word).text.lower() in listed("common", "words") for word in words):
        return True
    kept = [word for word in telling if _stands(letter, word)]
    return not telling or _stands(letter, telling[-1]) or 2 * len(kept) >= len(telling) > 1


def _stands(letter: Known, word: str) -> bool:
    return all(letter.has_word(part) or letter.has_number(part) for part in word.split("-") if part)


def _keeps_contact(letter: Known, contact: "Fact") -> bool:
    plain = " ".join(fold(contact.text).text.lower().split())
    digits = re.sub(r"\D", "", contact.text)
    return plain in " ".join(letter.text.split()) or (len(digits) >= _TELEPHONE and digits in letter.numbers)


def _lost_thing(letter: Known, facts: "Facts") -> str:
    """The first thing to be returned, sent or fetched, when the letter speaks of none of them."""
    things = [
        word.lower()
        for detail in facts.details
        if detail.kind.startswith("logistics")
        for word in re.findall(r"[\w\-]+", detail.text)
        if word.lower() in listed("logistics", "things")
    ]
    return things[0] if things and not any(_stands(letter, thing) for thing in things) else ""
