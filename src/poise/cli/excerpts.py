"""The words that a finding is about, drawn below each other: the text, and marks under it.

``~`` runs under everything that the finding covers, ``^`` under the words that met. Long lines are wrapped, tabs
widened, and wide characters counted as the two columns that they take.
"""

from collections.abc import Iterator
from typing import NamedTuple

from poise.cli.places import Lines
from poise.cli.terminal import Style, cell
from poise.verdicts import Finding

_MOST_ROWS = 6
_LONGEST_TAIL = 12


class Row(NamedTuple):
    """One drawn row of a line, and the marks that belong under it."""

    text: str
    marks: str


def draw(text: str, lines: Lines, finding: Finding, columns: int, style: Style) -> list[str]:
    """The excerpt for one finding, ready to print; empty for a finding about something that is missing."""
    span = finding.span
    if span.start == span.end:
        return []
    first, last = lines.place(span.start).line, lines.place(span.end - 1).line
    gutter = len(str(last)) + 2
    drawn: list[str] = []
    for number in range(first, last + 1):
        label = f"{number:>{gutter}}"
        for row in _rows(text, lines.bounds(number), finding, max(columns - gutter - 3, 20)):
            drawn.append(f"{style.paint(label, 'dim')} {style.paint('|', 'dim')} {row.text}")
            drawn.append(f"{'':{gutter}} {style.paint('|', 'dim')} {style.severity(finding.severity, row.marks)}")
            label = " " * gutter
            if len(drawn) >= 2 * _MOST_ROWS:
                return [*drawn, f"{'':{gutter}} {style.paint('| ...', 'dim')}"]
    return drawn


def _rows(text: str, bounds: tuple[int, int], finding: Finding, columns: int) -> Iterator[Row]:
    """The rows of one line that hold marks."""
    marks = _marks(finding)
    start, end = _window(bounds, finding, columns)
    while start < end:
        stop = _wrap(text, start, end, columns)
        if stop > finding.span.start and start < finding.span.end:
            row = _row(text, start, stop, marks, finding)
            if row.marks:
                yield row
        start = stop


def _window(bounds: tuple[int, int], finding: Finding, columns: int) -> tuple[int, int]:
    """The part of a line worth wrapping: a line may be a megabyte long, and its finding ten words."""
    start, end = bounds
    near = finding.span.start - finding.span.start % columns - columns
    return max(start, near) if finding.span.start - start > 2 * columns else start, min(end, finding.span.end + columns)


def _wrap(text: str, start: int, end: int, columns: int) -> int:
    """Where the row that begins at ``start`` stops: after a space near its edge, else at the edge."""
    used = 0
    for index in range(start, end):
        used += cell(text[index])[1]
        if used > columns:
            space = text.rfind(" ", max(start, index - _LONGEST_TAIL), index)
            return space + 1 if space > start else max(index, start + 1)
    return end


def _marks(finding: Finding) -> tuple[tuple[int, int], ...]:
    spans = tuple((slot.span.start, slot.span.end) for slot in finding.slots)
    return spans or ((finding.span.start, finding.span.end),)


def _row(text: str, start: int, stop: int, marks: tuple[tuple[int, int], ...], finding: Finding) -> Row:
    shown: list[str] = []
    under: list[str] = []
    for index in range(start, stop):
        glyph, wide = cell(text[index])
        mark = " "
        if finding.span.start <= index < finding.span.end:
            mark = "^" if any(a <= index < b for a, b in marks) else "~"
        shown.append(glyph)
        under.append(mark * wide)
    return Row("".join(shown).rstrip(), "".join(under).rstrip())
