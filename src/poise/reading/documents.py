"""A text as the judge reads it: its sentences, less what its author did not write."""

from collections.abc import Sequence
from typing import NamedTuple

from poise.reading.normalising import fold
from poise.reading.segmenting import Sentence, segment
from poise.verdicts import Skipped


class Document(NamedTuple):
    """The text exactly as given, the sentences its author wrote, and the parts that were left out.

    ``end`` is where the author's own text ends: the place of a finding about something that is missing.
    """

    text: str
    sentences: tuple[Sentence, ...]
    skipped: tuple[Skipped, ...]
    end: int


def blank(text: str, skipped: Sequence[Skipped]) -> str:
    """The text with every skipped part replaced by spaces of the same length; line breaks stay."""
    pieces: list[str] = []
    position = 0
    for part in skipped:
        pieces.append(text[position : part.span.start])
        hidden = text[part.span.start : part.span.end]
        pieces.append("".join(c if c in "\r\n" else " " for c in hidden))
        position = part.span.end
    pieces.append(text[position:])
    return "".join(pieces)


def parse(text: str, *, masked: bool = True) -> Document:
    """Read ``text`` into sentences; with ``masked``, quoted parts, signatures and footers are skipped and reported."""
    from poise.reading.quoting import find_skipped

    skipped = find_skipped(text) if masked else ()
    own = blank(text, skipped) if skipped else text
    return Document(text, segment(fold(own)), skipped, len(own.rstrip()))
