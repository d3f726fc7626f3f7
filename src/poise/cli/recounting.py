"""``poise rewrite --explain``: each fact that was kept, as what and from where, and the sentences that were not needed."""

import textwrap
from collections.abc import Iterator

from poise.cli.places import Lines
from poise.cli.terminal import Style, safe, width
from poise.domain import Fact, Origin, Rewrite, Span

_LONGEST_QUOTE = 160
_NEEDED = 0.5
_AS = {
    "recipient": "addressed to",
    "sender": "signed by",
    "role": "position",
    "company": "employer",
    "reference": "reference",
    "liked": "something you liked",
    "thanked": "something you are thankful for",
    "served": "time you worked there",
    "spent": "time you spent there",
    "activity": "something you took part in",
    "praised": "praise you were given",
    "person": "somebody to thank",
    "wish": "a wish for later",
    "other-role": "another position",
    "place": "where the position is",
    "logistics": "a practical matter",
    "phone": "number, to the character",
    "email": "address, to the character",
    "link": "address, to the character",
    "amount": "amount, to the character",
    "account": "account, to the character",
    "tag": "number, to the character",
}


def recount(result: Rewrite, style: Style) -> Iterator[str]:
    """Every fact that the letter tells, as what it was understood, and where it stands."""
    if not result.kept:
        return
    yield style.paint("Kept, as what, and from where:", "bold")
    lines = Lines(result.draft.text)
    seen: set[str] = set()
    for fact in result.kept:
        if fact.text not in seen:
            seen.add(fact.text)
            text = f"{_AS.get(fact.kind.partition('.')[0], 'a detail')}: {safe(fact.text)} ({_place(fact, lines)})"
            yield from textwrap.wrap(text, width(), initial_indent="  ", subsequent_indent="    ")


def _place(fact: Fact, lines: Lines) -> str:
    if fact.origin is Origin.FIELD:
        return "you said so"
    if fact.origin is Origin.REJECTION or fact.span is None:
        return "the rejection"
    return f"line {lines.place(fact.span.start).line}"


def recount_unused(result: Rewrite, style: Style) -> Iterator[str]:
    """The sentences of the draft that broke no rule and are not in the letter either."""
    from poise.reading.documents import parse

    spans = [sentence.span for sentence in parse(result.draft.text).sentences]
    gone = [dropped.span for dropped in result.dropped]
    unused = [span for span in spans if not _meets(span, gone) and not _is_used(span, result)]
    if not unused:
        return
    yield style.paint("Left out because the letter does not need it:", "bold")
    for span in unused:
        quote = textwrap.shorten(safe(result.draft.text[span.start : span.end]), _LONGEST_QUOTE, placeholder=" ...")
        yield from textwrap.wrap(f'"{quote}"', width(), initial_indent="  ", subsequent_indent="   ")


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _is_used(span: Span, result: Rewrite) -> bool:
    """Whether a fact that was kept stands in the sentence, or most of its words stand in the letter."""
    told = [fact.span for fact in result.kept if fact.origin is Origin.DRAFT and fact.span]
    if _meets(span, told):
        return True
    words = result.draft.text[span.start : span.end].casefold().split()
    letter = set(result.letter.body.casefold().split()) if result.letter else set()
    return sum(word in letter for word in words) > _NEEDED * len(words)
