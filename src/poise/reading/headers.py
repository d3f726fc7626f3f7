"""Lines that introduce somebody else's message: "On … wrote:", "-----Original Message-----", From/Sent/To/Subject.

Mail programs write these in their user's language, so the words are data. Each test is made to be unmistakable: what an
author may have written in a sentence of their own is not taken for a header.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from poise.reading.lines import Line, has_words, skip_blank
from poise.reading.wordlists import folded, load

_ADDRESS = r"[<(\[]?\s?[\w.+\-=]{1,64}@[\w.\-]{1,255}\s?[>)\]]?"
_DATE = r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d\d(?!\d))"
_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)?"
_COLONS = (":", "\uff1a")
_RULES = ("--", "__", "==", "\u2014", "\u2013")
_LONGEST_LINE = 300
_MOST_LINES = 4
_LONGEST_LABEL = 30
_LONGEST_BLOCK = 16
_PEOPLE = frozenset({"to", "copy"})


class Strength(IntEnum):
    """How sure an introduction is: WEAK needs ``>`` lines below it, STRONG stands on its own."""

    NONE = 0
    WEAK = 1
    STRONG = 2


class Introduction(NamedTuple):
    """The lines ``first`` to ``last`` (inclusive) that introduce a quoted message."""

    first: int
    last: int
    strength: Strength


class Label(NamedTuple):
    """One header line: its role (from, date, to, subject, copy) and its value."""

    role: str
    value: str


@cache
def _words(name: str) -> frozenset[str]:
    return folded(load("quoting")[name])


@cache
def _roles() -> dict[str, str]:
    return {label.casefold(): role for role, labels in load("quoting")["labels"].items() for label in labels}


def read_label(line: str) -> Label | None:
    """Read a line such as ``From: …`` or ``*Betreff:* …``; None when it has no known label."""
    head, colon, value = line[: _LONGEST_LABEL + 1].replace(_COLONS[1], ":").partition(":")
    role = _roles().get(head.strip(" *\t\u00a0").casefold()) if colon else None
    return Label(role, (value + line[_LONGEST_LABEL + 1 :]).strip(" *\t\u00a0")) if role else None


def read_labels(lines: Sequence[Line], index: int) -> tuple[int, list[Label]]:
    """The labels on consecutive lines from ``index``, and where they stop; a list of people may go on below its label."""
    labels: list[Label] = []
    stop = min(len(lines), index + _LONGEST_BLOCK)
    for position in range(index, stop):
        label = read_label(lines[position].text)
        if label:
            labels.append(label)
        elif labels and labels[-1].role in _PEOPLE and labels[-1].value.endswith((",", ";")) and has_words(lines[position]):
            labels[-1] = Label(labels[-1].role, f"{labels[-1].value} {lines[position].text.strip()}")
        else:
            return position, labels
    return stop, labels


def find_introduction(lines: Sequence[Line], index: int, floor: int) -> Introduction | None:
    """Find the introduction of a quoted message that ends, or for a block of labels begins, at line ``index``.

    No line before ``floor`` is taken into it.
    """
    text = lines[index].text
    if len(text) > _LONGEST_LINE or not (text.lstrip().startswith(_RULES) or any(colon in text for colon in _COLONS)):
        return None
    return _find_separator(lines, index) or _find_block(lines, index) or _find_attribution(lines, index, floor)


def _find_separator(lines: Sequence[Line], index: int) -> Introduction | None:
    """A line such as ``-----Original Message-----``, with the labels below it."""
    text = lines[index].text.strip()
    core = text.strip("-_=*:\uff1a \t\u00a0").replace("\u2019", "'").casefold()
    ruled = text.startswith(_RULES) and core in _words("separators")
    ruler = not core and text.startswith("_____")
    if not (ruled or ruler or (text.endswith(_COLONS) and core in _words("announcements"))):
        return None
    stop, labels = read_labels(lines, skip_blank(lines, index + 1))
    roles = {label.role for label in labels}
    if ruler and not ("from" in roles and len(roles) > 1):
        return None
    return Introduction(index, stop - 1 if "from" in roles else index, Strength.STRONG)


def _find_block(lines: Sequence[Line], index: int) -> Introduction | None:
    """Labels close together, four of them, or three with an address; fewer also occur in prose."""
    stop, labels = read_labels(lines, index)
    roles = {label.role for label in labels}
    addressed = any(label.role == "from" and "@" in label.value for label in labels)
    if "from" not in roles or len(roles) < (3 if addressed else 4):
        return None
    return Introduction(index, stop - 1, Strength.STRONG)


def _find_attribution(lines: Sequence[Line], last: int, floor: int) -> Introduction | None:
    """A sentence such as ``On <date> <name> wrote:``, which mail programs break over up to four lines."""
    if not lines[last].text.rstrip().endswith(_COLONS):
        return None
    joined = ""
    weak: Introduction | None = None
    for first in range(last, max(last - _MOST_LINES, floor - 1), -1):
        text = lines[first].text.strip()
        if not text or text.startswith(">") or len(text) > _LONGEST_LINE:
            break
        joined = f"{text} {joined}".strip()
        strength = _weigh(joined)
        if strength is Strength.STRONG:
            return Introduction(first, last, strength)
        if strength is Strength.WEAK:
            weak = weak or Introduction(first, last, strength)
    return weak


def _weigh(header: str) -> Strength:
    """How surely ``header``, which ends with a colon, is a mail program's and not a sentence of the author's."""
    bare = re.sub(_ADDRESS, " ", header)
    words = [word.casefold() for word in re.findall(_WORD, bare) if word != "The"]  # firms are called The Something
    if not _words("prose").isdisjoint(words):
        return Strength.NONE
    addressed = bare != header
    dated = bool(re.search(_DATE, bare))
    opened = header[0].isdigit() or not (_words("openers") | _words("weekdays")).isdisjoint(words[:1])
    if not (opened or (addressed and _begins_with_name(header))):
        return Strength.NONE
    if _words("verbs").isdisjoint(words):
        sender_last = header.rstrip(": \t\u00a0\uff1a").endswith(">")
        return Strength.STRONG if sender_last and addressed and dated and opened else Strength.NONE
    return Strength.STRONG if addressed and dated else Strength.WEAK


def _begins_with_name(header: str) -> bool:
    """Whether nothing but a name stands before the address."""
    return not any(word[0].islower() for word in re.findall(_WORD, re.split(_ADDRESS, header, maxsplit=1)[0]))
