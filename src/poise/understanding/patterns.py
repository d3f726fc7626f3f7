"""The frames of ``data/liking.json`` and its neighbours as patterns over folded words with single spaces."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from poise.understanding.vocabulary import load, phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word


class Found(NamedTuple):
    """A frame found in a sentence: the index of its first word and the index after its last."""

    first: int
    stop: int


@cache
def frames(name: str, key: str) -> re.Pattern[str]:
    """One pattern for all frames of a list; ``{f}`` stands for up to three fillers, ``{good}`` for a word of praise."""
    value = load(name)[key]
    listed_frames = [value] if isinstance(value, str) else value
    alternatives = "|".join(f"(?:{_expand(frame)})" for frame in listed_frames)
    return re.compile(rf"(?<!\S)(?:{alternatives})(?!\S)")


def _expand(frame: str) -> str:
    fillers = "|".join(re.escape(p) for p in phrases("liking", "fillers"))
    good = "|".join(sorted(listed("liking", "good"), key=lambda w: (-len(w), w)))
    frame = frame.replace("{f} ", rf"(?:(?:{fillers}) ){{0,3}}").replace("{good}", rf"(?:{good})")
    return frame.replace("{any}", r"\S+(?: \S+){0,5}?")


def find(pattern: re.Pattern[str], words: Sequence[Word], keys: str) -> Iterator[Found]:
    """Every place where ``pattern`` stands in ``keys``, the folded ``words``, as word indices."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for match in pattern.finditer(keys):
        if not starts:
            _number(words, starts, ends)
        first, stop = starts.get(match.start()), ends.get(len(match.group().rstrip()) + match.start())
        if first is not None and stop is not None:
            yield Found(first, stop)


def _number(words: Sequence[Word], starts: dict[int, int], ends: dict[int, int]) -> None:
    """Fill in which word begins and ends at which place of the folded words; most patterns are found nowhere."""
    position = 0
    for index, word in enumerate(words):
        starts[position] = index
        position += len(word.key)
        ends[position] = index + 1
        position += 1
