"""What a writer left behind: gaps to be filled in, whether in brackets, as a line or in words; tags and marks of a tool."""

import re
from collections.abc import Iterator

from poise.checking.details import Detail, vocabulary
from poise.verdicts import Span

_BRACKETS = r"\[([^\[\]\n]{2,60})\]|\{\{?([^{}\n]{2,60})\}\}?|<([A-Za-z][^<>\n]{1,40})>|_{4,}"
_TO_FILL = (
    r"(?i)\b(?:names?|company|firm|employer|date|position|role|title|your|insert|recipient|manager|number|phone|address|"
    r"e-?mail|details?|signature|department|team|optional|specific|placeholder|link here)\b"
)


def find_placeholders(text: str) -> Iterator[Detail]:
    """Every gap in ``text``, in order, with its words."""
    reach = 0
    for span, words in sorted([*_in_brackets(text), *_in_words(text)], key=lambda found: (found[0].start, -found[0].end)):
        if span.start >= reach:
            reach = span.end
            yield span, words


def find_markers(text: str) -> Iterator[Detail]:
    """Tags, code fences, bold marks and speaker names that belong to a tool and not to a letter."""
    if _holds_any(text, "marker_marks"):
        for match in re.finditer("(?i)" + "|".join(vocabulary()["markers"]), text):
            yield Span(*match.span()), match.group().strip()


def _in_brackets(text: str) -> Iterator[Detail]:
    if not any(mark in text for mark in ("[", "{", "<", "____")):
        return
    for match in re.finditer(_BRACKETS, text):
        inner = next((g for g in match.groups() if g), "")
        if not inner or re.search(_TO_FILL, inner) or inner.isupper():
            yield Span(*match.span()), match.group()


def _in_words(text: str) -> Iterator[Detail]:
    if _holds_any(text, "placeholder_marks"):
        for match in re.finditer(r"(?<![\w'])(?:" + "|".join(vocabulary()["placeholders"]) + r")(?![\w'])", text):
            yield Span(*match.span()), match.group()


def _holds_any(text: str, marks: str) -> bool:
    """Whether anything stands there that each of the patterns needs: to compile them takes longer than to judge most texts."""
    return any(mark in text for mark in vocabulary()[marks])
