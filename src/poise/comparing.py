"""Two texts, word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"(\S+)(\s*)")
MOST_WORDS = 3000
_FEWEST_SHARED = 3

Words = Sequence[tuple[str, str]]


class Change(NamedTuple):
    """A stretch of both texts: words that stayed, or else words that went and words that came."""

    shared: str
    gone: str
    come: str


def compare(old: str, new: str) -> tuple[Change, ...] | None:
    """The changes from ``old`` to ``new``, in order; None where a text has more words than can be compared in good time.

    Only a run of words counts as shared: two letters always have some "the" and "you" in common, and showing each of
    them would tear every sentence apart.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    return tuple(_align(before, after)) if max(len(before), len(after)) <= MOST_WORDS else None


def _align(before: Words, after: Words) -> Iterator[Change]:
    gone = come = ""
    matcher = SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" and b - a >= _FEWEST_SHARED:
            if gone or come:
                yield Change("", gone, come)
            yield Change(_join(after[c:d]), "", "")
            gone = come = ""
        else:
            gone += _join(before[a:b])
            come += _join(after[c:d])
    if gone or come:
        yield Change("", gone, come)


def _join(words: Words) -> str:
    return "".join(word + space for word, space in words)
