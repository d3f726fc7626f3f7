"""Whether a text keeps to the facts: nothing invented, nothing lost, nothing left to fill in.

A name, number, address or link may stand in a letter only if it stands in the draft, in the rejection or in a field that the
author filled in. Wording is compared without regard to case, accents and spacing.
"""

import re
from collections.abc import Iterator

from poise.checking.sheets import Sheet
from poise.domain import Draft, Fact, Span
from poise.reading.normalising import fold
from poise.reading.segmenting import Token, segment

Detail = tuple[Span, str]

_BRACKETS = re.compile(r"\[([^\[\]\n]{2,60})\]|\{\{?([^{}\n]{2,60})\}\}?|<([A-Za-z][^<>\n]{1,40})>|_{4,}")
_TO_FILL = re.compile(
    r"\b(?:names?|company|firm|employer|date|position|role|title|your|insert|recipient|manager|number|phone|address|link|"
    r"e-?mail|details?|signature|department|team|optional)\b",
    re.IGNORECASE,
)


def judge_facts(kind: str, sheet: Sheet) -> Iterator[Detail]:
    """The details of one kind ("invented", "lost", "placeholder") that are wrong, with where they stand."""
    if kind == "placeholder":
        yield from _placeholders(sheet.document.text)
    elif sheet.draft is not None and sheet.facts is not None:
        yield from _invented(sheet, sheet.draft) if kind == "invented" else _lost(sheet)


def _placeholders(text: str) -> Iterator[Detail]:
    for match in _BRACKETS.finditer(text):
        inner = next((g for g in match.groups() if g), "")
        if not inner or _TO_FILL.search(inner) or inner.isupper():
            yield Span(*match.span()), match.group()


def source_text(draft: Draft) -> str:
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


def _invented(sheet: Sheet, draft: Draft) -> Iterator[Detail]:
    source = fold(source_text(draft)).text.lower()
    words = {token.word for sentence in segment(fold(source)) for token in sentence.tokens}
    digits = {_digits(word) for word in words}
    for page in sheet.pages:
        for term in page.reading.terms:
            token = term.token
            if token.shape == "@":
                unknown = sheet.document.text[token.start : token.end].rstrip(".,").lower() not in source
            elif token.shape == "0":
                unknown = token.word not in words and _digits(token.word) not in digits
            else:
                unknown = term.kind == "name" and not _stands_in(token, words)
            if unknown:
                yield Span(token.start, token.end), sheet.document.text[token.start : token.end]


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit()) or word


def _stands_in(token: Token, words: set[str]) -> bool:
    word = token.word.removesuffix("'s").removesuffix("'")
    return word in words or token.word in words or word + "'s" in words


def _lost(sheet: Sheet) -> Iterator[Detail]:
    facts = sheet.facts
    if facts is None:
        return
    text = _plain(sheet.document.text)
    end = Span(sheet.document.end, sheet.document.end)
    for fact in (facts.recipient, facts.role):
        if fact is not None and _head(fact) not in text:
            yield end, fact.text
    for contact in facts.contacts:
        if _plain(contact.text) not in text:
            yield end, contact.text


def _plain(text: str) -> str:
    return " ".join(fold(text).text.lower().split())


def _head(fact: Fact) -> str:
    """The word that stands for the whole: the family name of a recipient, the last word of a role."""
    words = _plain(re.sub(r"[(,/\u2013\u2014-].*", "", fact.text) or fact.text).split()
    return words[-1] if words else ""
