"""Finds all phrases of all concepts in one pass over a sentence.

The trie that ``building`` made comes as data: what its states bring, and its edges by the words that go along them. Whatever
is reached at once is entered at once. The work per word is bounded by the rulebook and never by the text, so a pass is
linear whatever the text holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

_WORDS = 20_000
_ANY = "any"


class Match(NamedTuple):
    """A phrase of the concept with this number, over the words ``first`` (inclusive) to ``last`` (exclusive)."""

    concept: int
    first: int
    last: int


class Node(NamedTuple):
    """A state: concepts that end here (anywhere, or only at the sentence's end), gaps that open here, whether it goes on."""

    found: tuple[int, ...]
    at_end: tuple[int, ...]
    gaps: tuple[tuple[int, int, int], ...]
    goes_on: bool


class Arrival(NamedTuple):
    """What reaching some states at once brings: concepts found, states that wait by distance, concepts for the very end.

    ``endings`` are (least, most, concepts): found if the sentence ends so many words further on.
    """

    found: tuple[int, ...]
    waiting: tuple[tuple[int, frozenset[int]], ...]
    endings: tuple[tuple[int, int, tuple[int, ...]], ...]


def _split(row: str) -> tuple[int, ...]:
    return tuple(map(int, row.split()))


class _Ways:
    """The edges that go along one word: from which states, and where to."""

    __slots__ = ("_arrivals", "_targets", "states")

    def __init__(self, edges: Iterable[int]) -> None:
        self._targets: dict[int, list[int]] = {}
        pairs = iter(edges)
        for state, target in zip(pairs, pairs, strict=True):
            self._targets.setdefault(state, []).append(target)
        self.states = frozenset(self._targets)
        self._arrivals: dict[int, Arrival] = {}

    def arrive(self, state: int, automaton: "Automaton") -> Arrival:
        """What going on from ``state`` brings; worked out once."""
        known = self._arrivals.get(state)
        if known is None:
            known = self._arrivals[state] = automaton.enter(self._targets[state])
        return known


class Automaton:
    """The compiled phrases, ready to match. Matching changes nothing but a bounded memory of words already looked up.

    Everything is unpacked when it is first needed: a short text needs little of it.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._rows: Sequence[str] = data["nodes"]
        self._anywhere, self._anchored = data["roots"]
        self._words: Mapping[str, str] = data["words"]
        self._classes: Mapping[str, str] = data["classes"]
        self._prefixes: Mapping[str, str] = data["prefixes"]
        self._lengths = sorted({len(p) for p in self._prefixes})
        self._any = _Ways(_split(self._classes.get(_ANY, "")))
        self._node = cache(self._unpack)
        self._shared = cache(lambda edges: _Ways(_split(edges)))  # all words that no phrase holds go the same ways
        self._known: dict[tuple[str, str], _Ways] = {}

    def knows(self, word: str) -> bool:
        """Whether some phrase holds this very word."""
        return word in self._words

    def match(self, words: Sequence[tuple[str, str]]) -> list[Match]:
        """The longest match of each concept at each word it begins with, in order.

        ``words`` are pairs of a word and its kind ("name", "number" or "").
        """
        run = _Run(len(words))
        run.enter(self.enter([self._anchored]), 0, 0)
        for position, (word, kind) in enumerate(words):
            run.wait(position, position, self._anywhere)
            for ways in (self._any, self._ways(word, kind)):
                for first, states in run.waiting[position].items():
                    for state in states & ways.states:
                        run.enter(ways.arrive(state, self), first, position + 1)
            run.waiting[position].clear()
        return run.matches()

    def enter(self, numbers: Iterable[int]) -> Arrival:
        """What reaching these states at once brings."""
        nodes = [(number, self._node(number)) for number in numbers]
        waiting: dict[int, set[int]] = {0: {number for number, node in nodes if node.goes_on}}
        endings = [(0, 0, node.at_end) for _, node in nodes if node.at_end]
        for least, most, beyond in (gap for _, node in nodes for gap in node.gaps):
            for distance in range(least, most + 1):
                waiting.setdefault(distance, set()).add(beyond)
            if self._node(beyond).at_end:
                endings.append((least, most, self._node(beyond).at_end))
        return Arrival(
            found=tuple({concept for _, node in nodes for concept in node.found}),
            waiting=tuple((distance, frozenset(states)) for distance, states in waiting.items() if states),
            endings=tuple(endings),
        )

    def _unpack(self, number: int) -> Node:
        found, at_end, gaps, goes_on = self._rows[number].split("|")
        bounds = _split(gaps)
        return Node(
            _split(found), _split(at_end), tuple(zip(bounds[::3], bounds[1::3], bounds[2::3], strict=True)), bool(goes_on)
        )

    def _ways(self, word: str, kind: str) -> _Ways:
        key = (word, kind)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _WORDS:
                self._known.clear()
            known = self._known[key] = self._shared(" ".join(self._look_up(word, kind)))
        return known

    def _look_up(self, word: str, kind: str) -> Iterator[str]:
        yield self._classes.get(kind, "")
        if kind != "name":
            yield self._words.get(word, "")
            for length in self._lengths:
                if len(word) >= length:
                    yield self._prefixes.get(word[:length], "")


class _Run:
    """One pass over a sentence: for each word the states that wait there, by where they began, and what was found."""

    def __init__(self, length: int) -> None:
        self.end = length
        self.waiting: list[dict[int, set[int]]] = [{} for _ in range(length + 1)]
        self.found: dict[tuple[int, int], int] = {}
        self._at_end: set[tuple[int, int]] = set()

    def wait(self, position: int, first: int, state: int) -> None:
        """Let one state wait at a word."""
        self.waiting[position].setdefault(first, set()).add(state)

    def enter(self, arrival: Arrival, first: int, after: int) -> None:
        """Take in what was reached with ``after`` words read of a phrase that began at ``first``."""
        for concept in arrival.found:
            self.found[concept, first] = after
        for distance, states in arrival.waiting:
            if after + distance > self.end:
                continue
            waiting = self.waiting[after + distance]
            if first in waiting:
                waiting[first] |= states
            else:
                waiting[first] = set(states)
        for least, most, concepts in arrival.endings:
            if after + least <= self.end <= after + most:
                self._at_end.update((concept, first) for concept in concepts)

    def matches(self) -> list[Match]:
        """All that was found, in order; no match is longer than one that reaches the end of the sentence."""
        self.found.update(dict.fromkeys(self._at_end, self.end))
        found = [Match(concept, first, last) for (concept, first), last in self.found.items()]
        return sorted(found, key=lambda m: (m.first, m.last, m.concept))
