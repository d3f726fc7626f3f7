"""What of a draft went into its letter, and what had to stay behind."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from poise.domain import Dropped, Fact, Facts, Verdict

_TELLING_LETTERS = 4
_TELLING_SHARE = 0.6


def find_dropped(text: str, verdict: Verdict) -> tuple[Dropped, ...]:
    """List the sentences of a draft that an error touches, each with the rules it broke."""
    from poise.reading.documents import parse

    spans = [sentence.span for sentence in parse(text).sentences]
    starts = [span.start for span in spans]
    rules: dict[int, set[str]] = {}
    for finding in verdict.errors:
        index = max(bisect_right(starts, finding.span.start) - 1, 0)
        while index < len(spans) and spans[index].start < finding.span.end:
            if spans[index].end > finding.span.start:
                rules.setdefault(index, set()).add(finding.rule)
            index += 1
    return tuple(
        Dropped(text[spans[index].start : spans[index].end], spans[index], tuple(sorted(broken)))
        for index, broken in sorted(rules.items())
    )


def find_kept(facts: Facts, letter: str) -> tuple[Fact, ...]:
    """List the facts that the letter tells, going by the words that tell them."""
    said = set(_words(letter))
    single = (facts.sender, facts.recipient, facts.role, facts.company, facts.reference)
    known = (*(fact for fact in single if fact), *facts.people, *facts.details, *facts.contacts)
    return tuple(fact for fact in known if _is_told(fact, said))


def _is_told(fact: Fact, said: set[str]) -> bool:
    words = list(_words(fact.text))
    telling = [word for word in words if len(word) >= _TELLING_LETTERS or word.isdigit()] or words
    return bool(telling) and sum(word in said for word in telling) >= _TELLING_SHARE * len(telling)


def _words(text: str) -> Iterable[str]:
    return re.findall(r"\w+", text.casefold())
