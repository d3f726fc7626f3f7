"""The frames of ``data/liking.json`` and its neighbours as patterns over folded words with single spaces."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from poise.understanding.needing import Needs, find_needs, split
from poise.understanding.vocabulary import load, phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word


class Found(NamedTuple):
    """A frame found in a sentence: the index of its first word and the index after its last."""

    first: int
    stop: int


class Frames:
    """The frames of one list, found as one pattern of them all would: leftmost first, then in the order of the list.

    Most frames are found nowhere, and some take longer to compile than a letter to write: a frame waits until the words are
    there that it cannot do without.
    """

    def __init__(self, frames: Sequence[str]) -> None:
        self._frames = [alternative for frame in frames for alternative in split(frame, "|")]
        self._needs: list[Needs] = [find_needs(frame, good=listed("liking", "good")) for frame in self._frames]
        self._always = [number for number, needs in enumerate(self._needs) if not needs]
        self._waiting: dict[str, list[int]] = {}
        for number, needs in enumerate(self._needs):
            for word in min(needs, key=len, default=()):
                self._waiting.setdefault(word, []).append(number)
        self._pattern = cache(self._compile)

    def finditer(self, keys: str) -> Iterator[re.Match[str]]:
        """Every match in a text of folded words, none overlapping another."""
        patterns = [self._pattern(number) for number in self._possible(frozenset(keys.split()))]
        position = 0
        while patterns:
            matches = [match for pattern in patterns if (match := pattern.search(keys, position))]
            if not matches:
                return
            yield (nearest := min(matches, key=re.Match.start))
            position = nearest.end()

    def findall(self, keys: str) -> list[str]:
        """The words of every match."""
        return [match.group() for match in self.finditer(keys)]

    def _possible(self, present: frozenset[str]) -> list[int]:
        """The frames, in order, that have all that they need."""
        called = {number for word in present & self._waiting.keys() for number in self._waiting[word]}
        ready = [n for n in called if not any(need.isdisjoint(present) for need in self._needs[n])]
        return sorted([*self._always, *ready])

    def _compile(self, number: int) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{_expand(self._frames[number])})(?!\S)")


@cache
def frames(name: str, key: str) -> Frames:
    """All frames of a list; ``{f}`` stands for up to three fillers, ``{good}`` for a word of praise."""
    value = load(name)[key]
    return Frames([value] if isinstance(value, str) else value)


def _expand(frame: str) -> str:
    frame = frame.replace("{f} ", _fillers()).replace("{good}", _praise())
    return frame.replace("{any}", r"\S+(?: \S+){0,5}?")


@cache
def _fillers() -> str:
    return rf"(?:(?:{'|'.join(re.escape(p) for p in phrases('liking', 'fillers'))}) ){{0,3}}"


@cache
def _praise() -> str:
    return rf"(?:{'|'.join(sorted(listed('liking', 'good'), key=lambda w: (-len(w), w)))})"


def find(pattern: Frames | re.Pattern[str], words: Sequence[Word], keys: str) -> Iterator[Found]:
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
