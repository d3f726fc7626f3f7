"""The parts of a text that its author did not write: quoted messages, signatures, footers.

When in doubt a line is the author's: better to judge too much than too little.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poise.reading.endings import find_endings
from poise.reading.headers import Strength, find_introduction, read_labels
from poise.reading.lines import Line, skip_blank, split_lines
from poise.verdicts import Skipped, Span

_OPENING = '"\u201c\u00ab\u201e'
_INDENTS = ("  ", "\t")
_CLOSING = '"\u201d\u00bb\u201c'


class _Block(NamedTuple):
    """Quoted lines, ``first`` to ``last`` inclusive."""

    first: int
    last: int


def find_skipped(text: str) -> tuple[Skipped, ...]:
    """Find what the author of ``text`` did not write, as spans of whole lines, sorted and disjoint.

    Kinds: ``quoted`` (lines after ``>``, and messages under a header such as "On … wrote:"), ``signature``, ``footer``.
    Replies that stand between or below ``>`` lines are the author's. Linear in the length of the text; never an error.
    """
    lines = split_lines(text)
    blocks = _find_quoted(lines)
    found = [("quoted", block.first, block.last) for block in blocks]
    stretches = list(_own_stretches(lines, blocks))
    for first, last in stretches:
        found.extend(find_endings(lines, first, last, final=(first, last) == stretches[-1]))
    return tuple(Skipped(kind, Span(lines[a].start, lines[b].end)) for kind, a, b in sorted(found, key=lambda f: f[1]))


def _find_quoted(lines: Sequence[Line]) -> list[_Block]:
    blocks: list[_Block] = []
    marked = [line.text.lstrip().startswith(">") for line in lines]
    above = _labels_at_top(lines)
    final = _last_written(lines)
    index = floor = 0 if marked[above : above + 1] == [True] else above
    while index < len(lines):
        if marked[index]:
            last = _run_end(lines, marked, index)
            block = _Block(index, last) if any(_is_worded(line.text) for line in lines[index : last + 1]) else None
            index = last + 1
        else:
            block = _introduced_at(lines, marked, index, floor, final)
            index = block.last + 1 if block else index + 1
        if block:
            blocks.append(block)
            floor = index
    return blocks


def _labels_at_top(lines: Sequence[Line]) -> int:
    """How many lines the text's own header (From, To, Subject at the very top) takes: it quotes nothing by itself."""
    stop, labels = read_labels(lines, skip_blank(lines, 0))
    return skip_blank(lines, stop) if labels else 0


def _introduced_at(lines: Sequence[Line], marked: Sequence[bool], index: int, floor: int, final: int) -> _Block | None:
    """The quoted message whose introduction begins, or for a sentence ends, at line ``index``; ``final`` is the last line."""
    introduction = find_introduction(lines, index, floor)
    if introduction is None:
        return None
    below = skip_blank(lines, introduction.last + 1)
    if below < len(lines) and marked[below]:
        return _Block(introduction.first, _run_end(lines, marked, below))
    if introduction.strength is Strength.STRONG or _is_set_apart(lines, below, final):
        return _Block(introduction.first, final)
    return None


def _is_set_apart(lines: Sequence[Line], below: int, final: int) -> bool:
    """Whether all lines from ``below`` on are indented, or stand together between quotation marks: so some programs quote."""
    if below > final:
        return False
    if lines[below].text.startswith(_INDENTS):
        return all(line.text.startswith(_INDENTS) or not line.text.strip() for line in lines[below : final + 1])
    return lines[below].text.lstrip()[0] in _OPENING and lines[final].text.rstrip()[-1] in _CLOSING


def _run_end(lines: Sequence[Line], marked: Sequence[bool], index: int) -> int:
    """The last of the ``>`` lines that begin at ``index``; blank lines between them belong to them."""
    last = index
    while index < len(lines) and (marked[index] or not lines[index].text.strip()):
        last = index if marked[index] else last
        index += 1
    return last


def _is_worded(text: str) -> bool:
    """Whether words follow a ``>``: "> 5 years", ">:(" and blank lines make no quotation on their own."""
    return text.lstrip().startswith(">") and text.lstrip("> \t\u00a0\"'([*\u201c\u2018")[:1].isalpha()


def _last_written(lines: Sequence[Line]) -> int:
    last = len(lines) - 1
    while last >= 0 and not lines[last].text.strip():
        last -= 1
    return last


def _own_stretches(lines: Sequence[Line], blocks: Sequence[_Block]) -> Iterator[tuple[int, int]]:
    """The runs of lines outside the quoted blocks that have anything written on them."""
    start = 0
    for first, last in [*blocks, _Block(len(lines), len(lines))]:
        if any(line.text.strip() for line in lines[start:first]):
            yield start, first - 1
        start = last + 1
