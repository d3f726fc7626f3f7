"""The lines of a text, with their offsets: what quoting and mail headers are recognised by."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_BREAK = r"\r\n|[\n\r\v\f\x85\u2028\u2029]"


class Line(NamedTuple):
    """One line: where it stands in the given text, without its line break, and its characters."""

    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Line]:
    """Split ``text`` at every kind of line break; a final break adds no empty line."""
    lines: list[Line] = []
    start = 0
    for match in re.finditer(_BREAK, text):
        lines.append(Line(start, match.start(), text[start : match.start()]))
        start = match.end()
    if start < len(text):
        lines.append(Line(start, len(text), text[start:]))
    return lines


def has_words(line: Line) -> bool:
    """Whether a letter or digit stands in the line; rules of dashes and stars have none."""
    return any(c.isalnum() for c in line.text)


def skip_blank(lines: Sequence[Line], index: int) -> int:
    """The index of the first line from ``index`` on that has anything on it; that of the end if none has."""
    while index < len(lines) and not lines[index].text.strip():
        index += 1
    return index
