"""What a writer left behind: gaps to be filled in, whether in brackets, as a line or in words; tags and marks of a tool."""

import re
from collections.abc import Iterator
from functools import cache

from poise.checking.details import Detail, vocabulary
from poise.domain import Span

_BRACKETS = re.compile(r"\[([^\[\]\n]{2,60})\]|\{\{?([^{}\n]{2,60})\}\}?|<([A-Za-z][^<>\n]{1,40})>|_{4,}")
_TO_FILL = re.compile(
    r"\b(?:names?|company|firm|employer|date|position|role|title|your|insert|recipient|manager|number|phone|address|"
    r"e-?mail|details?|signature|department|team|optional|specific|placeholder|link here)\b",
    re.IGNORECASE,
)


def find_placeholders(text: str) -> Iterator[Detail]:
    """Every gap in ``text``, in order, with its words."""
    in_words = ((Span(*match.span()), match.group()) for match in _unbracketed().finditer(text))
    reach = 0
    for span, words in sorted([*_in_brackets(text), *in_words], key=lambda found: (found[0].start, -found[0].end)):
        if span.start >= reach:
            reach = span.end
            yield span, words


def find_markers(text: str) -> Iterator[Detail]:
    """Tags, code fences, bold marks and speaker names that belong to a tool and not to a letter."""
    for match in _markers().finditer(text):
        yield Span(*match.span()), match.group().strip()


def _in_brackets(text: str) -> Iterator[Detail]:
    for match in _BRACKETS.finditer(text):
        inner = next((g for g in match.groups() if g), "")
        if not inner or _TO_FILL.search(inner) or inner.isupper():
            yield Span(*match.span()), match.group()


@cache
def _markers() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["markers"]), re.IGNORECASE)


@cache
def _unbracketed() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])(?:" + "|".join(vocabulary()["placeholders"]) + r")(?![\w'])")
