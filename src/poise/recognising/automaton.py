"""Finds all phrases of all concepts that begin at each word of a sentence.

The trie that ``building`` made comes as data: its nodes, and the ways from node to node that each word opens. From every word
a run sets out and goes on as long as some phrase may: whatever may be reached at once, gaps included, is one *state*, and
where a word leads from a state is worked out once and remembered. A run is no longer than the longest phrase, so a pass is
linear whatever the text holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

FIRST = 0x100
SURROGATES = range(0xD800, 0xE000)

_MOST_WORDS = 20_000
_MOST_STEPS = 50_000
_ANY = "any"

_Way = Mapping[int, int]


class _Node(NamedTuple):
    """What a node brings: concepts found (anywhere, or only at the sentence's end), gaps, and nodes that wait for a word."""

    found: tuple[int, ...]
    at_end: tuple[int, ...]
    gaps: tuple[tuple[int, int, int], ...]
    waiting: tuple[int, ...]


class _Ways:
    """Where a word leads: a table of nodes for the word itself, and for each class and beginning that it has."""

    __slots__ = ("tables",)

    def __init__(self, tables: tuple[_Way, ...]) -> None:
        self.tables = tables


class _Wait(NamedTuple):
    """What waits some words further on: nodes for that word, and concepts that are found if the sentence ends before it."""

    nodes: frozenset[int]
    at_end: frozenset[int]


_NOTHING = _Wait(frozenset(), frozenset())
_END = _Ways(())
"""The end of the sentence, as a word."""


class _State:
    """All that a run has reached: concepts ``found`` here, and what ``waits``, by the words in between (the first: none)."""

    __slots__ = ("found", "steps", "waits")

    def __init__(self, found: tuple[int, ...], waits: tuple[_Wait, ...]) -> None:
        self.found = found
        self.waits = waits
        self.steps: dict[_Ways, _State] = {}


class _Reach:
    """A state in the making: what was reached, on top of what ``waits`` already."""

    def __init__(self, waits: tuple[_Wait, ...]) -> None:
        self.found: set[int] = set()
        self._waits = waits
        self._new: dict[int, tuple[set[int], set[int]]] = {}

    def after(self, distance: int) -> tuple[set[int], set[int]]:
        """What will wait so many words further on besides: nodes, and concepts for the end of the sentence."""
        return self._new.setdefault(distance, (set(), set()))

    def freeze(self) -> tuple[tuple[int, ...], tuple[_Wait, ...]]:
        """The state as its two parts."""
        waits = list(self._waits)
        waits += [_NOTHING] * (max(self._new, default=-1) + 1 - len(waits))
        for distance, (nodes, at_end) in self._new.items():
            waits[distance] = _Wait(waits[distance].nodes | nodes, waits[distance].at_end | at_end)
        return tuple(sorted(self.found)), tuple(waits)


class Automaton:
    """The compiled phrases, ready to match. Matching changes nothing but a bounded memory of what was worked out already.

    Everything is unpacked when it is first needed: a short text needs little of it.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._roots: Sequence[int] = data["roots"]
        self._first_row: int = data["first_row"]
        self._first_plain: int = data["first_plain"]
        self._rows: Sequence[str] = data["rows"].split(" ")
        self._words = _unpack_table(data["words"])
        self._classes = _unpack_table(data["classes"])
        self._prefixes = _unpack_table(data["prefixes"])
        self._lengths = sorted({len(p) for p in self._prefixes})
        self._node = cache(self._unpack)
        self._table = cache(_unpack_ways)
        self._forget()

    def _forget(self) -> None:
        self._known: dict[tuple[str, str], _Ways] = {}
        self._shared: dict[tuple[str, ...], _Ways] = {}
        self._states: dict[tuple[tuple[int, ...], tuple[_Wait, ...]], _State] = {}
        self._steps = 0
        self._opening, self._anywhere = self._enter(self._roots, ()), self._enter(self._roots[:1], ())

    def knows(self, word: str) -> bool:
        """Whether some phrase holds this very word."""
        return word in self._words

    def match(self, words: Sequence[tuple[str, str]]) -> Iterator[tuple[int, dict[int, int]]]:
        """For each word at which phrases begin, in order: the concepts found there, and where the longest match of each ends.

        ``words`` are pairs of a word and its kind ("name", "number" or ""). Ends are exclusive.
        """
        ways = [self._known.get(word) or self._look_up(*word) for word in words]
        end = len(ways)
        ways.append(_END)
        state = self._opening
        for first in range(end):
            position = first
            longest: dict[int, int] = {}
            while state.waits:
                way = ways[position]
                state = state.steps.get(way) or self._step(state, way)
                position += 1
                for concept in state.found:
                    longest[concept] = min(position, end)
            if longest:
                yield first, longest
            state = self._anywhere

    def _step(self, state: _State, ways: _Ways) -> _State:
        """Where a word leads from a state; whatever waited further on comes nearer."""
        waiting, at_end = state.waits[0]
        if ways is _END:
            following = _State(tuple(at_end), ())
        else:
            reached = [table[node] for table in ways.tables for node in waiting & table.keys()]
            following = self._enter(reached, state.waits[1:])
        state.steps[ways] = following
        self._steps += 1
        if self._steps > _MOST_STEPS:
            self._forget()
        return following

    def _enter(self, nodes: Sequence[int], waits: tuple[_Wait, ...]) -> _State:
        """The state in which these nodes are reached while others wait further on."""
        parts = self._reach(nodes, waits) if nodes else ((), waits)
        state = self._states.get(parts)
        if state is None:
            state = self._states[parts] = _State(*parts)
        return state

    def _reach(self, nodes: Iterable[int], waits: tuple[_Wait, ...]) -> tuple[tuple[int, ...], tuple[_Wait, ...]]:
        reach = _Reach(waits)
        for number in nodes:
            if number < self._first_row:
                reach.found.add(_place(number))
            elif number >= self._first_plain:
                reach.after(0)[0].add(number)
            else:
                self._add(self._node(number), reach)
        return reach.freeze()

    def _add(self, node: _Node, reach: _Reach) -> None:
        reach.found.update(node.found)
        if node.waiting or node.at_end:
            nodes, at_end = reach.after(0)
            nodes.update(node.waiting)
            at_end.update(node.at_end)
        for least, most, beyond in node.gaps:
            closing = self._node(beyond).at_end if self._first_row <= beyond < self._first_plain else ()
            for distance in range(least, most + 1):
                nodes, at_end = reach.after(distance)
                nodes.add(beyond)
                at_end.update(closing)

    def _unpack(self, number: int) -> _Node:
        found, at_end, gaps, waiting = self._rows[_place(number) - _place(self._first_row)].split("|")
        bounds = _unpack_places(gaps)
        return _Node(
            _unpack_places(found),
            _unpack_places(at_end),
            tuple(zip(bounds[::3], bounds[1::3], map(ord, gaps[2::3]), strict=True)),
            tuple(map(ord, waiting)),
        )

    def _look_up(self, word: str, kind: str) -> _Ways:
        """The ways of a word; all words that no phrase holds share theirs."""
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        rows = tuple(filter(None, self._find_rows(word, kind)))
        ways = self._shared.get(rows)
        if ways is None:
            ways = self._shared[rows] = _Ways(tuple(map(self._table, rows)))
        self._known[word, kind] = ways
        return ways

    def _find_rows(self, word: str, kind: str) -> Iterator[str]:
        yield self._classes.get(_ANY, "")
        yield self._classes.get(kind, "")
        if kind != "name":
            yield self._words.get(word, "")
            for length in self._lengths:
                if len(word) >= length:
                    yield self._prefixes.get(word[:length], "")


def _place(number: int) -> int:
    return number - FIRST - (len(SURROGATES) if number >= SURROGATES.stop else 0)


def _unpack_places(row: str) -> tuple[int, ...]:
    return tuple(_place(ord(character)) for character in row)


def _unpack_table(table: Mapping[str, str]) -> Mapping[str, str]:
    return dict(zip(table["keys"].split(" "), table["rows"].split(" "), strict=True))


def _unpack_ways(row: str) -> _Way:
    return dict(zip(map(ord, row[::2]), map(ord, row[1::2]), strict=True))
