"""Offsets to lines and columns, as a person or an editor counts them."""

import re
from bisect import bisect_right
from typing import NamedTuple

_BREAK = r"\r\n?|\n"


class Place(NamedTuple):
    """A line and a column, both counted from 1; columns count code points."""

    line: int
    column: int


class Lines:
    """The lines of one text. Only line feed, carriage return, or both together end one, as in editors."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer(_BREAK, text))]

    def place(self, offset: int) -> Place:
        """The line and column of the character at ``offset``."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def bounds(self, line: int) -> tuple[int, int]:
        """Where line number ``line`` begins and ends in the text, its line break left out."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip("\r\n"))
